package io.sluice.remotejob;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A remote job with everything that its row says about the work on it.
 *
 * @param exclusive whether its environment does one of these at a time, in order
 * @param changesOrg whether what it does stays in the org
 * @param checkId what the look at the org before sending runs under; null while there is none
 * @param cancelAsked whether the org was told to cancel it
 * @param answeredAt when an org last told anything about it; null before
 * @param dueAt when a node takes it in hand next, at the earliest
 * @param heldUntil until when it belongs to the node that has it in hand; null where none has
 */
public record JobDetails(
        RemoteJob job,
        boolean exclusive,
        boolean changesOrg,
        @Nullable String checkId,
        boolean cancelAsked,
        @Nullable Instant answeredAt,
        Instant dueAt,
        @Nullable Instant heldUntil) {

    /** Whether a node has it in hand at this moment. */
    public boolean isHeld(Instant now) {
        return heldUntil != null && heldUntil.isAfter(now);
    }

    /** Whether a step of a process waits for it, which is retried in Cockpit when the job is stopped. */
    public boolean isAwaited() {
        return job.processInstance() != null && !job.abandoned();
    }
}
