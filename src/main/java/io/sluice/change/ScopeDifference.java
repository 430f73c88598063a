package io.sluice.change;

import java.util.List;

/** What one scope has more and less than another; an item that turned into a deletion, or back, is in both lists. */
public record ScopeDifference(List<ScopeItem> added, List<ScopeItem> removed) {

    public static final ScopeDifference NONE = new ScopeDifference(List.of(), List.of());

    public ScopeDifference {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty();
    }
}
