package io.sluice.deployment;

import io.sluice.compare.Bucket;
import io.sluice.compare.ComparedItem;
import io.sluice.compare.Comparison;
import io.sluice.compare.Comparisons;
import io.sluice.metadata.Component;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells for every item of a snapshot how the target is now, beside what was before and what was deployed. */
@org.springframework.stereotype.Component
class RollbackItems {

    private final Comparisons comparisons;
    private final PreparedComparison preparedWith;
    private final SnapshotStore snapshots;

    RollbackItems(Comparisons comparisons, PreparedComparison preparedWith, SnapshotStore snapshots) {
        this.comparisons = comparisons;
        this.preparedWith = preparedWith;
        this.snapshots = snapshots;
    }

    /** By the comparison that the rollback record was prepared on, or the newest; empty before the first. */
    List<RollbackItem> of(DeploymentRecord record) {
        return preparedWith.find(record).map(each -> of(record, each)).orElse(List.of());
    }

    List<RollbackItem> of(DeploymentRecord record, Comparison now) {
        Rollback rollback = Objects.requireNonNull(record.rollback(), "a rollback record");
        Snapshot before = snapshots.find(rollback.snapshot()).orElseThrow();
        Map<Component, ComparedItem> deployed = byComponent(
                comparisons.find(before.comparison()).map(Comparison::items).orElse(List.of()));
        // An org may write what it was given in other words: then the verify comparison, which found no difference, has
        // them.
        Map<Component, ComparedItem> verified = byComponent(comparisons
                .latest(rollback.of(), true)
                .filter(each -> each.at().isAfter(before.at()))
                .map(Comparison::items)
                .orElse(List.of()));
        Set<Component> kept = new HashSet<>(rollback.kept());
        List<RollbackItem> items = new ArrayList<>();
        for (ComparedItem item : now.items()) {
            ComparedItem meant = deployed.get(item.component());
            boolean left = meant != null && meant.sourceHash() != null;
            items.add(new RollbackItem(
                    item.component(),
                    state(item, meant, verified.get(item.component())),
                    item.sourceHash() != null,
                    left,
                    item.targetHash() != null,
                    item.lastModifiedBy(),
                    item.lastModifiedAt(),
                    kept.contains(item.component())));
        }
        return items;
    }

    private static RollbackItem.State state(
            ComparedItem now,
            @org.jspecify.annotations.Nullable ComparedItem meant,
            @org.jspecify.annotations.Nullable ComparedItem verified) {
        if (now.bucket() == Bucket.UNKNOWN) {
            return RollbackItem.State.UNKNOWN;
        }
        if (now.bucket() == Bucket.SAME || now.bucket() == Bucket.IN_NEITHER) {
            return RollbackItem.State.AS_BEFORE;
        }
        boolean asMeant = meant != null && Objects.equals(now.targetHash(), meant.sourceHash());
        boolean asVerified = verified != null
                && (verified.bucket() == Bucket.SAME || verified.bucket() == Bucket.IN_NEITHER)
                && Objects.equals(now.targetHash(), verified.targetHash());
        return asMeant || asVerified ? RollbackItem.State.AS_DEPLOYED : RollbackItem.State.CHANGED_SINCE;
    }

    private static Map<Component, ComparedItem> byComponent(List<ComparedItem> items) {
        return items.stream().collect(Collectors.toMap(ComparedItem::component, Function.identity()));
    }
}
