package io.sluice.compare.difference;

import io.sluice.metadata.SiblingRules;
import io.sluice.metadata.XmlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people tell items of one kind apart by, where {@link SiblingRules} know nothing or something else. */
final class Keys {

    /** Each row's first leaf that is there is the key. */
    private static final Map<String, List<String>> FIRST_OF = Map.of(
            "picklistValues", List.of("picklist", "masterLabel"),
            "dashboardGridComponents",
                    List.of("dashboardComponent.header", "dashboardComponent.title", "dashboardComponent.report"),
            "components", List.of("header", "title", "report", "componentName"),
            "assignmentItems", List.of("assignToReference"),
            "columns", List.of("field"),
            "sections", List.of("section", "masterLabel", "label"),
            "quickActionLayoutItems", List.of("field"),
            "standardValueTranslation", List.of("masterLabel"),
            "valueTranslation", List.of("masterLabel"),
            "recipients", List.of("recipient", "field", "type"));

    private Keys() {}

    static Optional<String> of(XmlNode node) {
        List<String> own = FIRST_OF.get(node.name());
        if (own != null) {
            Optional<String> key =
                    own.stream().flatMap(leaf -> node.value(leaf).stream()).findFirst();
            if (key.isPresent()) {
                return key;
            }
        }
        return SiblingRules.key(node).map(SiblingRules.Key::value);
    }

    /** Words for an item that nothing names: its first few values. */
    static String described(XmlNode node) {
        StringBuilder words = new StringBuilder();
        describe(node, words);
        return Phrases.shortened(words.toString().strip(), 60);
    }

    private static void describe(XmlNode node, StringBuilder words) {
        for (XmlNode child : node.children()) {
            if (words.length() > 60) {
                return;
            }
            if (child.isLeaf()) {
                words.append(' ').append(child.text());
            } else {
                describe(child, words);
            }
        }
    }
}
