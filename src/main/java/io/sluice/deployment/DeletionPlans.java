package io.sluice.deployment;

import io.sluice.change.ChangeRequests;
import io.sluice.compare.Bucket;
import io.sluice.compare.ComparedItem;
import io.sluice.compare.Comparison;
import io.sluice.compare.Comparisons;
import io.sluice.environment.Connections;
import io.sluice.metadata.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Value;

/** Plans what a deployment deletes and when, from the newest comparison and, where it counts, from who uses what. */
@org.springframework.stereotype.Component
class DeletionPlans {

    private final ChangeRequests changes;
    private final Comparisons comparisons;
    private final Connections connections;
    private final AlreadyGone alreadyGone;

    /** @param alreadyGone setting {@code sluice.deployment.already-gone} */
    DeletionPlans(
            ChangeRequests changes,
            Comparisons comparisons,
            Connections connections,
            @Value("${sluice.deployment.already-gone:done}") AlreadyGone alreadyGone) {
        this.changes = changes;
        this.comparisons = comparisons;
        this.connections = connections;
        this.alreadyGone = alreadyGone;
    }

    /** What is to be deleted and is gone from the target already. */
    enum AlreadyGone {
        /** Counts as done, and the approval says so. */
        DONE,
        /** Is refused: somebody did behind the change what the change asks to approve. */
        REFUSE
    }

    /**
     * Empty before the first comparison.
     *
     * @throws io.sluice.salesforce.OrgException where the target has to be asked and can't be
     */
    Optional<DeletionPlan> of(DeploymentRecord record) {
        return comparisons.latest(record.id(), false).map(compared -> plan(record, compared));
    }

    /**
     * What a rollback deletes: everything that the target has and did not have before, but for what is kept.
     *
     * @throws io.sluice.salesforce.OrgException where the target has to be asked and can't be
     */
    DeletionPlan ofRollback(DeploymentRecord record, Comparison compared, List<Component> kept) {
        List<Component> deletions = compared.items().stream()
                .filter(item -> item.bucket() == Bucket.ONLY_IN_TARGET)
                .map(ComparedItem::component)
                .filter(component -> !kept.contains(component))
                .toList();
        List<Component> restored = compared.items().stream()
                .filter(item -> item.bucket() == Bucket.DIFFERENT || item.bucket() == Bucket.ONLY_IN_SOURCE)
                .map(ComparedItem::component)
                .filter(component -> !kept.contains(component))
                .toList();
        return DeletionPlan.of(compared.id(), deletions, restored, List.of(), users(record, deletions, restored));
    }

    private SortedMap<Component, SortedSet<Component>> users(
            DeploymentRecord record, List<Component> deletions, List<Component> brought) {
        return DeletionPlan.needsUsers(deletions, brought)
                ? DeletedUses.in(new OrgLists(connections.open(record.target())), deletions)
                        .users()
                : new TreeMap<>();
    }

    private DeletionPlan plan(DeploymentRecord record, Comparison compared) {
        SortedSet<Component> toDelete = changes.scope(record.change()).deletions();
        List<Component> deletions = PreparationRules.deletions(compared, toDelete);
        List<Component> brought = compared.items().stream()
                .filter(item -> item.sourceHash() != null)
                .map(ComparedItem::component)
                .toList();
        SortedMap<Component, SortedSet<Component>> users = users(record, deletions, brought);
        List<Component> gone = compared.items().stream()
                .filter(item -> item.bucket() == Bucket.IN_NEITHER && toDelete.contains(item.component()))
                .map(ComparedItem::component)
                .toList();
        DeletionPlan plan = DeletionPlan.of(compared.id(), deletions, brought, gone, users);
        if (gone.isEmpty() || alreadyGone == AlreadyGone.DONE) {
            return plan;
        }
        List<String> problems = new ArrayList<>(plan.problems());
        problems.add("To be deleted, but gone from the target already: " + Words.named(gone)
                + ". This Sluice is set up to refuse that (sluice.deployment.already-gone). Find out who deleted it, then"
                + " take it out of what is to be deleted.");
        return new DeletionPlan(
                plan.comparison(), plan.before(), plan.after(), plan.alreadyGone(), plan.reasons(), problems);
    }
}
