package io.sluice.sync.merge;

import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A push that began to write and of which we don't know yet how far it came: what the org said before, and what it was to
 * say; only the items that differ.
 */
public record Begun(Copy before, Copy after) {

    public static Begun of(Copy before, Copy after) {
        return new Begun(
                new Copy(before.title(), before.overview(), beyond(before, after)),
                new Copy(after.title(), after.overview(), beyond(after, before)));
    }

    private static SortedMap<UUID, Item> beyond(Copy one, Copy other) {
        SortedMap<UUID, Item> items = new TreeMap<>(one.items());
        items.entrySet().removeIf(entry -> entry.getValue().equals(other.items().get(entry.getKey())));
        return items;
    }

    /**
     * The last synced copy as it has to be taken after such a push: what the org says now as we began to write it is our
     * own word and nobody's edit there.
     */
    public Copy correct(Copy base, Copy now) {
        SortedMap<UUID, Item> items = new TreeMap<>(base.items());
        for (UUID id : Merge.ids(before, after)) {
            @Nullable Item old = before.items().get(id);
            @Nullable Item written = after.items().get(id);
            @Nullable Item there = now.items().get(id);
            @Nullable Item synced = base.items().get(id);
            if (there == null) {
                if (written == null) {
                    items.remove(id);
                }
            } else if (written != null && (old == null || synced == null)) {
                if (there.equals(written)) {
                    items.put(id, written);
                }
            } else if (written != null && old != null && synced != null) {
                items.put(
                        id,
                        new Item(
                                word(
                                        old.customization(),
                                        written.customization(),
                                        there.customization(),
                                        synced.customization()),
                                word(old.kind(), written.kind(), there.kind(), synced.kind()),
                                word(old.note(), written.note(), there.note(), synced.note())));
            }
        }
        return new Copy(
                word(before.title(), after.title(), now.title(), base.title()),
                word(before.overview(), after.overview(), now.overview(), base.overview()),
                items);
    }

    private static String word(String old, String written, String now, String synced) {
        return !Objects.equals(old, written) && now.equals(written) ? written : synced;
    }
}
