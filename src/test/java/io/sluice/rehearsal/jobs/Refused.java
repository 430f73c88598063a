package io.sluice.rehearsal.jobs;

/** A request that the org refuses at once, with Salesforce's code and words. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    public Refused(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
