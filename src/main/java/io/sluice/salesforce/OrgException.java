package io.sluice.salesforce;

/** The org could not be asked, or answered for a technical reason: message says what failed and at which address. */
public class OrgException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean unknownOutcome;

    /**
     * @param code the org's error code, for example {@code INVALID_SESSION_ID}, or {@code NETWORK}
     * @param unknownOutcome true when the request may have taken effect although no answer arrived
     */
    public OrgException(String code, String message, boolean unknownOutcome, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.unknownOutcome = unknownOutcome;
    }

    public OrgException(String code, String message) {
        super(message);
        this.code = code;
        this.unknownOutcome = false;
    }

    public String code() {
        return code;
    }

    /** Whether a later try may bring more: the org did not answer, was busy or had ended the session. */
    public boolean passing() {
        return this instanceof OrgBusyException
                || code.equals(Refusals.INVALID_SESSION)
                || code.equals("UNREADABLE_ANSWER")
                || Refusals.isFault(code) && !code.equals("UNKNOWN_EXCEPTION");
    }

    public boolean unknownOutcome() {
        return unknownOutcome;
    }
}
