package io.sluice.remotejob;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One remote job as its row says.
 *
 * @param remoteId the org's id once it answered
 * @param mark what the kind wrote down right before sending, to find a lost request again
 * @param failures technical faults in a row since the last good answer
 * @param problem the last technical fault in words; null when there is none
 * @param stopped true when an operator has to decide (the waiting step shows an incident)
 * @param abandoned true when the waiting step vanished: watched to its end, then logged
 */
public record RemoteJob(
        UUID id,
        String kind,
        String owner,
        int attempt,
        @Nullable String change,
        String environment,
        @Nullable String processInstance,
        String requestedBy,
        Instant requestedAt,
        RemoteJobState state,
        Map<String, Object> input,
        Map<String, Object> mark,
        @Nullable String remoteId,
        @Nullable Instant sentAt,
        Progress progress,
        int failures,
        @Nullable String problem,
        boolean stopped,
        boolean abandoned,
        @Nullable Instant cancelRequestedAt,
        @Nullable Outcome outcome,
        @Nullable Instant endedAt) {}
