package io.sluice.process.accounts;

import io.sluice.process.Refused;

/** Somebody tried to complete a task that is another person's. */
final class TaskNotForYouException extends Refused {

    private static final long serialVersionUID = 1L;

    TaskNotForYouException(String sentence) {
        super(sentence);
    }
}
