package io.sluice.web;

import org.springframework.http.HttpStatus;

/** A request that is answered with a status and a sentence for the person who made it. */
class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;

    Refusal(HttpStatus status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    static Refusal noSuchChange(String number) {
        return new Refusal(
                HttpStatus.NOT_FOUND,
                "There is no change request " + number
                        + ". Its number is written CR- and six digits; the list of change requests shows all of them.");
    }

    static Refusal noSuchEnvironment(String id) {
        return new Refusal(
                HttpStatus.NOT_FOUND,
                "There is no environment " + id + ". The list of environments shows all that are registered.");
    }

    HttpStatus status() {
        return status;
    }

    /** The sentence for the person. */
    String sentence() {
        return String.valueOf(getMessage());
    }
}
