package io.sluice.change;

import io.sluice.metadata.Component;
import java.util.List;
import java.util.Set;
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

    /** What the change deletes. */
    public SortedSet<Component> deletions() {
        return items.stream()
                .filter(ScopeItem::isDeletion)
                .map(ScopeItem::component)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What it takes to get from this scope to the other one; whether an item exists already is no difference. */
    public ScopeDifference differenceTo(Scope other) {
        return new ScopeDifference(other.beyond(this), beyond(other));
    }

    private List<ScopeItem> beyond(Scope other) {
        Set<String> theirs = other.items.stream().map(ScopeItem::words).collect(Collectors.toSet());
        return items.stream().filter(item -> !theirs.contains(item.words())).toList();
    }
}
