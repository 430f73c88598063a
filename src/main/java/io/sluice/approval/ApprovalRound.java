package io.sluice.approval;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A round of approval as its rows say. */
public record ApprovalRound(
        UUID id,
        ApprovalSubject subject,
        int number,
        List<Approver> approvers,
        Set<String> excluded,
        String binds,
        Map<String, Object> policy,
        Instant openedAt,
        List<Decision> decisions) {

    /** One rejection is enough. */
    public boolean isRejected() {
        return decisions.stream().anyMatch(decision -> !decision.approved());
    }

    /** Everybody asked has agreed. */
    public boolean isApproved() {
        return !isRejected() && decisions.size() == approvers.size();
    }

    /** Whether nothing is left to decide. */
    public boolean isDecided() {
        return isRejected() || isApproved();
    }
}
