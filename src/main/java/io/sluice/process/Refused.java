package io.sluice.process;

import org.camunda.bpm.engine.BadUserRequestException;

/** What a person did is refused to that person with a sentence, and rolled back as a whole. Tasklist shows the sentence. */
public class Refused extends BadUserRequestException {

    /** By this code the door before the engine's REST interface knows such an answer. */
    public static final int CODE = 20400;

    private static final long serialVersionUID = 1L;

    public Refused(String sentence) {
        super(sentence);
        setCode(CODE);
    }
}
