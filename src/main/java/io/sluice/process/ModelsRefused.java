package io.sluice.process;

import java.util.List;

/** Sluice does not start with these models; the message says what to mend, in the words of their owners. */
class ModelsRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ModelsRefused(String sentence) {
        super(sentence);
    }

    ModelsRefused(List<String> problems, String from) {
        this("The models from " + from + " can't be used:\n- " + String.join("\n- ", problems));
    }
}
