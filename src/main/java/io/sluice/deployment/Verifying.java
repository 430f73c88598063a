package io.sluice.deployment;

import io.sluice.change.ChangeFact;
import io.sluice.change.ChangeRequests;
import io.sluice.change.ChangeStatus;
import io.sluice.compare.ComparedItem;
import io.sluice.compare.Comparison;
import io.sluice.compare.Comparisons;
import io.sluice.metadata.Component;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether a deployment did what was decided on: the comparison after it is read, and says what becomes of the record. */
@org.springframework.stereotype.Component
class Verifying {

    private static final String SLUICE = "sluice";

    private final DeploymentStore store;
    private final DeploymentGate gate;
    private final PreparedComparison preparedWith;
    private final ChangeRequests changes;
    private final Comparisons comparisons;
    private final RecordActs acts;

    Verifying(
            DeploymentStore store,
            DeploymentGate gate,
            PreparedComparison preparedWith,
            ChangeRequests changes,
            Comparisons comparisons,
            RecordActs acts) {
        this.store = store;
        this.gate = gate;
        this.preparedWith = preparedWith;
        this.changes = changes;
        this.comparisons = comparisons;
        this.acts = acts;
    }

    /** As {@link Deployments#verified} says. */
    DeploymentRecord verified(String id) {
        return acts.in(() -> {
            DeploymentRecord record = store.lock(id).record();
            if (record.status() == DeploymentStatus.DEPLOYED) {
                return record;
            }
            Acts.VERIFY.check(record);
            whyNotVerified(record).ifPresent(reason -> {
                throw new IllegalStateException(reason);
            });
            return deployed(record);
        });
    }

    /** How a verify comparison ended. Never throws for what it says: its outcome is being written down. */
    void verifyEnded(String id, boolean same, String message) {
        acts.in(() -> {
            DeploymentRecord record = store.lock(id).record();
            if (record.status() != DeploymentStatus.DEPLOYING) {
                return record;
            }
            Optional<String> reason = same ? whyNotVerified(record) : Optional.of(message);
            if (reason.isEmpty()) {
                return deployed(record);
            }
            store.status(id, DeploymentStatus.FAILED, reason.get());
            acts.record(SLUICE, "deployment-verify-failed", record, Map.of("message", reason.get()));
            return store.require(id).record();
        });
    }

    private DeploymentRecord deployed(DeploymentRecord record) {
        store.status(record.id(), DeploymentStatus.DEPLOYED, null);
        acts.record(SLUICE, "deployment-verified", record, Map.of("package", DeploymentGate.packageOf(record)));
        if (record.rollback() != null) {
            rolledBack(record, record.rollback());
        }
        return store.require(record.id()).record();
    }

    /** The record that was rolled back is not deployed any more, nor is its change request completed. */
    private void rolledBack(DeploymentRecord rollback, Rollback details) {
        DeploymentRecord record = store.lock(details.of()).record();
        String words = (details.kept().isEmpty() ? "Rolled back by " : "Partly rolled back by ")
                + rollback.id()
                + (details.kept().isEmpty()
                        ? ": " + record.target() + " is as it was before."
                        : "; left as they are: " + Words.named(details.kept()) + ".");
        boolean completed = changes.require(record.change()).status() == ChangeStatus.COMPLETED;
        if (completed) {
            store.status(record.id(), DeploymentStatus.CANCELLED, words);
            changes.happened(record.change(), ChangeFact.ROLLED_BACK, SLUICE, words);
        } else {
            // Where its process waits at Fix errors, it can be repeated or given up there.
            store.status(
                    record.id(),
                    record.status() == DeploymentStatus.DEPLOYED ? DeploymentStatus.IN_PROGRESS : record.status(),
                    words);
        }
        acts.record(
                SLUICE,
                "deployment-rolled-back",
                record,
                Map.of(
                        "by", rollback.id(),
                        "snapshot", details.snapshot().toString(),
                        "kept", details.kept().stream().map(Component::toString).toList()));
    }

    /** Reads the newest verify comparison itself; empty where it proves the deployment. */
    private Optional<String> whyNotVerified(DeploymentRecord record) {
        Optional<Instant> deployedAt = gate.lastDeployed(record);
        if (deployedAt.isEmpty()) {
            return Optional.of("Deployment record " + record.id() + " was not deployed");
        }
        Optional<Comparison> newest =
                comparisons.latest(record.id(), true).filter(each -> !each.at().isBefore(deployedAt.get()));
        if (newest.isEmpty()) {
            return Optional.of("Deployment record " + record.id() + " was not compared since it was deployed");
        }
        Comparison verify = newest.get();
        Comparison compared = preparedWith.of(record);
        if (!verify.targetOrgId().equals(compared.targetOrgId())
                || !verify.sourceOrgId().equals(compared.sourceOrgId())) {
            return Optional.of("Source or target of deployment record " + record.id() + " is another org now");
        }
        if (!components(verify).equals(components(compared))
                || !PreparedComparison.differing(record, verify).isEmpty()) {
            return Optional.of("Deployment record " + record.id()
                    + " is not verified: source and target are not the same for the whole scope");
        }
        List<Component> moved = movedInSource(compared, verify);
        return moved.isEmpty()
                ? Optional.empty()
                : Optional.of("Deployment record " + record.id() + " is not verified: in the source, "
                        + Words.named(moved) + " changed since the comparison that was decided on; compare again");
    }

    /** What was to be deployed and is not in the source any more as it was then: that both sides agree proves nothing. */
    private static List<Component> movedInSource(Comparison compared, Comparison verify) {
        Map<Component, ComparedItem> now =
                verify.items().stream().collect(Collectors.toMap(ComparedItem::component, Function.identity()));
        return compared.differing().stream()
                .filter(then -> {
                    ComparedItem item = now.get(then.component());
                    return item == null || !Objects.equals(item.sourceHash(), then.sourceHash());
                })
                .map(ComparedItem::component)
                .toList();
    }

    private static SortedSet<Component> components(Comparison comparison) {
        return comparison.items().stream().map(ComparedItem::component).collect(Collectors.toCollection(TreeSet::new));
    }
}
