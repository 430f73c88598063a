package io.sluice.rehearsal.metadata;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How an org mixes what a package brings with what it has. */
public final class Merge {
    private static final List<String> KEYS = List.of(
            "application", "apexClass", "field", "object", "apexPage", "recordType", "tab", "flow", "layout", "name");

    private Merge() {}

    /**
     * An object's file merges child by child: children that the package does not bring stay. The header is the
     * package's when the object itself is named in its manifest, otherwise the org's.
     */
    public static XmlNode container(MetadataType type, String fullName, XmlNode old, XmlNode brought, boolean header) {
        Map<String, XmlNode> children = new LinkedHashMap<>();
        if (old != null) {
            children.putAll(Component.childrenOf(type, fullName, old));
        }
        children.putAll(Component.childrenOf(type, fullName, brought));
        XmlNode head = header || old == null ? brought : old;
        List<XmlNode> nodes = new ArrayList<>();
        if (header || old != null) {
            head.children().stream()
                    .filter(n -> !type.children().containsKey(n.name()))
                    .forEach(nodes::add);
        }
        nodes.addAll(children.values());
        nodes.sort(Comparator.comparing(XmlNode::name)
                .thenComparing(n -> type.children().containsKey(n.name()) ? n.childText("fullName") : ""));
        return head.withChildren(nodes);
    }

    /** A profile keeps the permissions that the package does not speak of. */
    public static XmlNode profile(XmlNode old, XmlNode brought) {
        Map<String, XmlNode> entries = new LinkedHashMap<>();
        old.children().forEach(n -> entries.put(key(n), n));
        brought.children().forEach(n -> entries.put(key(n), n));
        List<XmlNode> nodes = new ArrayList<>(entries.values());
        nodes.sort(Comparator.comparing(XmlNode::name).thenComparing(Merge::key));
        return brought.withChildren(nodes);
    }

    private static String key(XmlNode node) {
        StringBuilder key = new StringBuilder(node.name());
        KEYS.forEach(k -> key.append('|').append(node.childText(k)));
        return key.toString();
    }

    /** The component's files without the lines that name the deleted component. */
    public static SortedMap<String, byte[]> without(Component component, String deleted, String type) {
        String field = deleted.substring(deleted.indexOf('.') + 1);
        SortedMap<String, byte[]> files = new TreeMap<>(component.files());
        files.put(
                component.path(),
                without(component.root(), deleted, field, type).document());
        return files;
    }

    private static XmlNode without(XmlNode node, String deleted, String field, String type) {
        List<XmlNode> kept = new ArrayList<>();
        for (XmlNode child : node.children()) {
            boolean names = child.children().stream()
                    .anyMatch(c -> c.children().isEmpty()
                            && (c.text().equals(deleted)
                                    || type.equals("CustomObject") && c.text().startsWith(deleted + ".")
                                    || c.name().equals("field")
                                            && child.name().equals("layoutItems")
                                            && c.text().equals(field)));
            boolean line = child.children().isEmpty()
                    && child.name().equals("fields")
                    && child.text().equals(field);
            if (!names && !line) {
                kept.add(child.children().isEmpty() ? child : without(child, deleted, field, type));
            }
        }
        return node.withChildren(kept);
    }
}
