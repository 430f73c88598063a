package io.sluice.deployment;

import io.sluice.compare.Bucket;
import io.sluice.compare.ComparedItem;
import io.sluice.compare.Comparison;
import io.sluice.compare.Comparisons;
import io.sluice.compare.ItemDifferences;
import io.sluice.compare.difference.Difference;
import io.sluice.metadata.Component;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads from the comparison that was decided on what can't be undone. */
@org.springframework.stereotype.Component
class ComparedIrreversible implements Irreversible {

    private final DeploymentStore deployments;
    private final SnapshotStore snapshots;
    private final PreparedComparison preparedWith;
    private final Comparisons comparisons;
    private final ItemDifferences differences;

    ComparedIrreversible(
            DeploymentStore deployments,
            SnapshotStore snapshots,
            PreparedComparison preparedWith,
            Comparisons comparisons,
            ItemDifferences differences) {
        this.deployments = deployments;
        this.snapshots = snapshots;
        this.preparedWith = preparedWith;
        this.comparisons = comparisons;
        this.differences = differences;
    }

    @Override
    public List<CannotUndo> of(String deployment) {
        DeploymentRecord record = deployments.require(deployment).record();
        Rollback rollback = record.rollback();
        return rollback == null ? of(record) : of(record, rollback);
    }

    private List<CannotUndo> of(DeploymentRecord record) {
        Set<Component> deletions = new HashSet<>(record.deletions());
        return preparedWith.find(record).map(each -> of(each, deletions)).orElse(List.of());
    }

    /** What was deployed, but for what the rollback leaves as it is. */
    private List<CannotUndo> of(DeploymentRecord record, Rollback rollback) {
        UUID deployed = snapshots.find(rollback.snapshot()).orElseThrow().comparison();
        Comparison compared = comparisons.find(deployed).orElseThrow();
        Set<Component> gone = new HashSet<>(compared.items().stream()
                .filter(item -> item.bucket() == Bucket.ONLY_IN_TARGET)
                .map(ComparedItem::component)
                .toList());
        return of(compared, gone).stream()
                .filter(each -> !rollback.kept().contains(each.component()))
                .toList();
    }

    private List<CannotUndo> of(Comparison compared, Set<Component> deletions) {
        List<ComparedItem> items = compared.differing();
        Map<Component, List<Difference>> inside = differences.of(
                compared.id(), items.stream().map(ComparedItem::component).toList());
        return items.stream()
                .flatMap(item -> undone(item, inside.getOrDefault(item.component(), List.of()), deletions))
                .flatMap(item -> UndoRules.of(item).stream())
                .toList();
    }

    private static Stream<Undone> undone(ComparedItem item, List<Difference> inside, Set<Component> deletions) {
        return switch (item.bucket()) {
            case ONLY_IN_SOURCE -> Stream.of(new Undone(item.component(), Undone.Act.CREATED, List.of()));
            case DIFFERENT ->
                Stream.concat(
                        Stream.of(new Undone(item.component(), Undone.Act.OVERWRITTEN, inside)),
                        InnerComponents.onlyInSource(item.component(), inside).stream()
                                .map(inner -> new Undone(inner, Undone.Act.CREATED, List.of())));
            case ONLY_IN_TARGET ->
                deletions.contains(item.component())
                        ? Stream.of(new Undone(item.component(), Undone.Act.DELETED, List.of()))
                        : Stream.empty();
            default -> Stream.empty();
        };
    }
}
