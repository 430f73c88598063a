package io.sluice.compare.difference;

import io.sluice.metadata.XmlNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which item of one side is which of the other: by key; where several have one key or none has, equal ones first, then
 * the most alike. The answer is the same from both sides.
 */
final class Pairing {

    /** Beyond this many possible pairs, items without a key that are not equal are told as gone and new. */
    private static final int MOST_ALIKE = 250_000;

    private final Fingerprints fingerprints;

    Pairing(Fingerprints fingerprints) {
        this.fingerprints = fingerprints;
    }

    /**
     * Two items that are one, or one that the other side lacks.
     *
     * @param key what names the item among its siblings in a path
     */
    record Pair(
            String key, @Nullable XmlNode source, @Nullable XmlNode target) {

        /** The item, for whatever both sides say the same about it. */
        XmlNode either() {
            if (source != null) {
                return source;
            }
            if (target == null) {
                throw new IllegalStateException("A pair has at least one item");
            }
            return target;
        }
    }

    List<Pair> pairs(List<XmlNode> source, List<XmlNode> target, boolean byPosition) {
        List<Pair> pairs = new ArrayList<>();
        if (byPosition) {
            for (int i = 0; i < Math.max(source.size(), target.size()); i++) {
                pairs.add(new Pair(
                        String.valueOf(i + 1),
                        i < source.size() ? source.get(i) : null,
                        i < target.size() ? target.get(i) : null));
            }
            return pairs;
        }
        List<XmlNode> sourceLeft = new ArrayList<>();
        List<XmlNode> targetLeft = new ArrayList<>();
        Map<String, List<XmlNode>> theirs = byKey(target);
        byKey(source).forEach((key, ours) -> {
            List<XmlNode> others = theirs.getOrDefault(key, List.of());
            if (key.isEmpty() || others.isEmpty()) {
                sourceLeft.addAll(ours);
            } else {
                match(pairs, ours, others, true);
                theirs.remove(key);
            }
        });
        theirs.values().forEach(targetLeft::addAll);
        match(pairs, sourceLeft, targetLeft, false);
        return named(inOrder(pairs, source, target));
    }

    private static Map<String, List<XmlNode>> byKey(List<XmlNode> nodes) {
        return nodes.stream()
                .collect(Collectors.groupingBy(
                        node -> Keys.of(node).orElse(""), LinkedHashMap::new, Collectors.toList()));
    }

    /** @param oneKey whether all have the same key, so that all that can be paired are; else keys speak against it */
    private void match(List<Pair> pairs, List<XmlNode> source, List<XmlNode> target, boolean oneKey) {
        Map<String, Deque<XmlNode>> same = target.stream()
                .collect(Collectors.groupingBy(
                        fingerprints::of, HashMap::new, Collectors.toCollection(ArrayDeque::new)));
        List<XmlNode> ours = new ArrayList<>();
        Set<XmlNode> taken = new HashSet<>();
        for (XmlNode node : source) {
            Deque<XmlNode> equal = same.get(fingerprints.of(node));
            if (equal == null || equal.isEmpty()) {
                ours.add(node);
            } else {
                XmlNode other = equal.removeFirst();
                taken.add(other);
                pairs.add(new Pair("", node, other));
            }
        }
        List<XmlNode> theirs =
                target.stream().filter(node -> !taken.contains(node)).collect(Collectors.toCollection(ArrayList::new));
        matchAlike(pairs, ours, theirs, oneKey);
        ours.forEach(node -> pairs.add(new Pair("", node, null)));
        theirs.forEach(node -> pairs.add(new Pair("", null, node)));
    }

    private record Candidate(XmlNode source, XmlNode target, int alike, String tie) {}

