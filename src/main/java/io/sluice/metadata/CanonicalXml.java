package io.sluice.metadata;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes an element as lines {@code path = value}, the same lines for every spelling of the same content: comments,
 * white space around values and the order of elements are gone, except where order has a meaning. There the paths name
 * the items, and one line {@code path (order) = a | b} keeps the sequence, so that one more item changes two lines and
 * not all that follow.
 */
final class CanonicalXml {

    private final String type;

    private CanonicalXml(String type) {
        this.type = type;
    }

    /** The lines of everything below an element, sorted. */
    static List<String> lines(String type, XmlNode root) {
        return new CanonicalXml(type).below(root, "", "");
    }

    /** The lines of one child component, without its own name, which the component already has. */
    static List<String> childLines(String type, XmlNode child) {
        return new CanonicalXml(type).below(child, "", "fullName");
    }

    private List<String> below(XmlNode parent, String prefix, String leafToLeaveOut) {
        Map<String, List<XmlNode>> groups = new LinkedHashMap<>();
        for (XmlNode child : parent.children()) {
            boolean said = child.isLeaf() && child.name().equals(leafToLeaveOut);
            if (!said && !isOrgsOwnId(parent, child)) {
                groups.computeIfAbsent(child.name(), name -> new ArrayList<>()).add(child);
            }
        }
        List<String> lines = new ArrayList<>();
        groups.forEach((name, siblings) -> addGroup(lines, parent, prefix + name, siblings));
        lines.sort(Comparator.naturalOrder());
        return lines;
    }

    /** A layout's summary is labelled with the layout's id, which differs from org to org for the same layout. */
    private boolean isOrgsOwnId(XmlNode parent, XmlNode child) {
        return type.equals("Layout")
                && parent.name().equals("summaryLayout")
                && child.name().equals("masterLabel");
    }

    private void addGroup(List<String> lines, XmlNode parent, String path, List<XmlNode> siblings) {
        boolean ordered = SiblingRules.ordered(type, parent, siblings.get(0).name());
        boolean leaves = siblings.stream().allMatch(XmlNode::isLeaf);
        if (leaves && siblings.stream().noneMatch(leaf -> leaf.text().isEmpty() && siblings.size() > 1)) {
            siblings.forEach(leaf -> lines.add(leafLine(path, leaf)));
            if (ordered && siblings.size() > 1) {
                lines.add(order(path, siblings.stream().map(XmlNode::text).toList()));
            }
            return;
        }
        if (siblings.size() == 1 && !SiblingRules.mayRepeat(siblings.get(0))) {
            addElement(lines, path, siblings.get(0), "");
            return;
        }
        addNamed(lines, path, siblings, ordered);
    }

    private void addNamed(List<String> lines, String path, List<XmlNode> siblings, boolean ordered) {
        Map<String, Integer> used = new HashMap<>();
        List<String> sequence = new ArrayList<>();
        List<XmlNode> inOrder = ordered ? siblings : byContent(siblings);
        for (XmlNode node : inOrder) {
            Optional<SiblingRules.Key> key = SiblingRules.key(node);
            String name = key.map(SiblingRules.Key::value).orElse("");
            int nth = used.merge(name, 1, Integer::sum);
            String shown = name.isEmpty() ? "#" + nth : escape(name).replace("]", "\\]") + (nth == 1 ? "" : " #" + nth);
            sequence.add(shown);
            addElement(
                    lines,
                    path + "[" + shown + "]",
                    node,
                    key.map(SiblingRules.Key::leaf).orElse(""));
        }
        if (ordered && siblings.size() > 1) {
            lines.add(order(path, sequence));
        }
    }

    private void addElement(List<String> lines, String path, XmlNode node, String leafToLeaveOut) {
        if (node.isLeaf()) {
            lines.add(leafLine(path, node));
            return;
        }
        List<String> inner = below(node, path + ".", leafToLeaveOut);
        if (inner.isEmpty()) {
            lines.add(path + " =");
        }
        lines.addAll(inner);
    }

    /** Without keys, or with one key twice, the content itself decides who is first. */
    private List<XmlNode> byContent(List<XmlNode> siblings) {
        Map<XmlNode, String> contents = new HashMap<>();
        siblings.forEach(node ->
                contents.put(node, node.isLeaf() ? leafLine("", node) : String.join("\n", below(node, "", ""))));
        return siblings.stream()
                .sorted(Comparator.comparing(node -> contents.getOrDefault(node, "")))
                .toList();
    }

    private static String leafLine(String path, XmlNode leaf) {
        String mark = leaf.mark().isEmpty() ? "" : " (" + leaf.mark() + ")";
        return (path + mark + " = " + escape(leaf.text())).stripTrailing();
    }

    private static String order(String path, List<String> items) {
        return path + " (order) = "
                + String.join(
                        " | ",
                        items.stream()
                                .map(item -> escape(item).replace("|", "\\|"))
                                .toList());
    }

    /** White space inside a value is content (a formula's text may have it), so it stays, but on one line. */
    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t");
    }
}
