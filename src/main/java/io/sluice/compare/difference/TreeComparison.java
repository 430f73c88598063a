package io.sluice.compare.difference;

import io.sluice.compare.difference.Difference.Kind;
import io.sluice.compare.difference.Findings.Item;
import io.sluice.compare.difference.Pairing.Pair;
import io.sluice.metadata.SiblingRules;
import io.sluice.metadata.XmlNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares two normal elements of one type, item by item. */
final class TreeComparison {

    /** More moves than this inside one parent are told in one sentence. */
    private static final int MOST_MOVES = 5;

    private final String type;
    private final Findings findings;
    private final Fingerprints fingerprints;
    private final Pairing pairing;

    TreeComparison(String type, Findings findings) {
        this.type = type;
        this.findings = findings;
        this.fingerprints = new Fingerprints(type);
        this.pairing = new Pairing(fingerprints);
    }

    void compare(XmlNode source, XmlNode target, Place at) {
        if (fingerprints.of(source).equals(fingerprints.of(target))) {
            return;
        }
        Map<String, List<XmlNode>> ours = groups(source);
        Map<String, List<XmlNode>> theirs = groups(target);
        Stream.concat(ours.keySet().stream(), theirs.keySet().stream())
                .distinct()
                .forEach(name -> group(
                        name,
                        source,
                        target,
                        ours.getOrDefault(name, List.of()),
                        theirs.getOrDefault(name, List.of()),
                        at));
    }

    private static Map<String, List<XmlNode>> groups(XmlNode parent) {
        Map<String, List<XmlNode>> groups = new LinkedHashMap<>();
        for (XmlNode child : parent.children()) {
            if (!Fingerprints.isMark(parent, child)) {
                groups.computeIfAbsent(child.name(), name -> new ArrayList<>()).add(child);
            }
        }
        return groups;
    }

    private void group(
            String name, XmlNode source, XmlNode target, List<XmlNode> ours, List<XmlNode> theirs, Place at) {
        String parent = source.name();
        boolean ordered = SiblingRules.ordered(type, source, name) && SiblingRules.ordered(type, target, name);
        boolean leaves = Stream.concat(ours.stream(), theirs.stream()).allMatch(XmlNode::isLeaf);
        boolean several = ours.size() > 1
                || theirs.size() > 1
                || Stream.concat(ours.stream(), theirs.stream()).anyMatch(SiblingRules::mayRepeat)
                || ItemNames.isItem(parent, name)
                || soundsLikeSeveral(name, ours, theirs);
        if (leaves && several && Stream.concat(ours.stream(), theirs.stream()).noneMatch(TreeComparison::isEmpty)) {
            values(parent, name, ours, theirs, ordered, at);
        } else if (several) {
            items(parent, name, ours, theirs, ordered, at);
        } else if (leaves) {
            leaf(parent, name, first(ours), first(theirs), at);
        } else {
            part(parent, name, first(ours), first(theirs), at);
        }
    }

    /** So that one more item changes nothing in how the others are told. */
    private static boolean soundsLikeSeveral(String name, List<XmlNode> ours, List<XmlNode> theirs) {
        return name.endsWith("s")
                && !name.endsWith("ss")
                && Stream.concat(ours.stream(), theirs.stream())
                        .allMatch(node -> !node.isLeaf() && Keys.of(node).isPresent());
    }

    private static boolean isEmpty(XmlNode leaf) {
        return leaf.text().isEmpty();
    }

    private static @Nullable XmlNode first(List<XmlNode> nodes) {
        return nodes.isEmpty() ? null : nodes.get(0);
    }

    private void leaf(String parent, String name, @Nullable XmlNode source, @Nullable XmlNode target, Place at) {
        if (source != null && target != null && fingerprints.of(source).equals(fingerprints.of(target))) {
            return;
        }
        boolean marked = source != null
                && target != null
                && !source.mark().equals(target.mark())
                && !source.mark().equals("nil")
                && !target.mark().equals("nil");
        String ours = text(source, parent, name, marked);
        String theirs = text(target, parent, name, marked);
        findings.property(at, name, ItemNames.label(parent, name), ours, theirs, null);
    }

    private static @Nullable String text(@Nullable XmlNode leaf, String parent, String name, boolean marked) {
        if (leaf == null) {
            return Normal.defaultOf(parent, name).orElse(null);
        }
        return marked ? leaf.text() + " (" + kind(leaf.mark()) + ")" : leaf.text();
    }

