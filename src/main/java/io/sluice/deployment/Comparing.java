package io.sluice.deployment;

import io.sluice.change.ChangeRequests;
import io.sluice.compare.Comparison;
import io.sluice.compare.Comparisons;
import io.sluice.compare.NewComparison;
import io.sluice.compare.Selection;
import io.sluice.environment.Connections;
import io.sluice.metadata.Component;
import io.sluice.remotejob.RemoteJob;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/** Asks for the comparisons of a deployment record: before it is prepared, and after it was deployed. */
@org.springframework.stereotype.Component
class Comparing {

    private static final String SLUICE = "sluice";

    private final DeploymentStore store;
    private final DeploymentGate gate;
    private final SnapshotStore snapshots;
    private final PreparedComparison preparedWith;
    private final Connections connections;
    private final ChangeRequests changes;
    private final Comparisons comparisons;
    private final RecordActs acts;

    Comparing(
            DeploymentStore store,
            DeploymentGate gate,
            SnapshotStore snapshots,
            PreparedComparison preparedWith,
            Connections connections,
            ChangeRequests changes,
            Comparisons comparisons,
            RecordActs acts) {
        this.store = store;
        this.gate = gate;
        this.snapshots = snapshots;
        this.preparedWith = preparedWith;
        this.connections = connections;
        this.changes = changes;
        this.comparisons = comparisons;
        this.acts = acts;
    }

    /** As {@link Deployments#compare} says. */
    RemoteJob compare(String id, String processInstance) {
        DeploymentRecord before = store.require(id).record();
        Acts.COMPARE.check(before);
        if (before.rollback() != null) {
            return compareWithKept(id, processInstance);
        }
        String apiVersion = lower(
                connections.open(before.source()).apiVersion(),
                connections.open(before.target()).apiVersion());
        return acts.in(() -> {
            DeploymentRecord record = store.lock(id).record();
            Acts.COMPARE.check(record);
            gate.notBeingRolledBack(record);
            SortedSet<Component> scope = scope(record);
            store.comparing(id, apiVersion, processInstance);
            RemoteJob job = comparisons.request(new NewComparison(
                    record.change(),
                    id,
                    false,
                    record.source(),
                    record.target(),
                    scope,
                    apiVersion,
                    processInstance,
                    SLUICE));
            acts.record(
                    SLUICE,
                    "deployment-comparison-requested",
                    record,
                    Map.of("attempt", job.attempt(), "apiVersion", apiVersion));
            return job;
        });
    }

    /** What is compared and deployed: the scope without what is left out. */
    private SortedSet<Component> scope(DeploymentRecord record) {
        SortedSet<Component> whole = changes.scope(record.change()).components();
        if (whole.isEmpty()) {
            throw new IllegalStateException("Change request " + record.change() + " has no scope to compare");
        }
        SortedSet<Component> kept = new TreeSet<>(whole);
        kept.removeAll(record.leftOut().keySet());
        if (!kept.isEmpty()) {
            return kept;
        }
        // The scope was changed meanwhile, and what it has now was all left out.
        store.leftOut(record.id(), Map.of());
        acts.record(SLUICE, "deployment-left-out", record, Map.of("leftOut", List.of()));
        return whole;
    }

    /** The whole of what was kept, so that what stays as it is takes part in the fingerprint too. */
    private RemoteJob compareWithKept(String id, String processInstance) {
        return acts.in(() -> {
            DeploymentRecord record = store.lock(id).record();
            Acts.COMPARE.check(record);
            Snapshot snapshot = restored(record);
            store.comparing(id, snapshot.apiVersion(), processInstance);
            RemoteJob job = comparisons.request(withKept(record, snapshot, false, List.of(), processInstance));
            acts.record(
                    SLUICE,
                    "deployment-comparison-requested",
                    record,
                    Map.of(
                            "attempt",
                            job.attempt(),
                            "apiVersion",
                            snapshot.apiVersion(),
                            "snapshot",
                            snapshot.id().toString()));
            return job;
        });
    }

    private Snapshot restored(DeploymentRecord record) {
        Rollback rollback = Objects.requireNonNull(record.rollback(), "a rollback record");
        return snapshots.find(rollback.snapshot()).orElseThrow();
    }

    private static NewComparison withKept(
            DeploymentRecord record, Snapshot snapshot, boolean verify, List<Component> kept, String processInstance) {
        Selection.Scope scope = new Selection.Scope(
                new TreeSet<>(snapshot.items().keySet()),
                new Selection.Kept(snapshot.id().toString(), new TreeSet<>(kept)));
        return NewComparison.withKept(
                record.change(),
                record.id(),
                verify,
                record.target(),
                scope,
                snapshot.apiVersion(),
                processInstance,
                SLUICE);
    }

    /** As {@link Deployments#verify} says. */
    RemoteJob verify(String id, String processInstance) {
        return acts.in(() -> {
            DeploymentRecord record = store.lock(id).record();
            Acts.VERIFY.check(record);
            if (gate.lastDeployed(record).isEmpty()) {
                throw new IllegalStateException("Deployment record " + id + " was not deployed");
            }
            store.waiting(id, processInstance);
            store.status(id, DeploymentStatus.DEPLOYING, null);
            Comparison compared = preparedWith.of(record);
            RemoteJob job = comparisons.request(
                    record.rollback() != null
                            ? withKept(
                                    record,
                                    restored(record),
                                    true,
                                    record.rollback().kept(),
                                    processInstance)
                            : new NewComparison(
                                    record.change(),
                                    id,
                                    true,
                                    record.source(),
                                    record.target(),
                                    new TreeSet<>(TargetCheck.manifest(compared).members()),
                                    compared.apiVersion(),
                                    processInstance,
                                    SLUICE));
            acts.record(SLUICE, "deployment-verify-requested", record, Map.of("attempt", job.attempt()));
            return job;
        });
    }

    private static String lower(String one, String other) {
        return new BigDecimal(one).compareTo(new BigDecimal(other)) <= 0 ? one : other;
    }
}
