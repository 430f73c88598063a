package io.sluice.deployment;

import io.sluice.change.ChangeRequests;
import io.sluice.compare.Bucket;
import io.sluice.compare.ComparedItem;
import io.sluice.compare.Comparison;
import io.sluice.compare.Comparisons;
import io.sluice.compare.ItemDifferences;
import io.sluice.compare.difference.Difference;
import io.sluice.environment.Connections;
import io.sluice.metadata.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.beans.factory.annotation.Value;

/** Plans what a deployment deletes and when, from the newest comparison and, where it counts, from who uses what. */
@org.springframework.stereotype.Component
class DeletionPlans {

    private final ChangeRequests changes;
    private final Comparisons comparisons;
    private final Connections connections;
    private final ItemDifferences differences;
    private final AlreadyGone alreadyGone;

    /** @param alreadyGone setting {@code sluice.deployment.already-gone} */
    DeletionPlans(
            ChangeRequests changes,
            Comparisons comparisons,
            Connections connections,
            ItemDifferences differences,
            @Value("${sluice.deployment.already-gone:done}") AlreadyGone alreadyGone) {
        this.changes = changes;
        this.comparisons = comparisons;
        this.connections = connections;
        this.differences = differences;
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
     * What a rollback deletes: everything that the target has and did not have before, but for what is kept; also what was
     * added inside of what is restored.
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
        Map<Component, List<Difference>> inside = differences.of(compared.id(), restored);
        SortedSet<Component> all = new TreeSet<>(deletions);
        restored.forEach(each -> all.addAll(InnerComponents.deletable(each, inside.getOrDefault(each, List.of()))));
        return planned(record, compared, List.copyOf(all), restored, List.of());
    }

    /** Who uses what is always asked, because people decide on it; for the order it counts only where something has to go before. */
    private DeletionPlan planned(
            DeploymentRecord record,
            Comparison compared,
            List<Component> deletions,
            List<Component> brought,
            List<Component> gone) {
        SortedMap<Component, SortedSet<Component>> users = deletions.isEmpty()
                ? new TreeMap<>()
                : DeletedUses.in(new OrgLists(connections.open(record.target())), deletions)
                        .users();
        boolean counts = DeletionPlan.needsUsers(deletions, brought);
        DeletionPlan plan = DeletionPlan.of(compared.id(), deletions, brought, gone, counts ? users : Map.of());
        return plan.with(users, plan.problems());
    }

    private DeletionPlan plan(DeploymentRecord record, Comparison compared) {
        SortedSet<Component> toDelete = changes.scope(record.change()).deletions();
        List<Component> deletions = PreparationRules.deletions(compared, toDelete);
        List<Component> brought = compared.items().stream()
                .filter(item -> item.sourceHash() != null)
                .map(ComparedItem::component)
                .toList();
        List<Component> gone = compared.items().stream()
                .filter(item -> item.bucket() == Bucket.IN_NEITHER && toDelete.contains(item.component()))
                .map(ComparedItem::component)
                .toList();
        DeletionPlan plan = planned(record, compared, deletions, brought, gone);
        if (gone.isEmpty() || alreadyGone == AlreadyGone.DONE) {
            return plan;
        }
        List<String> problems = new ArrayList<>(plan.problems());
        problems.add("To be deleted, but gone from the target already: " + Words.named(gone)
                + ". This Sluice is set up to refuse that (sluice.deployment.already-gone). Find out who deleted it, then"
                + " take it out of what is to be deleted.");
        return plan.with(plan.uses(), problems);
    }
}
