package io.sluice.compare.difference;

import io.sluice.compare.difference.Difference.Kind;
import io.sluice.compare.difference.Findings.Finding;
import io.sluice.compare.difference.Findings.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells an item that went from one place of a page and came at another as one move. */
final class Moves {

    private static final Set<String> MOVABLE =
            Set.of("layoutItems", "itemInstances", "components", "quickActionLayoutItems");

    private Moves() {}

    /** Puts a move in place of each pair of added and removed, and compares the moved item's own properties. */
    static void find(Findings findings, TreeComparison comparison) {
        Map<String, List<Finding>> gone = movable(findings, Kind.REMOVED);
        Map<String, List<Finding>> come = movable(findings, Kind.ADDED);
        Set<Finding> told = new HashSet<>();
        Map<Finding, Finding> moved = new HashMap<>();
        come.forEach((key, added) -> {
            List<Finding> removed = gone.getOrDefault(key, List.of());
            if (added.size() == 1 && removed.size() == 1) {
                moved.put(added.get(0), removed.get(0));
                told.add(removed.get(0));
            }
        });
        List<Finding> before = new ArrayList<>(findings.found());
        findings.found().clear();
        for (Finding each : before) {
            Finding from = moved.get(each);
            if (from != null && each.item() != null && from.item() != null) {
                Item to = each.item();
                // Outside of either place, so that its path is the same from both sides.
                Place at = new Place("", to.outer().root(), List.of())
                        .inner(to.element() + "[" + name(to) + "]", to.words());
                findings.add(move(to, from.item()));
                comparison.compare(to.node(), from.item().node(), at);
            } else if (!told.contains(each)) {
                findings.found().add(each);
            }
        }
    }

    private static Difference move(Item to, Item from) {
        return new Difference(
                Kind.MOVED,
                to.element() + "[" + name(to) + "] (place)",
                to.words(),
                to.outer().words(),
                from.outer().words(),
                to.words() + " moves from " + ItemNames.lowerFirst(from.outer().subject()) + " to "
                        + ItemNames.lowerFirst(to.outer().subject()),
                null);
    }

    private static Map<String, List<Finding>> movable(Findings findings, Kind kind) {
        Map<String, List<Finding>> movable = new HashMap<>();
        for (Finding each : findings.found()) {
            Item item = each.item();
            if (item != null
                    && each.difference().kind() == kind
                    && MOVABLE.contains(item.element())
                    && !item.key().startsWith("~")) {
                movable.computeIfAbsent(item.element() + " " + name(item), any -> new ArrayList<>())
                        .add(each);
            }
        }
        return movable;
    }

    private static String name(Item item) {
        return SpecialItems.everywhere(item.node(), item.key());
    }
}
