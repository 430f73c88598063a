package io.sluice.compare.difference;

import io.sluice.metadata.XmlNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The element without what says nothing: values that are the platform's default, and noise that differs from org to org. */
final class Normal {

    /**
     * Documented defaults, where leaving the element out is certain to mean the same: Metadata API Developer Guide,
     * GlobalPicklistValue (whose successors CustomValue and the values of a value set are), isActive "The default value is
     * true"; CustomField, reparentableMasterDetail "The default value is false". Rights, for which false and absent are
     * the same, have their own tables.
     */
    private static final Map<String, String> DEFAULTS = Map.of(
            "customValue/isActive", "true",
            "standardValue/isActive", "true",
            "value/isActive", "true",
            "fields/reparentableMasterDetail", "false",
            "CustomField/reparentableMasterDetail", "false");

    /** Say a value's type and its text in two elements; people see one value. */
    private static final Set<String> VALUE_HOLDERS = Set.of(
            "stringValue",
            "numberValue",
            "booleanValue",
            "dateValue",
            "dateTimeValue",
            "elementReference",
            "apexValue",
            "sobjectValue");

    private Normal() {}

    /** @param leafToLeaveOut a leaf of the root that its component's name says already; empty for none */
    static XmlNode of(String type, XmlNode root, String leafToLeaveOut) {
        XmlNode normal = new XmlNode(root.name(), "", root.line());
        normal.text(root.text());
        for (XmlNode child : root.children()) {
            boolean said = child.isLeaf() && child.name().equals(leafToLeaveOut);
            if (!said && !isNoise(type, root, child) && !isDefault(root.name(), child)) {
                normal.add(inner(type, child));
            }
        }
        return normal;
    }

    /** The value that an absent element stands for, where that is certain. */
    static Optional<String> defaultOf(String parent, String leaf) {
        return Optional.ofNullable(DEFAULTS.get(parent + "/" + leaf));
    }

    private static XmlNode inner(String type, XmlNode node) {
        if (node.isLeaf()) {
            return node;
        }
        XmlNode only = node.children().get(0);
        if (node.children().size() == 1 && only.isLeaf() && VALUE_HOLDERS.contains(only.name())) {
            XmlNode value = new XmlNode(node.name(), only.name(), node.line());
            value.text(only.text());
            return value;
        }
        return of(type, node, "");
    }

    private static boolean isDefault(String parent, XmlNode child) {
        return child.isLeaf()
                && child.mark().isEmpty()
                && defaultOf(parent, child.name()).filter(child.text()::equals).isPresent();
    }

    private static boolean isNoise(String type, XmlNode parent, XmlNode child) {
        return isLayoutsId(type, parent, child)
                // Where a person or a tool drew the element; it runs the same anywhere.
                || type.equals("Flow")
                        && (child.name().equals("locationX") || child.name().equals("locationY"))
                // Whether the platform has recalculated the group; it writes this itself.
                || type.equals("PermissionSetGroup") && child.name().equals("status");
    }

    private static boolean isLayoutsId(String type, XmlNode parent, XmlNode child) {
        // A layout's highlights are labelled with the layout's id, which differs from org to org for the same layout.
        return type.equals("Layout")
                && parent.name().equals("summaryLayout")
                && child.name().equals("masterLabel");
    }
}
