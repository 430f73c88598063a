package io.sluice.deployment;

import io.sluice.approval.ApprovalSubject;
import io.sluice.approval.Approvals;
import io.sluice.compare.Comparison;
import io.sluice.compare.Comparisons;
import io.sluice.metadata.Component;
import io.sluice.remotejob.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Rollback records in the database; each act locks its record and writes evidence in the same transaction. */
@org.springframework.stereotype.Component
class RecordedRollbacks implements Rollbacks {

    private final DeploymentStore store;
    private final AttemptStore attempts;
    private final SnapshotStore snapshots;
    private final RollbackItems items;
    private final RollbackPackage packages;
    private final PreparationCheck preparationCheck;
    private final DeletionPlans deletionPlans;
    private final Comparisons comparisons;
    private final Approvals approvals;
    private final RecordActs acts;

    RecordedRollbacks(
            DeploymentStore store,
            AttemptStore attempts,
            SnapshotStore snapshots,
            RollbackItems items,
            RollbackPackage packages,
            PreparationCheck preparationCheck,
            DeletionPlans deletionPlans,
            Comparisons comparisons,
            Approvals approvals,
            RecordActs acts) {
        this.store = store;
        this.attempts = attempts;
        this.snapshots = snapshots;
        this.items = items;
        this.packages = packages;
        this.preparationCheck = preparationCheck;
        this.deletionPlans = deletionPlans;
        this.comparisons = comparisons;
        this.approvals = approvals;
        this.acts = acts;
    }

    @Override
    public Optional<String> refusal(String deployment) {
        return refusal(store.require(deployment).record());
    }

    private Optional<String> refusal(DeploymentRecord record) {
        if (record.rollback() != null) {
            return Optional.of(record.id() + " is a rollback itself; deploy "
                    + record.rollback().of() + " again instead.");
        }
        if (record.status() == DeploymentStatus.DEPLOYING) {
            return Optional.of(record.id() + " is Deploying; roll it back when it has ended.");
        }
        Optional<DeploymentRecord> open = open(record.id());
        if (open.isPresent()) {
            return Optional.of(record.id() + " is being rolled back already by "
                    + open.get().id() + ".");
        }
        boolean tried = attempts.of(record.id()).stream()
                .anyMatch(each -> DeploymentGate.DEPLOYING_KINDS.contains(each.kind())
                        && each.hasEnded()
                        && each.remoteId() != null);
        if (!tried) {
            return Optional.of("Nothing of " + record.id() + " was sent to " + record.target()
                    + ", so there is nothing to roll back.");
        }
        if (snapshots.latest(record.id()).isEmpty()) {
            return Optional.of("What " + record.target() + " had before " + record.id()
                    + " was not kept, so it can't be rolled back. Deployments that were started with an older version"
                    + " of the models have no step that keeps it.");
        }
        return Optional.empty();
    }

