package io.sluice.deployment;

import io.sluice.salesforce.DeployProgress;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One numbered try at validate or deploy of a package; its result is the deployment log.
 *
 * @param kind {@code validate} or {@code deploy}
 * @param log the last thing the org said; null before it said anything
 */
public record Attempt(
        String deployment,
        String kind,
        int number,
        UUID remoteJob,
        String packageSha256,
        @Nullable String remoteId,
        @Nullable DeployProgress log,
        @Nullable String message,
        Instant startedAt,
        @Nullable Instant endedAt) {}
