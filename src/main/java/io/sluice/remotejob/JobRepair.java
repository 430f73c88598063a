package io.sluice.remotejob;

/** What an operator may do about a remote job. */
public enum JobRepair {
    /** Look at the org now instead of after the pause. */
    POLL_NOW,
    /** State that this id of the org is the request whose answer was lost. */
    ADOPT,
    /** State that nothing of the request is in the org, or that the org does not know it any more. */
    MARK_LOST,
    /** Ask the org to cancel it, and watch it to its end. */
    CANCEL_IN_ORG
}
