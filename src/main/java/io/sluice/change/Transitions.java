package io.sluice.change;

import static io.sluice.change.ChangeStatus.APPROVED;
import static io.sluice.change.ChangeStatus.CANCELLED;
import static io.sluice.change.ChangeStatus.COMPLETED;
import static io.sluice.change.ChangeStatus.IN_PROGRESS;
import static io.sluice.change.ChangeStatus.PENDING_APPROVAL;
import static io.sluice.change.ChangeStatus.REJECTED;

import java.util.Map;
import java.util.Optional;

/** Which fact is possible in which status, and the status that follows from it. */
final class Transitions {

    private static final Map<ChangeStatus, Map<ChangeFact, ChangeStatus>> TABLE = Map.of(
            IN_PROGRESS,
            Map.of(ChangeFact.SUBMITTED, PENDING_APPROVAL, ChangeFact.CANCELLED, CANCELLED),
            PENDING_APPROVAL,
            Map.of(ChangeFact.APPROVED, APPROVED, ChangeFact.REJECTED, REJECTED, ChangeFact.CANCELLED, CANCELLED),
            // A rejected scope may be reworked and submitted at once, without a step of its own in between.
            REJECTED,
            Map.of(
                    ChangeFact.REOPENED,
                    IN_PROGRESS,
                    ChangeFact.SUBMITTED,
                    PENDING_APPROVAL,
                    ChangeFact.CANCELLED,
                    CANCELLED),
            APPROVED,
            Map.of(
                    ChangeFact.REOPENED,
                    IN_PROGRESS,
                    ChangeFact.COMPLETED,
                    COMPLETED,
                    ChangeFact.CANCELLED,
                    CANCELLED,
                    ChangeFact.GIVEN_UP,
                    CANCELLED),
            COMPLETED,
            Map.of(ChangeFact.ROLLED_BACK, CANCELLED),
            CANCELLED,
            Map.of());

    private Transitions() {}

    /** The status after the fact; empty where the fact is impossible. */
    static Optional<ChangeStatus> after(ChangeStatus status, ChangeFact fact) {
        return Optional.ofNullable(TABLE.getOrDefault(status, Map.of()).get(fact));
    }

    /** Whether the fact has to be given a reason. */
    static boolean needsReason(ChangeFact fact) {
        return fact == ChangeFact.REJECTED
                || fact == ChangeFact.CANCELLED
                || fact == ChangeFact.GIVEN_UP
                || fact == ChangeFact.ROLLED_BACK;
    }
}
