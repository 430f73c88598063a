package io.sluice.remotejob;

/** A technical fault, and during what it happened. */
final class FaultException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FaultException(String during, RuntimeException cause) {
        super(during, cause);
    }

    /** What was being done, for example {@code looking at the org}. */
    String during() {
        return String.valueOf(getMessage());
    }
}
