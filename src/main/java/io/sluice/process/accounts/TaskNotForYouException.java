package io.sluice.process.accounts;

/** Somebody tried to complete a task that is another person's. */
final class TaskNotForYouException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TaskNotForYouException(String sentence) {
        super(sentence);
    }
}
