package io.sluice.change;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The unit of work and of approval.
 *
 * @param number business key, {@code CR-000123}
 * @param globalId identity across orgs
 * @param statusReason why it was rejected or cancelled; null otherwise
 * @param revision of the current scope, 0 before the first
 * @param approvedRevision the newest revision of the scope that was approved; kept when the scope changes afterwards, so
 *     that the difference can be shown; null when none was
 * @param processInstance where it runs
 * @param sandbox id of the environment it was synced to; null before
 */
public record ChangeRequest(
        String number,
        UUID globalId,
        String name,
        ChangeType type,
        String overview,
        String requester,
        ChangeStatus status,
        @Nullable String statusReason,
        int revision,
        @Nullable Integer approvedRevision,
        @Nullable String processInstance,
        @Nullable String sandbox,
        Instant createdAt,
        Instant updatedAt) {}
