package io.sluice.salesforce;

import java.time.Instant;

/** The org is not to be asked until a moment, because its limit of calls is reached. Nothing was done there. */
public class OrgBusyException extends OrgException {

    private static final long serialVersionUID = 1L;

    private final Instant until;

    public OrgBusyException(String message, Instant until) {
        super(Refusals.REQUEST_LIMIT, message);
        this.until = until;
    }

    /** When the org may be asked again. */
    public Instant until() {
        return until;
    }
}
