package io.sluice.metadata;

import java.util.Optional;

/** What a Lightning page names. */
final class PageReferences {

    private PageReferences() {}

    static void read(XmlNode root, ReferenceSink sink) {
        String object = root.value("sobjectType").orElse("");
        sink.object(root.value("sobjectType"), "sobjectType");
        sink.add("FlexiPage", root.value("parentFlexiPage"), "parentFlexiPage");
        // Salesforce's templates have a prefix; a bare name is a component made in the org.
        sink.add("AuraDefinitionBundle", root.value("template.name").filter(name -> !name.contains(":")), "template");
        XmlReferences.walk(root, "componentName", leaf -> sink.lightningComponent(leaf.text(), "componentInstance"));
        XmlReferences.walk(root, "fieldItem", leaf -> {
            if (leaf.text().startsWith("Record.")) {
                sink.field(object, leaf.text().substring("Record.".length()), "fieldInstance/fieldItem");
            }
        });
        XmlReferences.walk(root, "leftValue", leaf -> visibility(object, leaf.text(), sink));
        XmlReferences.walkNodes(root, "componentInstance", component -> properties(component, sink));
    }

    private static void properties(XmlNode component, ReferenceSink sink) {
        boolean flow = component
                .value("componentName")
                .filter("flowruntime:interview"::equals)
                .isPresent();
        for (XmlNode property : component.children("componentInstanceProperties")) {
            Optional<String> value = property.value("value");
            switch (property.value("name").orElse("")) {
                case "flowName" -> {
                    if (flow) {
                        sink.add("Flow", value, "componentInstance/flowName");
                    }
                }
                case "actionNames" ->
                    XmlReferences.walk(property, "value", leaf -> {
                        // Actions of an object; bare names are mostly standard buttons.
                        if (leaf.text().matches("\\w+__c\\.\\w+")) {
                            sink.add("QuickAction", leaf.text(), "componentInstance/actionNames");
                        }
                    });
                default -> {
                    // What other properties mean only the component knows.
                }
            }
        }
    }

    private static void visibility(String object, String expression, ReferenceSink sink) {
        String name = expression.replace("{!", "").replace("}", "").strip();
        if (name.startsWith("Record.")) {
            sink.field(object, name.substring("Record.".length()), "visibilityRule");
        } else if (name.startsWith("$Permission.CustomPermission.")) {
            sink.add("CustomPermission", name.substring("$Permission.CustomPermission.".length()), "visibilityRule");
        }
    }
}
