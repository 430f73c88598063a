package io.sluice.deployment;

import io.sluice.salesforce.DeployProgress;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One numbered try at validate or deploy of a package; its result is the deployment log.
 *
 * @param id the key of its log
 * @param deployment the record, or {@code environment:ID} where an environment is prepared
 * @param kind {@code validate}, {@code deploy}, {@code quick-deploy}, {@code rehearse-rollback} or {@code prepare-environment}
 * @param number counts all attempts under the record, from 1
 * @param askedBy who gave the go or asked for it; {@code sluice} where the process did
 * @param options null for attempts before the log kept them
 * @param fingerprint what the approval bound; null where nothing is approved
 * @param log the last thing the org said, in brief; null before it said anything
 * @param testsBeganAt when the org was first seen running tests; null before
 * @param succeeded whether it counts, which is more than what the org says; null before it ended
 */
public record Attempt(
        long id,
        String deployment,
        String kind,
        int number,
        UUID remoteJob,
        String askedBy,
        @Nullable AttemptOptions options,
        String packageSha256,
        @Nullable String fingerprint,
        @Nullable String remoteId,
        @Nullable DeployProgress log,
        @Nullable String message,
        Instant startedAt,
        @Nullable Instant testsBeganAt,
        @Nullable Instant endedAt,
        @Nullable Boolean succeeded) {

    public boolean isValidation() {
        return kind.equals(PackageKind.VALIDATE);
    }

    /** Whether it tried, before the deployment, what a rollback of it would restore. */
    public boolean isRehearsal() {
        return kind.equals(RehearseKind.NAME);
    }

    public boolean hasEnded() {
        return endedAt != null;
    }
}
