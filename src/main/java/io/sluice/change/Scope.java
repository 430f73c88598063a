package io.sluice.change;

import io.sluice.metadata.Component;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a change request touches, in one revision.
 *
 * @param items sorted by component
 * @param additionalApprovers user ids that the requester named on top of the policy
 */
public record Scope(int revision, List<ScopeItem> items, List<String> additionalApprovers) {

    public Scope {
        items = items.stream()
                .sorted(java.util.Comparator.comparing(ScopeItem::component))
                .toList();
        additionalApprovers = List.copyOf(additionalApprovers);
    }

    public SortedSet<Component> components() {
        return items.stream().map(ScopeItem::component).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What it takes to get from this scope to the other one; origin is no difference. */
    public ScopeDifference differenceTo(Scope other) {
        SortedSet<Component> mine = components();
        SortedSet<Component> theirs = other.components();
        return new ScopeDifference(
                theirs.stream().filter(component -> !mine.contains(component)).toList(),
                mine.stream().filter(component -> !theirs.contains(component)).toList());
    }
}
