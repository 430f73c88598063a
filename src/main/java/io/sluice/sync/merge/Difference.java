package io.sluice.sync.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that differs between two copies.
 *
 * @param what {@code added}, {@code removed}, {@code renamed}, {@code kind changed}, {@code note edited}, {@code title
 *     edited} or {@code overview edited}
 * @param item what it is about, for people
 * @param before empty where it was not there
 * @param after empty where it is not there any more
 */
public record Difference(String what, String item, String before, String after) {

    /** What it takes to get from one copy to the other; made of a proposed item is no difference. */
    public static List<Difference> between(Copy one, Copy other) {
        List<Difference> differences = new ArrayList<>();
        edited("title edited", "the change request", one.title(), other.title(), differences);
        edited("overview edited", "the change request", one.overview(), other.overview(), differences);
        SortedMap<UUID, Item> removed = new TreeMap<>(one.items());
        other.items().forEach((id, now) -> {
            @Nullable Item before = removed.remove(id);
            if (before == null) {
                differences.add(new Difference("added", now.customization(), "", now.words()));
                return;
            }
            if (!before.customization().equalsIgnoreCase(now.customization())) {
                edited("renamed", before.customization(), before.customization(), now.customization(), differences);
            }
            boolean made = before.kind().equals(Item.CREATE) && now.kind().equals(Item.CHANGE);
            if (!made) {
                edited("kind changed", now.customization(), before.kind(), now.kind(), differences);
            }
            edited("note edited", now.customization(), before.note(), now.note(), differences);
        });
        removed.values()
                .forEach(item -> differences.add(new Difference("removed", item.customization(), item.words(), "")));
        return differences;
    }

    private static void edited(String what, String item, String one, String other, List<Difference> differences) {
        if (!one.equals(other)) {
            differences.add(new Difference(what, item, one, other));
        }
    }
}
