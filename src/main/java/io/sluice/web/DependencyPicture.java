package io.sluice.web;

import io.sluice.deployment.DeletedUse;
import io.sluice.deployment.Dependency;
import io.sluice.deployment.DependencyResult;
import io.sluice.metadata.Component;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Lays dependencies out in layers: on the left who needs, to the right of it what is needed. Beyond so many boxes components of
 * one type and state become one box; what is missing and what stops stays single as long as it can.
 */
final class DependencyPicture {

    static final int MOST_BOXES = 60;

    private static final int WIDTH = 260;
    private static final int HEIGHT = 44;
    private static final int ACROSS = 90;
    private static final int DOWN = 16;
    private static final int EDGE = 10;
    private static final int LETTERS = 34;

    private final Map<String, Box> boxes = new TreeMap<>();
    private final Map<String, Set<String>> leads = new TreeMap<>();

    /**
     * One box.
     *
     * @param title what it stands for, shortened to its width
     * @param words all of it with its state, for readers
     * @param css class that colours the state
     */
    record Placed(int x, int y, int width, int height, String title, String state, String words, String css) {}

    /** An arrow from who needs to what is needed, as an SVG path. */
    record Arrow(String path) {}

    /** @param folded whether components of one type and state share a box */
    record Picture(int width, int height, List<Placed> boxes, List<Arrow> arrows, boolean folded) {}

    /** @param urgent whether it is kept single longest */
    private record Box(String title, String state, String css, boolean urgent, int count) {}

    private record Node(Component component, String state, String css, boolean urgent) {}

    private DependencyPicture() {}

    static Picture of(DependencyResult result) {
        Map<Component, Node> nodes = nodes(result);
        Set<Component> folding = new LinkedHashSet<>();
        if (nodes.size() > MOST_BOXES) {
            nodes.values().stream().filter(node -> !node.urgent()).forEach(node -> folding.add(node.component()));
            if (nodes.size() - folding.size() > MOST_BOXES / 2) {
                folding.addAll(nodes.keySet());
            }
        }
        DependencyPicture picture = new DependencyPicture();
        Map<Component, String> keys = new HashMap<>();
        nodes.values()
                .forEach(node -> keys.put(node.component(), picture.box(node, folding.contains(node.component()))));
        result.needs().forEach(need -> picture.lead(of(keys, need.from()), of(keys, need.to())));
        result.deletedUses().forEach(use -> picture.lead(of(keys, use.user()), of(keys, use.deleted())));
        return picture.laid(!folding.isEmpty());
    }

    /** What stops wins where a component appears in several states. */
    private static Map<Component, Node> nodes(DependencyResult result) {
        Map<Component, Node> nodes = new TreeMap<>();
        for (Dependency need : result.needs()) {
            nodes.putIfAbsent(need.from(), new Node(need.from(), "in the package", "in-package", false));
        }
        for (Dependency need : result.needs()) {
            boolean urgent = need.state() == Dependency.State.MISSING || need.state() == Dependency.State.UNKNOWN;
            Node node = new Node(need.to(), need.state().words(), DependencyViews.css(need.state()), urgent);
            nodes.merge(need.to(), node, (one, other) -> one.urgent() ? one : other.urgent() ? other : one);
        }
        for (DeletedUse use : result.deletedUses()) {
            nodes.put(use.deleted(), new Node(use.deleted(), "deleted", "deleted", true));
        }
        for (DeletedUse use : result.deletedUses()) {
            boolean blocks = use.effect() == DeletedUse.Effect.BLOCKS;
            Node node = new Node(
                    use.user(),
                    blocks ? "stops the deletion" : use.effect().words(),
                    DependencyViews.css(use.effect()),
                    blocks);
            nodes.merge(use.user(), node, (one, other) -> one.urgent() ? one : other);
        }
        return nodes;
    }

    private String box(Node node, boolean fold) {
        String type = node.component().type();
        String key = fold ? "~" + type + " " + node.state() : node.component().toString();
        boxes.merge(
                key,
                new Box(fold ? type : node.component().toString(), node.state(), node.css(), node.urgent(), 1),
                (one, other) -> new Box(one.title(), one.state(), one.css(), one.urgent(), one.count() + 1));
        return key;
    }

    private void lead(String from, String to) {
        if (!from.equals(to)) {
            leads.computeIfAbsent(from, each -> new TreeSet<>()).add(to);
        }
    }

