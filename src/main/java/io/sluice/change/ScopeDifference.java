package io.sluice.change;

import io.sluice.metadata.Component;
import java.util.List;

/** What one scope has more and less than another. */
public record ScopeDifference(List<Component> added, List<Component> removed) {

    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty();
    }
}
