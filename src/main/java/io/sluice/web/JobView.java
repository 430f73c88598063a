package io.sluice.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A remote job with everything that is known about it.
 *
 * @param exclusive whether its environment does one of these at a time, in the order of the requests
 * @param changesOrg whether what it does stays in the org
 * @param checkId what the look at the org before sending runs under
 * @param answeredAt when an org last told anything about it; null before
 * @param dueAt when a node takes it in hand next, at the earliest
 * @param heldUntil until when it belongs to the node that has it in hand; null where none has
 * @param cancelAsked whether the org was told to cancel it
 * @param input what it was asked for with
 * @param mark what was written down right before sending, to find a lost request again
 * @param log address of what the org reported; null where there is none
 * @param acts what was filed as evidence about it, oldest first
 */
record JobView(
        JobDesk.Row row,
        boolean exclusive,
        boolean changesOrg,
        @Nullable String checkId,
        @Nullable Instant answeredAt,
        Instant dueAt,
        @Nullable Instant heldUntil,
        @Nullable Instant cancelRequestedAt,
        boolean cancelAsked,
        Map<String, String> input,
        Map<String, String> mark,
        @Nullable String log,
        Repairs repairs,
        List<ChangeView.HistoryRow> acts) {

    /** For each repair why it does not fit; null where it does. */
    record Repairs(
            @Nullable String pollNow,
            @Nullable String adopt,
            @Nullable String markLost,
            @Nullable String cancelInOrg) {}
}
