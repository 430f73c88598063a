package io.sluice.metadata;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a flow names. */
final class FlowReferences {

    private final ReferenceSink sink;
    private final Map<String, String> objectOf = new HashMap<>();

    private FlowReferences(ReferenceSink sink) {
        this.sink = sink;
    }

    static void read(XmlNode root, ReferenceSink sink) {
        new FlowReferences(sink).read(root);
    }

    private void read(XmlNode root) {
        root.value("start.object").ifPresent(object -> {
            objectOf.put("$Record", object);
            objectOf.put("$Record__Prior", object);
        });
        for (XmlNode variable : root.children("variables")) {
            remember(variable, "objectType");
        }
        for (XmlNode lookup : root.children("recordLookups")) {
            remember(lookup, "object");
        }
        for (XmlNode element : root.children()) {
            element(element);
        }
    }

    private void remember(XmlNode node, String child) {
        Optional<String> name = node.value("name");
        Optional<String> object = node.value(child);
        if (name.isPresent() && object.isPresent()) {
            objectOf.put(name.get(), object.get());
        }
    }

    private void element(XmlNode element) {
        switch (element.name()) {
            case "actionCalls" -> action(element);
            case "apexPluginCalls" -> sink.add("ApexClass", element.value("apexClass"), "apexPluginCalls");
            case "subflows" -> sink.add("Flow", element.value("flowName"), "subflows/flowName");
            case "variables" -> {
                sink.object(element.value("objectType"), "variables/objectType");
                sink.add("ApexClass", own(element.value("apexClass")), "variables/apexClass");
            }
            default -> {
                // What the other elements name is found below by the leaves' names.
            }
        }
        Optional<String> object = element.value("object");
        sink.object(object, element.name() + "/object");
        object.ifPresent(name -> fieldsOf(name, element));
        if (element.name().equals("dynamicChoiceSets")) {
            sink.object(element.value("picklistObject"), "dynamicChoiceSets");
            element.value("picklistObject")
                    .ifPresent(name -> sink.field(name, element.value("picklistField"), "dynamicChoiceSets"));
        }
        leaves(element, element.name());
    }

    private void action(XmlNode call) {
        Optional<String> name = call.value("actionName");
        switch (call.value("actionType").orElse("")) {
            case "apex" -> sink.add("ApexClass", own(name), "actionCalls/actionName");
            case "emailAlert" -> sink.add("WorkflowAlert", name, "actionCalls/actionName");
            case "quickAction" -> sink.add("QuickAction", name, "actionCalls/actionName");
            case "flow" -> sink.add("Flow", name, "actionCalls/actionName");
            default -> {
                // Standard actions.
            }
        }
    }

    private void fieldsOf(String object, XmlNode element) {
        String where = element.name() + "/field";
        for (XmlNode child : element.children()) {
            switch (child.name()) {
                case "filters", "inputAssignments", "outputAssignments" ->
                    sink.field(object, child.value("field"), where);
                case "queriedFields", "sortField", "displayField", "valueField" ->
                    sink.field(object, child.text(), where);
                default -> {
                    // Names no field of the element's object.
                }
            }
        }
    }

    private void leaves(XmlNode node, String where) {
        for (XmlNode child : node.children()) {
            if (!child.isLeaf()) {
                leaves(child, where);
                continue;
            }
            String text = child.text();
            switch (child.name()) {
                case "elementReference",
                        "leftValueReference",
                        "assignToReference",
                        "inputReference",
                        "objectFieldReference" -> resource(text, where);
                case "expression" -> expression(text, where);
                case "extensionName" -> {
                    if (text.startsWith("c:")) {
                        sink.lightningComponent(text, "screens/extensionName");
                    }
                }
                default -> merged(text, where);
            }
        }
    }

    /** {@code invoice.Amount__c} where the flow says what {@code invoice} is; {@code $Label.Hello} and its like. */
    private void resource(String name, String where) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            return;
        }
        String object = objectOf.get(name.substring(0, dot));
        if (object != null) {
            sink.field(object, name.substring(dot + 1), where);
        } else if (name.startsWith("$")) {
            sink.formula("", Optional.of(name), where);
        }
    }

    private void expression(String text, String where) {
        if (text.contains("{!")) {
            merged(text, where);
        }
    }

    private void merged(String text, String where) {
        for (int at = text.indexOf("{!"); at >= 0; at = text.indexOf("{!", at + 2)) {
            int end = text.indexOf('}', at);
            if (end > 0) {
                resource(text.substring(at + 2, end).strip(), where);
            }
        }
    }

    /** Without a namespace, which would make it a package's class. */
    private static Optional<String> own(Optional<String> apexClass) {
        return apexClass.filter(name -> !name.contains("__") && !name.contains("."));
    }
}
