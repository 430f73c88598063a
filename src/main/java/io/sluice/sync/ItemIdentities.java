package io.sluice.sync;

import io.sluice.sync.merge.Item;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which global id an item of a change request has. A new one follows from the change request and the customization, so
 * that an attempt that was lost and its repetition give the same.
 */
final class ItemIdentities {

    private final UUID change;
    private final Map<String, UUID> byCustomization = new HashMap<>();
    private final Map<UUID, Item> known;

    /** @param known the items that have an id, as Sluice says them now */
    ItemIdentities(UUID change, Map<UUID, Item> known) {
        this.change = change;
        this.known = Map.copyOf(known);
        known.forEach((id, item) -> byCustomization.put(key(item.customization()), id));
    }

    UUID of(String customization) {
        return byCustomization.computeIfAbsent(key(customization), key -> unused(key, Set.of()));
    }

    /** The id for an item whose own one is taken by an item that got another name. */
    UUID another(String customization, Set<UUID> taken) {
        return unused(key(customization), taken);
    }

    /** What people noted about an item. */
    String note(UUID id) {
        Item item = known.get(id);
        return item == null ? "" : item.note();
    }

    int size() {
        return known.size();
    }

    /** Whether exactly this is known of the item; its kind is no part of it. */
    boolean has(UUID id, Item item) {
        Item before = known.get(id);
        return before != null
                && before.customization().equals(item.customization())
                && before.note().equals(item.note());
    }

    private UUID unused(String key, Set<UUID> taken) {
        for (int n = 1; ; n++) {
            String name = change + "|" + key + (n == 1 ? "" : "|" + n);
            UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
            // An item that got another name keeps its id, also when something new gets the old name.
            if (!known.containsKey(id) && !taken.contains(id)) {
                return id;
            }
        }
    }

    private static String key(String customization) {
        return customization.toLowerCase(Locale.ROOT);
    }
}
