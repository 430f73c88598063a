package io.sluice.web;

import io.sluice.compare.ComparedItem;
import io.sluice.compare.DifferenceCount;
import io.sluice.compare.ItemDifferences;
import io.sluice.metadata.Component;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How many items are read with their differences at once, so that memory holds whatever the items are. */
@org.springframework.stereotype.Component
class Portions {

    private static final int MOST_DIFFERENCES = 20_000;

    private final ItemDifferences differences;

    Portions(ItemDifferences differences) {
        this.differences = differences;
    }

    /**
     * The first of these items that have at most 20,000 differences together; the first one in any case, however many it
     * has.
     */
    List<ComparedItem> first(UUID comparison, List<ComparedItem> items) {
        Map<Component, DifferenceCount> counts = differences.counts(
                comparison, items.stream().map(ComparedItem::component).toList());
        long sum = 0;
        for (int n = 0; n < items.size(); n++) {
            sum += counts.getOrDefault(items.get(n).component(), DifferenceCount.NONE)
                    .differences();
            if (n > 0 && sum > MOST_DIFFERENCES) {
                return items.subList(0, n);
            }
        }
        return items;
    }
}
