package io.sluice.deployment;

import io.sluice.change.Scope;
import io.sluice.compare.Bucket;
import io.sluice.compare.ComparedItem;
import io.sluice.compare.Comparison;
import io.sluice.metadata.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a comparison must be like to decide on it. */
final class PreparationRules {

    private PreparationRules() {}

    /** Why another comparison is needed first; empty where this one can be decided on. */
    static Optional<String> outdated(
            DeploymentStore.Row row, Optional<Comparison> latest, Scope scope, PreparationCheck.Checked checked) {
        DeploymentRecord record = row.record();
        if (latest.isEmpty()
                || row.compareRequestedAt() == null
                || latest.get().at().isBefore(row.compareRequestedAt())) {
            return Optional.of("Source and target have not been compared yet.");
        }
        Comparison compared = latest.get();
        if (!compared.source().equals(record.source()) || !compared.target().equals(record.target())) {
            return Optional.of(
                    "Other environments were compared than " + record.source() + " and " + record.target() + ".");
        }
        SortedSet<Component> items =
                compared.items().stream().map(ComparedItem::component).collect(Collectors.toCollection(TreeSet::new));
        SortedSet<Component> kept = new TreeSet<>(scope.components());
        kept.removeAll(record.leftOut().keySet());
        if (!items.equals(kept)) {
            return Optional.of("The scope was changed since the comparison.");
        }
        if (!compared.sourceOrgId().equals(checked.orgIds().get(record.source()))
                || !compared.targetOrgId().equals(checked.orgIds().get(record.target()))) {
            return Optional.of("Source or target is another org than the one compared.");
        }
        return Optional.empty();
    }

    /**
     * What of the comparison can't be deployed.
     *
     * @param toDelete what the scope deletes
     */
    static List<String> problems(Comparison compared, SortedSet<Component> toDelete) {
        List<String> problems = new ArrayList<>();
        List<Component> onlyInTarget = new ArrayList<>(in(compared, Bucket.ONLY_IN_TARGET));
        onlyInTarget.removeAll(toDelete);
        if (!onlyInTarget.isEmpty()) {
            problems.add("Only the target has " + Words.named(onlyInTarget)
                    + ". Bring it back to the source, name it as to be deleted, or take it out of the scope.");
        }
        List<Component> stillThere = compared.items().stream()
                .filter(item -> item.sourceHash() != null && toDelete.contains(item.component()))
                .map(ComparedItem::component)
                .toList();
        if (!stillThere.isEmpty()) {
            problems.add("The source still has " + Words.named(stillThere)
                    + ", which the change deletes. Delete it there first, or take it out of what is to be deleted.");
        }
        List<String> unknown = compared.items().stream()
                .filter(item -> item.bucket() == Bucket.UNKNOWN)
                .map(item -> item.component() + (item.note() == null ? "" : " (" + item.note() + ")"))
                .toList();
        if (!unknown.isEmpty()) {
            problems.add("An org could not return " + Words.named(unknown)
                    + ". Correct it there or take it out of the scope, then compare again.");
        }
        boolean nothingToBring = compared.items().stream().allMatch(item -> item.sourceHash() == null);
        if (nothingToBring && deletions(compared, toDelete).isEmpty()) {
            problems.add(
                    toDelete.isEmpty()
                            ? "The source has nothing of the scope, so there is nothing to deploy."
                            : "What is to be deleted is gone from the target already, and the source has nothing else of"
                                    + " the scope, so there is nothing to deploy.");
        }
        return problems;
    }

    /** What the deployment deletes: of what the scope deletes, all that the target has. What is gone needs no deleting. */
    static List<Component> deletions(Comparison compared, SortedSet<Component> toDelete) {
        return in(compared, Bucket.ONLY_IN_TARGET).stream()
                .filter(toDelete::contains)
                .toList();
    }

    private static List<Component> in(Comparison compared, Bucket bucket) {
        return compared.items().stream()
                .filter(item -> item.bucket() == bucket)
                .map(ComparedItem::component)
                .toList();
    }
}
