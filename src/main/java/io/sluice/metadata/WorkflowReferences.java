package io.sluice.metadata;

import java.util.List;
import java.util.Optional;

/** What the workflow of an object names; each alert, update and rule names on its own account. */
final class WorkflowReferences {

    private WorkflowReferences() {}

    static void read(PackagePath place, XmlNode root, ReferenceSink sink) {
        String object = place.fullName();
        sink.object(object, "workflow of");
        List<MetadataType> children = MetadataTypes.childrenOf("Workflow");
        for (XmlNode element : root.children()) {
            ReferenceSink own =
                    ChildComponents.of(place, children, element).map(sink::of).orElse(sink);
            switch (element.name()) {
                case "alerts" -> alert(object, element, own);
                case "fieldUpdates" -> {
                    if (element.value("targetObject").isEmpty()) {
                        own.field(object, element.value("field"), "field");
                    }
                    own.formula(object, element.value("formula"), "formula");
                }
                case "outboundMessages" ->
                    XmlReferences.each(element, "fields", leaf -> own.field(object, leaf.text(), "fields"));
                case "rules" -> rule(object, element, own);
                case "flowActions" -> own.add("Flow", element.value("flow"), "flow");
                default -> {
                    // Tasks name only people.
                }
            }
        }
    }

    private static void alert(String object, XmlNode alert, ReferenceSink sink) {
        sink.add("EmailTemplate", alert.value("template"), "template");
        for (XmlNode recipient : alert.children("recipients")) {
            Optional<String> name = recipient.value("recipient");
            switch (recipient.value("type").orElse("")) {
                case "group" -> sink.add("Group", name, "recipients");
                case "role", "roleSubordinates" -> sink.add("Role", name, "recipients");
                default -> {
                    // Users and owners are no metadata.
                }
            }
            sink.field(object, recipient.value("field").filter(field -> field.contains("__")), "recipients");
        }
    }

    private static void rule(String object, XmlNode rule, ReferenceSink sink) {
        sink.formula(object, rule.value("formula"), "formula");
        for (XmlNode item : rule.children("criteriaItems")) {
            item.value("field")
                    .filter(name -> name.startsWith(object + "."))
                    .ifPresent(name -> sink.field(object, name.substring(object.length() + 1), "criteriaItems"));
        }
        XmlReferences.walkNodes(rule, "actions", action -> {
            Optional<String> target = action.value("name").map(name -> object + "." + name);
            switch (action.value("type").orElse("")) {
                case "Alert" -> sink.add("WorkflowAlert", target, "actions");
                case "FieldUpdate" -> sink.add("WorkflowFieldUpdate", target, "actions");
                case "Task" -> sink.add("WorkflowTask", target, "actions");
                case "OutboundMessage" -> sink.add("WorkflowOutboundMessage", target, "actions");
                case "FlowAction" -> sink.add("WorkflowFlowAction", target, "actions");
                default -> {
                    // Other kinds are not named.
                }
            }
        });
    }
}