    private static String kind(String mark) {
        return mark.isEmpty() || mark.equals("stringValue") || mark.equals("string")
                ? "text"
                : ItemNames.words(mark.replaceFirst("Value$", "").replaceFirst("^element(?=Reference)", ""));
    }

    /** An element that stands alone. */
    private void part(String parent, String name, @Nullable XmlNode source, @Nullable XmlNode target, Place at) {
        if (source != null && target != null) {
            if (source.isLeaf() != target.isLeaf()) {
                // One side says in one value what the other says in several: told as a change of its own.
                findings.property(at, name, ItemNames.label(parent, name), whole(source), whole(target), null);
            } else {
                compare(source, target, at.inner(name, ItemNames.part(name)));
            }
            return;
        }
        XmlNode only = source == null ? Objects.requireNonNull(target) : source;
        XmlNode leaf = onlyLeaf(only);
        if (leaf != null && ItemNames.part(name).isEmpty()) {
            leaf(name, leaf.name(), source == null ? null : leaf, source == null ? leaf : null, at.inner(name, ""));
        } else {
            String seen = ItemNames.part(name);
            Place place = at.inner(name, seen.isEmpty() ? ItemNames.upperFirst(ItemNames.words(name)) : seen);
            findings.item(
                    source == null ? Kind.REMOVED : Kind.ADDED,
                    place,
                    new Item(name, "", place.innermost(), at, only),
                    "");
        }
    }

    private static String whole(XmlNode node) {
        return node.isLeaf() ? node.text() : Keys.described(node);
    }

    private static @Nullable XmlNode onlyLeaf(XmlNode node) {
        return node.children().size() == 1 && node.children().get(0).isLeaf()
                ? node.children().get(0)
                : null;
    }

    private void items(
            String parent, String name, List<XmlNode> ours, List<XmlNode> theirs, boolean ordered, Place at) {
        boolean byPosition = ordered
                && name.endsWith("olumns")
                && Stream.concat(ours.stream(), theirs.stream())
                        .allMatch(node -> Keys.of(node).isEmpty());
        List<Pair> pairs = pairing.pairs(ours, theirs, byPosition);
        for (Pair pair : pairs) {
            Place place = at.inner(name + "[" + pair.key() + "]", words(parent, name, pair));
            XmlNode source = pair.source();
            XmlNode target = pair.target();
            if (source != null && target != null) {
                inside(name, source, target, place);
            } else {
                findings.item(
                        source == null ? Kind.REMOVED : Kind.ADDED,
                        place,
                        new Item(name, pair.key(), place.innermost(), at, pair.either()),
                        target == null ? more(name, pair.either()) : "");
            }
        }
        if (ordered && !byPosition) {
            moves(parent, name, pairs, ours, theirs, at, pair -> words(parent, name, pair));
        }
    }

    private void inside(String name, XmlNode source, XmlNode target, Place place) {
        if (source.isLeaf() == target.isLeaf() && !source.isLeaf()) {
            compare(source, target, place);
        } else if (!fingerprints.of(source).equals(fingerprints.of(target))) {
            if (source.isLeaf() && target.isLeaf()) {
                leaf("", name, source, target, place);
            } else {
                // One of them has no content at all.
                compare(shell(source), shell(target), place);
            }
        }
    }

    private static XmlNode shell(XmlNode node) {
        if (!node.isLeaf() || node.text().isEmpty()) {
            return node;
        }
        XmlNode shell = new XmlNode(node.name(), "", node.line());
        XmlNode value = new XmlNode("value", node.mark(), node.line());
        value.text(node.text());
        shell.add(value);
        return shell;
    }

    private String words(String parent, String name, Pair pair) {
        String noun = ItemNames.item(parent, name);
        Optional<String> special = SpecialItems.words(pair.either());
        if (special.isPresent()) {
            return special.get();
        }
        if (pair.key().startsWith("~")) {
            XmlNode source = pair.source();
            XmlNode target = pair.target();
            XmlNode named =
                    source != null && target != null && fingerprints.of(target).compareTo(fingerprints.of(source)) < 0
                            ? target
                            : pair.either();
            String described = Keys.described(named);
            return described.isEmpty() ? noun : noun + " \"" + described + "\"";
        }
        return noun + " " + pair.key();
    }

