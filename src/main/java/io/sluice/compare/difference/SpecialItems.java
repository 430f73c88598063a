package io.sluice.compare.difference;

import io.sluice.metadata.XmlNode;
import java.util.Map;
import java.util.Optional;

/** Words for items of which one element name holds several kinds. */
final class SpecialItems {

    private static final Map<String, String> LAYOUT_ITEMS = Map.of(
            "customLink", "Link",
            "page", "Visualforce page",
            "component", "Component",
            "canvas", "Canvas app",
            "scontrol", "S-control",
            "analyticsCloudComponent", "Analytics component");

    private SpecialItems() {}

    static Optional<String> words(XmlNode node) {
        return switch (node.name()) {
            case "layoutItems" -> layoutItem(node);
            case "itemInstances" -> pageItem(node);
            default -> Optional.empty();
        };
    }

    private static Optional<String> layoutItem(XmlNode node) {
        if (node.value("emptySpace").isPresent()) {
            return Optional.of("Empty space");
        }
        return node.children().stream()
                .filter(child -> LAYOUT_ITEMS.containsKey(child.name()))
                .findFirst()
                .map(child -> LAYOUT_ITEMS.get(child.name()) + " " + child.text());
    }

    private static Optional<String> pageItem(XmlNode node) {
        Optional<String> field = node.value("fieldInstance.fieldItem");
        if (field.isPresent()) {
            return Optional.of("Field " + field.get().replaceFirst("^Record\\.", ""));
        }
        return node.value("componentInstance.componentName").map(name -> {
            String mark = node.value("componentInstance.identifier").orElse("");
            boolean plain = mark.isEmpty() || mark.replaceFirst("^c_", "").equals(name.replace(':', '_'));
            return "Component " + name + (plain ? "" : " (" + mark + ")");
        });
    }

    /** What an item is known by wherever it stands. */
    static String everywhere(XmlNode node, String key) {
        return node.value("fieldInstance.fieldItem")
                .or(() -> node.value("componentInstance.componentName"))
                .orElse(key);
    }
}
