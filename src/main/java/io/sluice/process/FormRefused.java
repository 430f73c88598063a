package io.sluice.process;

import java.util.List;
import org.camunda.bpm.engine.BadUserRequestException;

/** What a person sent with a form is refused to that person; nothing was saved. The message is shown in Tasklist. */
class FormRefused extends BadUserRequestException {

    private static final long serialVersionUID = 1L;

    FormRefused(String sentence) {
        super(sentence);
    }

    FormRefused(List<String> problems) {
        this(String.join(" ", problems));
    }
}
