package io.sluice.change;

/** Derived from what happened, never typed in. */
public enum ChangeStatus {
    IN_PROGRESS("In Progress"),
    PENDING_APPROVAL("Pending Approval"),
    APPROVED("Approved"),
    REJECTED("Rejected"),
    COMPLETED("Completed"),
    CANCELLED("Cancelled");

    private final String words;

    ChangeStatus(String words) {
        this.words = words;
    }

    /** The words used in pages, forms and the database. */
    public String words() {
        return words;
    }

    /** Whether nothing more can happen to the change request. */
    public boolean isFinal() {
        return this == COMPLETED || this == CANCELLED;
    }
}
