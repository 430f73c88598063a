package io.sluice.sync;

import io.sluice.change.ChangeRequest;
import io.sluice.change.Scope;
import io.sluice.change.ScopeItem;
import io.sluice.metadata.Component;
import io.sluice.sync.merge.Copy;
import io.sluice.sync.merge.Item;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What Sluice says about a change request, as a copy, and back. */
final class OurCopy {

    private OurCopy() {}

    static Copy of(ChangeRequest change, Scope scope, ItemIdentities identities) {
        Map<UUID, Item> items = new TreeMap<>();
        for (ScopeItem item : scope.items()) {
            String customization = item.component().toString();
            UUID id = identities.of(customization);
            items.put(id, new Item(customization, kind(item.kind()), identities.note(id)));
        }
        return new Copy(TheirCopy.words(change.name()), TheirCopy.words(change.overview()), items);
    }

    static Component component(Item item) {
        return Component.parse(item.customization())
                .orElseThrow(() -> new IllegalStateException("An item of a copy is no component: " + item));
    }

    private static String kind(ScopeItem.Kind kind) {
        return switch (kind) {
            case EXISTING -> Item.CHANGE;
            case PROPOSED -> Item.CREATE;
            case DELETION -> Item.DELETE;
        };
    }
}
