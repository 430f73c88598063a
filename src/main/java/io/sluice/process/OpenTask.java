package io.sluice.process;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task that waits for a person.
 *
 * @param assignee who claimed it; null when nobody has
 * @param groups whose members may claim it
 * @param persons who else may claim it
 */
public record OpenTask(
        String id,
        String name,
        Instant createdAt,
        @Nullable String assignee,
        List<String> groups,
        List<String> persons) {}