    private Picture laid(boolean folded) {
        Map<String, Integer> layers = layers();
        Map<Integer, List<String>> columns = new TreeMap<>();
        boxes.keySet().forEach(key -> columns.computeIfAbsent(of(layers, key), each -> new ArrayList<>())
                .add(key));
        Map<String, Placed> placed = new TreeMap<>();
        int height = 0;
        int column = 0;
        Map<String, Integer> rows = new HashMap<>();
        for (List<String> keys : columns.values()) {
            keys.sort(Comparator.comparingDouble((String key) -> middle(key, rows))
                    .thenComparing(key -> key));
            for (int row = 0; row < keys.size(); row++) {
                rows.put(keys.get(row), row);
                Placed one = place(of(boxes, keys.get(row)), column, row);
                placed.put(keys.get(row), one);
                height = Math.max(height, one.y() + HEIGHT);
            }
            column++;
        }
        List<Arrow> arrows = new ArrayList<>();
        leads.forEach((from, all) -> all.forEach(to -> arrows.add(arrow(of(placed, from), of(placed, to)))));
        return new Picture(
                Math.max(1, column) * (WIDTH + ACROSS) - ACROSS + 2 * EDGE,
                height + EDGE,
                List.copyOf(placed.values()),
                arrows,
                folded);
    }

    /** Where those that lead here stand on the average, so that arrows cross less. */
    private double middle(String key, Map<String, Integer> rows) {
        return leads.entrySet().stream()
                .filter(each -> each.getValue().contains(key))
                .map(each -> rows.get(each.getKey()))
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .average()
                .orElse(0);
    }

    /** What a map is known to have. */
    private static <K, V> V of(Map<K, V> map, K key) {
        return Objects.requireNonNull(map.get(key));
    }

    /** One further right than the rightmost that leads here; an arrow that closes a circle moves nothing. */
    private Map<String, Integer> layers() {
        Map<String, Set<String>> forward = withoutCircles();
        Map<String, Integer> layers = new HashMap<>();
        boxes.keySet().forEach(key -> layers.put(key, 0));
        boolean moved = true;
        while (moved) {
            moved = false;
            for (Map.Entry<String, Set<String>> each : forward.entrySet()) {
                int next = of(layers, each.getKey()) + 1;
                for (String to : each.getValue()) {
                    if (of(layers, to) < next) {
                        layers.put(to, next);
                        moved = true;
                    }
                }
            }
        }
        return layers;
    }

    private Map<String, Set<String>> withoutCircles() {
        Map<String, Set<String>> forward = new TreeMap<>();
        Set<String> done = new HashSet<>();
        boxes.keySet().forEach(key -> walk(key, forward, done, new HashSet<>()));
        return forward;
    }

    /** There are few boxes, so that walking them one inside the other stays shallow. */
    private void walk(String key, Map<String, Set<String>> forward, Set<String> done, Set<String> open) {
        if (!done.add(key)) {
            return;
        }
        open.add(key);
        Set<String> ahead = forward.computeIfAbsent(key, each -> new TreeSet<>());
        for (String next : leads.getOrDefault(key, Set.of())) {
            if (!open.contains(next)) {
                ahead.add(next);
                walk(next, forward, done, open);
            }
        }
        open.remove(key);
    }

    private static Placed place(Box box, int column, int row) {
        String title = box.count() > 1 ? box.count() + " of type " + box.title() : box.title();
        // Of a long name the type moves down and the end stays: fields of one object differ there.
        boolean isLong = title.length() > LETTERS;
        int colon = isLong ? title.indexOf(':') : -1;
        String name = title.substring(colon + 1);
        return new Placed(
                EDGE + column * (WIDTH + ACROSS),
                EDGE + row * (HEIGHT + DOWN),
                WIDTH,
                HEIGHT,
                name.length() > LETTERS ? "\u2026" + name.substring(name.length() - LETTERS + 1) : name,
                colon < 0 ? box.state() : title.substring(0, colon) + ", " + box.state(),
                title + ", " + box.state(),
                box.css());
    }

    private static Arrow arrow(Placed from, Placed to) {
        boolean right = to.x() > from.x();
        int x1 = right ? from.x() + WIDTH : from.x();
        int x2 = right ? to.x() - 6 : to.x() + WIDTH + 6;
        int y1 = from.y() + HEIGHT / 2;
        int y2 = to.y() + HEIGHT / 2;
        int bend = right ? ACROSS / 2 : -ACROSS / 2;
        return new Arrow("M" + x1 + " " + y1 + " C" + (x1 + bend) + " " + y1 + " " + (x2 - bend) + " " + y2 + " " + x2
                + " " + y2);
    }
}
