package io.sluice.sync;

import io.sluice.change.ScopeItem;
import io.sluice.change.StatedScope;
import io.sluice.sync.merge.Copy;
import io.sluice.sync.merge.Item;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an older version synced last: lines of a scope. */
final class LegacyScope {

    private LegacyScope() {}

    static Copy copy(@Nullable String lines, ItemIdentities identities, Copy theirs) {
        Map<UUID, Item> items = new TreeMap<>();
        if (lines != null) {
            for (ScopeItem item : StatedScope.read(lines, "the last scope").items()) {
                String customization = item.component().toString();
                items.put(
                        identities.of(customization),
                        new Item(customization, item.isDeletion() ? Item.DELETE : Item.CHANGE, ""));
            }
        }
        return new Copy(theirs.title(), theirs.overview(), items);
    }
}
