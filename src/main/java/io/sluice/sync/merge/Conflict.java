package io.sluice.sync.merge;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Both sides changed the same thing differently.
 *
 * @param item its global id; empty for the words of the change request
 * @param subject what it is about, for people: the customization as it was, or the change request
 * @param base as last synced; null where it was not there
 * @param ours null where Sluice deleted it
 * @param theirs null where the org deleted it
 */
public record Conflict(
        Optional<UUID> item,
        Field field,
        String subject,
        @Nullable String base,
        @Nullable String ours,
        @Nullable String theirs) {}