    @Override
    public DeploymentRecord begin(String deployment, String reason, String actor) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("A deployment is rolled back with a reason; it was empty");
        }
        return acts.in(() -> {
            DeploymentRecord record = store.lock(deployment).record();
            refusal(record).ifPresent(sentence -> {
                throw new IllegalStateException(sentence);
            });
            Snapshot snapshot = snapshots.latest(deployment).orElseThrow();
            String id = store.addRollback(
                    record, new Rollback(deployment, snapshot.id(), actor, reason.strip(), List.of()));
            DeploymentRecord rollback = store.require(id).record();
            acts.record(
                    actor,
                    "rollback-begun",
                    rollback,
                    Map.of(
                            "rollsBack", deployment,
                            "snapshot", snapshot.id().toString(),
                            "digest", snapshot.digest().value(),
                            "reason", reason.strip()));
            return rollback;
        });
    }

    @Override
    public List<DeploymentRecord> of(String deployment) {
        return store.rollbacksOf(deployment);
    }

    @Override
    public Optional<DeploymentRecord> open(String deployment) {
        return store.openRollbackOf(deployment).flatMap(store::find).map(DeploymentStore.Row::record);
    }

    @Override
    public List<RollbackItem> items(String rollback) {
        return items.of(store.require(rollback).record());
    }

    @Override
    public String proposedPlan(String rollback) {
        DeploymentRecord record = store.require(rollback).record();
        return comparisons
                .latest(rollback, false)
                .map(newest -> RollbackPlan.proposed(items.of(record, newest)))
                .orElse("");
    }

    @Override
    public PrepareResult prepare(String id, RollbackPreparation stated, String actor) {
        DeploymentRecord before = store.require(id).record();
        Acts.PREPARE.check(before);
        PreparationCheck.Checked checked =
                preparationCheck.checkTarget(before.target(), stated.testLevel(), stated.tests(), actor);
        Optional<Comparison> newest = comparisons.latest(id, false);
        if (newest.isEmpty()) {
            return again(before, "The target has not been compared with what was kept yet.");
        }
        List<RollbackItem> now = items.of(before, newest.get());
        RollbackPlan plan = RollbackPlan.read(stated.plan(), now);
        List<String> problems = new ArrayList<>(checked.problems());
        problems.addAll(plan.problems());
        List<Component> unknown = now.stream()
                .filter(each -> each.state() == RollbackItem.State.UNKNOWN)
                .map(RollbackItem::component)
                .toList();
        if (!unknown.isEmpty()) {
            problems.add("Environment " + before.target() + " could not return " + Words.named(unknown)
                    + ". Correct it there, then compare again.");
        }
        if (!problems.isEmpty()) {
            return new PrepareResult.Refused(problems);
        }
        DeletionPlan deletions = deletionPlans.ofRollback(before, newest.get(), plan.kept());
        if (!deletions.problems().isEmpty()) {
            return new PrepareResult.Refused(deletions.problems());
        }
        return acts.in(() -> prepare(id, newest.get(), plan.kept(), deletions, checked, stated.goNeeded(), actor));
    }

    private PrepareResult prepare(
            String id,
            Comparison compared,
            List<Component> kept,
            DeletionPlan deletions,
            PreparationCheck.Checked checked,
            boolean goNeeded,
            String actor) {
        DeploymentStore.Row row = store.lock(id);
        DeploymentRecord record = row.record();
        Acts.PREPARE.check(record);
        Optional<UUID> newest = comparisons.latest(id, false).map(Comparison::id);
        if (!newest.equals(Optional.of(compared.id()))
                || row.compareRequestedAt() == null
                || compared.at().isBefore(row.compareRequestedAt())) {
            return again(record, "The target was compared again while the rollback was prepared.");
        }
        if (!compared.targetOrgId().equals(checked.orgIds().get(record.target()))
                || !compared.targetOrgId().equals(compared.sourceOrgId())) {
            return new PrepareResult.Refused(List.of("Environment " + record.target()
                    + " is another org than the one that was deployed to; what was kept belongs to org "
                    + compared.sourceOrgId() + "."));
        }
        Fingerprint fingerprint = new Fingerprint(
                compared.sourceDigest(),
                compared.targetOrgId(),
                compared.targetDigest(),
                Objects.requireNonNull(checked.testLevel(), "no problem was found"),
                checked.tests(),
                names(deletions.all()),
                names(deletions.before()),
                names(kept),
                compared.apiVersion());
        store.prepared(id, compared.id(), fingerprint, deletions, goNeeded, false);
        store.kept(id, kept);
        Map<String, Object> details = new HashMap<>(fingerprint.facts());
        details.put("fingerprint", fingerprint.value());
        details.put("comparison", compared.id().toString());
        details.put("goNeeded", goNeeded);
        acts.record(actor, "rollback-prepared", record, details);
        return new PrepareResult.Prepared(store.require(id).record());
    }

    @Override
    public BuildResult build(String id, String processInstance) {
        return acts.in(() -> {
            DeploymentRecord record = store.lock(id).record();
            Acts.RETRIEVE.check(record);
            String fingerprint = Objects.requireNonNull(record.fingerprint(), "an approved record is prepared");
            if (!approvals.isApproved(
                    new ApprovalSubject(ApprovalSubject.Kind.DEPLOYMENT, record.id(), record.change()), fingerprint)) {
                throw new IllegalStateException("No approval binds what rollback record " + id + " would change now");
            }
            store.waiting(id, processInstance);
            if (record.status() == DeploymentStatus.FAILED) {
                store.status(id, DeploymentStatus.APPROVED, null);
            }
            PackageIntake.Result result = packages.build(record);
            if (result instanceof PackageIntake.NotKept refused) {
                Outcome outcome = refused.outcome();
                acts.record("sluice", "rollback-package-refused", record, Map.of("message", outcome.message()));
                return new BuildResult.Refused(outcome.message());
            }
            PackageIntake.Kept kept = (PackageIntake.Kept) result;
            store.retrieved(id, fingerprint, kept.sha256());
            acts.record(
                    "sluice",
                    "rollback-package-built",
                    record,
                    Map.of(
                            "package", kept.sha256(),
                            "bytes", kept.bytes(),
                            "components", kept.components(),
                            "deletions", kept.deletions()));
            return new BuildResult.Built(kept.sha256());
        });
    }

    private static PrepareResult again(DeploymentRecord record, String sentence) {
        return new PrepareResult.CompareAgain(record, sentence);
    }

    private static List<String> names(List<Component> components) {
        return components.stream().map(Component::toString).toList();
    }
}
