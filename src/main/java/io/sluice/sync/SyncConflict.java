package io.sluice.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sluice and an org changed the same thing differently since the last sync.
 *
 * @param key names it within its change request
 * @param subject the customization as it was, or the change request itself
 * @param field title, overview, customization, kind, note, or presence where one side edited what the other deleted
 * @param base as last synced; null where it was not there
 * @param ours null where Sluice deleted it
 * @param theirs null where the org deleted it
 * @param oursBy who changed it in Sluice; empty where nobody knows
 * @param theirsBy who changed it in the org; empty where the org does not say
 * @param decision {@code ours} or {@code theirs}; null before
 */
public record SyncConflict(
        String key,
        String environment,
        String subject,
        String field,
        @Nullable String base,
        @Nullable String ours,
        @Nullable String theirs,
        String oursBy,
        @Nullable Instant oursAt,
        String theirsBy,
        @Nullable Instant theirsAt,
        @Nullable String decision,
        @Nullable String decidedBy) {}
