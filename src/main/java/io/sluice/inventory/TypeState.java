package io.sluice.inventory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How fresh one type is.
 *
 * @param listedAt when all its components were last listed; null before the first time
 * @param checkedAt the moment up to which its changes are known, by a list or by the org's own record of changes
 * @param problem the org's words where listing it failed since; null otherwise
 */
public record TypeState(
        String type,
        @Nullable Instant listedAt,
        @Nullable Instant checkedAt,
        @Nullable String problem) {}
