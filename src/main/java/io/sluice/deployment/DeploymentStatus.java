package io.sluice.deployment;

/** Derived from what happened, never typed in. */
public enum DeploymentStatus {
    IN_PROGRESS("In Progress"),
    PENDING_APPROVAL("Pending Approval"),
    APPROVED("Approved"),
    REJECTED("Rejected"),
    DEPLOYING("Deploying"),
    DEPLOYED("Deployed"),
    FAILED("Failed"),
    CANCELLED("Cancelled");

    private final String words;

    DeploymentStatus(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** Whether nothing of the record changes any more. */
    public boolean isOver() {
        return this == REJECTED || this == DEPLOYED || this == CANCELLED;
    }
}