    /** What people want to know at once about something new. */
    private static String more(String name, XmlNode node) {
        return name.equals("fields") && node.value("fullName").isPresent()
                ? node.value("type")
                        .map(type -> " (" + ItemNames.words(type) + ")")
                        .orElse("")
                : "";
    }

    /** Repeated values without anything inside. */
    private void values(
            String parent, String name, List<XmlNode> ours, List<XmlNode> theirs, boolean ordered, Place at) {
        Map<String, Integer> left = new HashMap<>();
        List<Pair> pairs = new ArrayList<>();
        Map<String, List<XmlNode>> others = new LinkedHashMap<>();
        theirs.forEach(leaf ->
                others.computeIfAbsent(valueKey(leaf), any -> new ArrayList<>()).add(leaf));
        for (XmlNode leaf : ours) {
            String key = valueKey(leaf);
            int nth = left.merge(key, 1, Integer::sum);
            List<XmlNode> same = others.getOrDefault(key, List.of());
            XmlNode other = nth <= same.size() ? same.get(nth - 1) : null;
            pairs.add(new Pair(nth == 1 ? key : key + " #" + nth, leaf, other));
        }
        for (Map.Entry<String, List<XmlNode>> each : others.entrySet()) {
            List<XmlNode> same = each.getValue();
            for (int nth = left.getOrDefault(each.getKey(), 0) + 1; nth <= same.size(); nth++) {
                pairs.add(new Pair(nth == 1 ? each.getKey() : each.getKey() + " #" + nth, null, same.get(nth - 1)));
            }
        }
        String noun = ItemNames.item(parent, name);
        for (Pair pair : pairs) {
            if (pair.source() == null || pair.target() == null) {
                Place place = at.inner(name + "[" + pair.key() + "]", noun + " " + pair.key());
                findings.item(
                        pair.source() == null ? Kind.REMOVED : Kind.ADDED,
                        place,
                        new Item(name, pair.key(), place.innermost(), at, pair.either()),
                        "");
            }
        }
        if (ordered) {
            moves(parent, name, pairs, ours, theirs, at, pair -> noun + " " + pair.key());
        }
    }

    private static String valueKey(XmlNode leaf) {
        return leaf.mark().isEmpty() ? leaf.text() : leaf.text() + " (" + leaf.mark() + ")";
    }

    private interface Naming {
        String words(Pair pair);
    }

    private void moves(
            String parent,
            String name,
            List<Pair> pairs,
            List<XmlNode> ours,
            List<XmlNode> theirs,
            Place at,
            Naming naming) {
        Map<XmlNode, Integer> targetAt = positions(theirs);
        Map<XmlNode, Integer> sourceAt = positions(ours);
        List<Pair> common = pairs.stream()
                .filter(pair -> pair.source() != null && pair.target() != null)
                .toList();
        int[] positions = common.stream()
                .mapToInt(pair -> targetAt.getOrDefault(pair.target(), 0))
                .toArray();
        int[] weights =
                common.stream().mapToInt(pair -> pair.key().hashCode() >>> 1).toArray();
        List<Integer> moved = Sequence.moved(positions, weights);
        if (moved.size() > MOST_MOVES) {
            findings.reordered(
                    at,
                    name,
                    common.size() + " " + ItemNames.plural(parent, name),
                    common.stream().map(naming::words).toList(),
                    common.stream()
                            .sorted(Comparator.comparing(pair -> targetAt.getOrDefault(pair.target(), 0)))
                            .map(naming::words)
                            .toList());
            return;
        }
        for (int index : moved) {
            Pair pair = common.get(index);
            String to = Phrases.ordinal(sourceAt.getOrDefault(pair.source(), 0) + 1);
            String from = Phrases.ordinal(targetAt.getOrDefault(pair.target(), 0) + 1);
            findings.moved(
                    at.inner(name + "[" + pair.key() + "]", naming.words(pair)),
                    to + " place",
                    from + " place",
                    to.equals(from) ? "past others around it" : "from " + from + " to " + to + " place");
        }
    }

    private static Map<XmlNode, Integer> positions(List<XmlNode> nodes) {
        Map<XmlNode, Integer> positions = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            positions.put(nodes.get(i), i);
        }
        return positions;
    }
}