    private void matchAlike(List<Pair> pairs, List<XmlNode> ours, List<XmlNode> theirs, boolean oneKey) {
        if ((long) ours.size() * theirs.size() > MOST_ALIKE) {
            return;
        }
        List<Candidate> candidates = new ArrayList<>();
        for (XmlNode source : ours) {
            for (XmlNode target : theirs) {
                boolean possible =
                        oneKey || (Keys.of(source).isEmpty() && Keys.of(target).isEmpty());
                int alike = possible ? alike(source, target) : 0;
                if (oneKey || alike > 0) {
                    candidates.add(new Candidate(source, target, alike, tie(source, target)));
                }
            }
        }
        candidates.sort(
                Comparator.comparingInt((Candidate each) -> -each.alike()).thenComparing(Candidate::tie));
        Set<XmlNode> taken = new HashSet<>();
        for (Candidate each : candidates) {
            if (!taken.contains(each.source()) && !taken.contains(each.target())) {
                taken.add(each.source());
                taken.add(each.target());
                pairs.add(new Pair("", each.source(), each.target()));
            }
        }
        ours.removeIf(taken::contains);
        theirs.removeIf(taken::contains);
    }

    /** How many children two items share. */
    private int alike(XmlNode source, XmlNode target) {
        Map<String, Integer> ours = new HashMap<>();
        source.children().forEach(child -> ours.merge(child.name() + fingerprints.of(child), 1, Integer::sum));
        int shared = 0;
        for (XmlNode child : target.children()) {
            Integer left = ours.computeIfPresent(child.name() + fingerprints.of(child), (name, count) -> count - 1);
            shared += left != null && left >= 0 ? 1 : 0;
        }
        return shared;
    }

    private String tie(XmlNode source, XmlNode target) {
        String ours = fingerprints.of(source);
        String theirs = fingerprints.of(target);
        return ours.compareTo(theirs) < 0 ? ours + theirs : theirs + ours;
    }

    /** In the source's order; what only the target has stands after what precedes it there. */
    private static List<Pair> inOrder(List<Pair> pairs, List<XmlNode> source, List<XmlNode> target) {
        Map<XmlNode, Integer> sourceAt = positions(source);
        Map<XmlNode, Integer> targetAt = positions(target);
        List<Pair> inSource = pairs.stream()
                .filter(pair -> pair.source() != null)
                .sorted(Comparator.comparing(pair -> sourceAt.getOrDefault(pair.either(), 0)))
                .toList();
        List<Pair> onlyTarget = pairs.stream()
                .filter(pair -> pair.source() == null)
                .sorted(Comparator.comparing(pair -> targetAt.getOrDefault(pair.either(), 0)))
                .toList();
        List<Pair> all = new ArrayList<>(inSource);
        all.addAll(onlyTarget);
        return all;
    }

    private static Map<XmlNode, Integer> positions(List<XmlNode> nodes) {
        Map<XmlNode, Integer> positions = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            positions.put(nodes.get(i), i);
        }
        return positions;
    }

    private List<Pair> named(List<Pair> pairs) {
        Map<String, List<Pair>> byKey = new LinkedHashMap<>();
        for (Pair pair : pairs) {
            byKey.computeIfAbsent(key(pair), any -> new ArrayList<>()).add(pair);
        }
        Map<Pair, String> names = new HashMap<>();
        byKey.forEach((key, same) -> {
            List<Pair> byContent =
                    same.stream().sorted(Comparator.comparing(this::tie)).toList();
            for (int i = 0; i < byContent.size(); i++) {
                names.put(byContent.get(i), i == 0 ? key : key + " #" + (i + 1));
            }
        });
        return pairs.stream()
                .map(pair -> new Pair(names.getOrDefault(pair, ""), pair.source(), pair.target()))
                .toList();
    }

    /** Without a key the content names the item: a part of the smaller of its two hashes. */
    private String key(Pair pair) {
        return Stream.of(Optional.ofNullable(pair.source()), Optional.ofNullable(pair.target()))
                .flatMap(Optional::stream)
                .flatMap(node -> Keys.of(node).stream())
                .min(Comparator.naturalOrder())
                .orElseGet(() -> "~" + tie(pair).substring(0, 8));
    }

    private String tie(Pair pair) {
        XmlNode source = pair.source();
        XmlNode target = pair.target();
        return source == null || target == null ? fingerprints.of(pair.either()) : tie(source, target);
    }
}
