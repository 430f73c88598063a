package io.sluice.deployment;

import io.sluice.metadata.Component;
import io.sluice.salesforce.TestLevel;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The change request's request to change one target environment.
 *
 * @param id {@code DEP-000012}
 * @param apiVersion pinned: the lower of what source and target offer
 * @param testLevel null before it was prepared
 * @param tests class names, only with RunSpecifiedTests
 * @param deletions what the deployment deletes in the target, in an order that deletes users before what they use; empty
 *     before it was prepared
 * @param deletedBefore which of them are deleted before the package goes in, and not after
 * @param alreadyGone what was to be deleted and was gone from the target already when it was prepared
 * @param leftOut what of the scope this deployment leaves out, each with its reason
 * @param quickDeploy whether the org may make a good validation real by itself, without the package being sent again
 * @param goNeeded whether a release manager's go is needed after validation
 * @param comparison the comparison that is or was decided on; null before the first
 * @param fingerprint what an approval binds; null before it was prepared
 * @param packageSha256 the package, retrieved or built from what was kept; null before
 * @param rollback what it restores, where it is a rollback record; null for any other
 */
public record DeploymentRecord(
        String id,
        String change,
        String source,
        String target,
        DeploymentStatus status,
        @Nullable String statusReason,
        @Nullable String apiVersion,
        @Nullable TestLevel testLevel,
        List<String> tests,
        List<Component> deletions,
        List<Component> deletedBefore,
        List<Component> alreadyGone,
        SortedMap<Component, String> leftOut,
        boolean quickDeploy,
        boolean goNeeded,
        @Nullable UUID comparison,
        @Nullable String fingerprint,
        @Nullable String packageSha256,
        @Nullable String processInstance,
        @Nullable Rollback rollback,
        Instant createdAt,
        Instant updatedAt) {

    public DeploymentRecord {
        tests = List.copyOf(tests);
        deletions = List.copyOf(deletions);
        deletedBefore = List.copyOf(deletedBefore);
        alreadyGone = List.copyOf(alreadyGone);
        leftOut = Collections.unmodifiableSortedMap(new TreeMap<>(leftOut));
    }

    /** What stays as it is, as the fingerprint has it: of the scope with the reasons, or of what a rollback could bring back. */
    List<String> leavesOut() {
        return rollback == null
                ? LeftOut.lines(leftOut)
                : rollback.kept().stream().map(Component::toString).toList();
    }
}
