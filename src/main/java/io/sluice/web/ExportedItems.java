package io.sluice.web;

import io.sluice.compare.ComparedItem;
import io.sluice.compare.ComparisonHead;
import io.sluice.compare.Comparisons;
import io.sluice.compare.ItemDifferences;
import io.sluice.compare.ItemFilter;
import io.sluice.compare.difference.Difference;
import io.sluice.metadata.Component;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks over the items of a comparison with what differs inside, a few hundred at a time, or fewer where much differs. */
@org.springframework.stereotype.Component
class ExportedItems {

    private static final int AT_ONCE = 500;

    /** Takes one item. */
    interface Reader {
        void item(ComparedItem item, List<Difference> differences) throws IOException;
    }

    private final Comparisons comparisons;
    private final ItemDifferences differences;
    private final Portions portions;

    ExportedItems(Comparisons comparisons, ItemDifferences differences, Portions portions) {
        this.comparisons = comparisons;
        this.differences = differences;
        this.portions = portions;
    }

    /** Hands every item that fits over, by type and name. */
    void each(ComparisonHead head, ItemFilter filter, Reader reader) throws IOException {
        Component after = null;
        do {
            after = page(head, filter, after, reader);
        } while (after != null);
    }

    /** @return where the page ended; null where there is no further one */
    private @Nullable Component page(ComparisonHead head, ItemFilter filter, @Nullable Component after, Reader reader)
            throws IOException {
        List<ComparedItem> items = comparisons.items(head.id(), filter, after, AT_ONCE);
        List<ComparedItem> left = items;
        while (!left.isEmpty()) {
            List<ComparedItem> portion = portions.first(head.id(), left);
            Map<Component, List<Difference>> inside = differences.of(
                    head.id(), portion.stream().map(ComparedItem::component).toList());
            for (ComparedItem item : portion) {
                reader.item(item, inside.getOrDefault(item.component(), List.of()));
            }
            left = left.subList(portion.size(), left.size());
        }
        return items.size() < AT_ONCE ? null : items.get(AT_ONCE - 1).component();
    }
}
