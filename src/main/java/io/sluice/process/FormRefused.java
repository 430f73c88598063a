package io.sluice.process;

import java.util.List;

/** What a person sent with a form is refused to that person; nothing was saved. The message is shown in Tasklist. */
class FormRefused extends Refused {

    private static final long serialVersionUID = 1L;

    FormRefused(String sentence) {
        super(sentence);
    }

    FormRefused(List<String> problems) {
        this(String.join(" ", problems));
    }
}
