package io.sluice.process;

import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.DeploymentStatus;
import io.sluice.deployment.PrepareResult;
import io.sluice.deployment.Rollback;
import io.sluice.deployment.RollbackItem;
import io.sluice.deployment.RollbackPreparation;
import io.sluice.deployment.Rollbacks;
import io.sluice.metadata.Component;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Rollback records in memory; what they are prepared and built with is laid out beforehand. */
final class FakeRollbacks implements Rollbacks {

    final Deque<PrepareResult> preparations = new ArrayDeque<>();
    final Deque<BuildResult> builds = new ArrayDeque<>();
    private final FakeRooms.Records records;

    FakeRollbacks(FakeRooms.Records records) {
        this.records = records;
    }

    @Override
    public Optional<String> refusal(String deployment) {
        return open(deployment).map(rollback -> deployment + " is being rolled back already by " + rollback.id() + ".");
    }

    @Override
    public DeploymentRecord begin(String deployment, String reason, String actor) {
        DeploymentRecord record = records.require(deployment);
        return records.put(new DeploymentRecord(
                "DEP-%06d".formatted(900 + of(deployment).size()),
                record.change(),
                record.target(),
                record.target(),
                DeploymentStatus.IN_PROGRESS,
                null,
                "62.0",
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new TreeMap<>(),
                false,
                true,
                null,
                null,
                null,
                null,
                new Rollback(deployment, UUID.randomUUID(), actor, reason, List.of()),
                FakeRooms.NOW,
                FakeRooms.NOW));
    }

    @Override
    public List<DeploymentRecord> of(String deployment) {
        return records.withRollbacks(records.require(deployment).change()).stream()
                .filter(record ->
                        record.rollback() != null && record.rollback().of().equals(deployment))
                .toList();
    }

    @Override
    public Optional<DeploymentRecord> open(String deployment) {
        return of(deployment).stream()
                .filter(record ->
                        record.status() != DeploymentStatus.CANCELLED && record.status() != DeploymentStatus.DEPLOYED)
                .findFirst();
    }

    @Override
    public List<RollbackItem> items(String rollback) {
        return List.of(new RollbackItem(
                new Component("ApexClass", "Visits"),
                RollbackItem.State.CHANGED_SINCE,
                true,
                true,
                true,
                "Pat Partner",
                FakeRooms.NOW,
                false));
    }

    @Override
    public String proposedPlan(String rollback) {
        return "decide ApexClass:Visits";
    }

    @Override
    public PrepareResult prepare(String rollback, RollbackPreparation stated, String actor) {
        PrepareResult next = preparations.poll();
        if (next != null) {
            return next;
        }
        records.prepared(rollback, stated.testLevel(), stated.goNeeded());
        return new PrepareResult.Prepared(records.require(rollback));
    }

    @Override
    public BuildResult build(String rollback, String processInstance) {
        records.waiting(rollback, processInstance);
        BuildResult next = builds.poll();
        return next == null ? new BuildResult.Built("p") : next;
    }
}
