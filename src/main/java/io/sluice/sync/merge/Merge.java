package io.sluice.sync.merge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Three-way merge: what only one side changed since the last sync counts; where both sides changed the same thing
 * differently, a decision is asked for. Item by item, and within an item field by field.
 */
public final class Merge {

    private static final List<Field> OF_AN_ITEM = List.of(Field.CUSTOMIZATION, Field.KIND, Field.NOTE);

    private final Function<Conflict, Optional<Side>> decisions;
    private final List<Conflict> undecided = new ArrayList<>();

    private Merge(Function<Conflict, Optional<Side>> decisions) {
        this.decisions = decisions;
    }

    /** What Sluice is to say after reading the org's copy. */
    public static Merged inwards(Copy base, Copy ours, Copy theirs, Function<Conflict, Optional<Side>> decisions) {
        Merge merge = new Merge(decisions);
        return new Merged(merge.merge(base, ours, theirs), merge.undecided);
    }

    /**
     * What the org is to say after a push: what was edited there stays until it was read back, everything else is as
     * Sluice says.
     */
    public static Copy outwards(Copy base, Copy ours, Copy theirs) {
        return inwards(base, ours, theirs, conflict -> Optional.of(Side.THEIRS)).copy();
    }

    /** What both sides agree on after the org said {@code written}; what they don't agree on is as before. */
    public static Copy agreed(Copy base, Copy ours, Copy written) {
        SortedMap<UUID, Item> items = new TreeMap<>();
        for (UUID id : ids(base, ours, written)) {
            @Nullable Item before = base.items().get(id);
            @Nullable Item mine = ours.items().get(id);
            @Nullable Item there = written.items().get(id);
            if (mine != null && mine.equals(there)) {
                items.put(id, mine);
            } else if (before != null && mine != null && there != null) {
                items.put(
                        id,
                        new Item(
                                agreed(before.customization(), mine.customization(), there.customization()),
                                agreed(before.kind(), mine.kind(), there.kind()),
                                agreed(before.note(), mine.note(), there.note())));
            } else if (before != null && (mine != null || there != null)) {
                items.put(id, before);
            }
        }
        return new Copy(
                agreed(base.title(), ours.title(), written.title()),
                agreed(base.overview(), ours.overview(), written.overview()),
                items);
    }

    private static String agreed(String base, String ours, String written) {
        return ours.equals(written) ? ours : base;
    }

    private Copy merge(Copy base, Copy ours, Copy theirs) {
        String title = word(Field.TITLE, base.title(), ours.title(), theirs.title());
        String overview = word(Field.OVERVIEW, base.overview(), ours.overview(), theirs.overview());
        SortedMap<UUID, Item> items = new TreeMap<>();
        for (UUID id : ids(base, ours, theirs)) {
            @Nullable
            Item merged = item(
                    id,
                    base.items().get(id),
                    ours.items().get(id),
                    theirs.items().get(id));
            if (merged != null) {
                items.put(id, merged);
            }
        }
        dropTwins(items, theirs);
        return new Copy(title, overview, items);
    }

    /** A name that both sides came to in different ways is one item: the one that the org has. */
    private static void dropTwins(SortedMap<UUID, Item> items, Copy theirs) {
        Set<String> there = new HashSet<>();
        items.forEach((id, item) -> {
            if (theirs.items().containsKey(id)) {
                there.add(item.customization().toLowerCase(Locale.ROOT));
            }
        });
        items.entrySet()
                .removeIf(entry -> !theirs.items().containsKey(entry.getKey())
                        && there.contains(entry.getValue().customization().toLowerCase(Locale.ROOT)));
    }

    private String word(Field field, String base, String ours, String theirs) {
        return field(Optional.empty(), field, "the change request", base, ours, theirs);
    }

    private @Nullable Item item(UUID id, @Nullable Item base, @Nullable Item ours, @Nullable Item theirs) {
        if (ours == null && theirs == null) {
            return null;
        }
        if (ours == null || theirs == null) {
            @Nullable Item left = ours == null ? theirs : ours;
            if (base == null) {
                return left;
            }
            if (left == null || unedited(base, left)) {
                return null;
            }
            Conflict conflict = new Conflict(
                    Optional.of(id),
                    Field.PRESENCE,
                    base.customization(),
                    base.words(),
                    ours == null ? null : ours.words(),
                    theirs == null ? null : theirs.words());
            return decided(conflict) == Side.OURS ? ours : theirs;
        }
        String subject = base == null ? ours.customization() : base.customization();
        List<String> values = new ArrayList<>();
        for (Field field : OF_AN_ITEM) {
            @Nullable String before = base == null ? null : base.get(field);
            values.add(field(Optional.of(id), field, subject, before, ours.get(field), theirs.get(field)));
        }
        return new Item(values.get(0), values.get(1), values.get(2));
    }

    /** Whether an item still says what it said; that something proposed was made meanwhile is no edit. */
    private static boolean unedited(Item base, Item now) {
        return OF_AN_ITEM.stream()
                .allMatch(field -> same(field, settled(field, base.get(field), now.get(field)), now.get(field)));
    }

    private String field(
            Optional<UUID> item, Field field, String subject, @Nullable String base, String ours, String theirs) {
        @Nullable String before = base == null ? null : settled(field, base, ours);
        String there = settled(field, theirs, ours);
        if (same(field, ours, there) || same(field, there, before)) {
            return ours;
        }
        if (same(field, ours, before)) {
            return there;
        }
        Conflict conflict = new Conflict(item, field, subject, base, ours, theirs);
        return decided(conflict) == Side.OURS ? ours : theirs;
    }

    /** A proposed item becomes one to change by being made, which Sluice sees by itself: nobody's edit. */
    private static String settled(Field field, String value, String ours) {
        return field == Field.KIND && ours.equals(Item.CHANGE) && value.equals(Item.CREATE) ? Item.CHANGE : value;
    }

    /** An org does not tell names apart by case. */
    private static boolean same(Field field, String one, @Nullable String other) {
        return field == Field.CUSTOMIZATION ? one.equalsIgnoreCase(other) : one.equals(other);
    }

    private Side decided(Conflict conflict) {
        Optional<Side> decision = decisions.apply(conflict);
        if (decision.isEmpty()) {
            undecided.add(conflict);
        }
        return decision.orElse(Side.OURS);
    }

    static SortedSet<UUID> ids(Copy... copies) {
        SortedSet<UUID> ids = new TreeSet<>();
        for (Copy copy : copies) {
            ids.addAll(copy.items().keySet());
        }
        return ids;
    }
}
