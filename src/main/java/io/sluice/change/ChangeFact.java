package io.sluice.change;

/** What can happen to a change request as a whole. */
public enum ChangeFact {
    /** Scope checked and given to the approvers: Pending Approval. */
    SUBMITTED,
    /** All approvers agreed to the current revision: Approved. */
    APPROVED,
    /** One approver said no: Rejected. */
    REJECTED,
    /** Taken up again after a rejection or a changed scope: In Progress. */
    REOPENED,
    /** Every target's record is deployed and verified: Completed. */
    COMPLETED,
    /** Cancelled by a person with a reason: Cancelled. */
    CANCELLED,
    /** Given up at Fix errors with a reason: Cancelled. */
    GIVEN_UP,
    /** A target of a completed change request was rolled back: Cancelled, for it is not in every target any more. */
    ROLLED_BACK
}
