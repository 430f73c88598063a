package io.sluice.process;

import io.sluice.salesforce.OrgException;

/** A step failed for a technical reason; the message says what failed, where, and whether a retry is safe. */
class TechnicalFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TechnicalFault(String step, String change, OrgException cause) {
        super(
                step + " (" + change + ") failed: " + cause.getMessage()
                        + (cause.unknownOutcome()
                                ? " The request may have reached the org; repeating it does no harm."
                                : " Nothing was changed.")
                        + " Retrying is safe.",
                cause);
    }
}
