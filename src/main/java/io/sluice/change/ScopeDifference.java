package io.sluice.change;

import io.sluice.metadata.Component;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What one scope has more and less than another; an item that turned into a deletion, or back, is in both lists. */
public record ScopeDifference(List<ScopeItem> added, List<ScopeItem> removed) {

    public static final ScopeDifference NONE = new ScopeDifference(List.of(), List.of());

    public ScopeDifference {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /** What turned into a deletion, or back, as it is now. */
    public List<ScopeItem> kindChanged() {
        return beyond(added, removed, true);
    }

    /** What was not there before in any kind. */
    public List<ScopeItem> reallyAdded() {
        return beyond(added, removed, false);
    }

    /** What is not there any more in any kind. */
    public List<ScopeItem> reallyRemoved() {
        return beyond(removed, added, false);
    }

    private static List<ScopeItem> beyond(List<ScopeItem> items, List<ScopeItem> others, boolean inBoth) {
        Set<Component> named = others.stream().map(ScopeItem::component).collect(Collectors.toSet());
        return items.stream()
                .filter(item -> named.contains(item.component()) == inBoth)
                .toList();
    }

    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty();
    }
}
