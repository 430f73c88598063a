package io.sluice.metadata;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** What metadata in XML names, type by type. */
final class XmlReferences {

    private XmlReferences() {}

    static void read(PackagePath place, XmlNode root, ReferenceSink sink) {
        switch (place.type().name()) {
            case "CustomObject" -> ObjectReferences.read(place, root, sink);
            case "Layout" -> layout(place.fullName(), root, sink);
            case "CustomTab" -> tab(place.fullName(), root, sink);
            case "CustomApplication" -> application(root, sink);
            case "FlexiPage" -> PageReferences.read(root, sink);
            case "Flow" -> FlowReferences.read(root, sink);
            case "PermissionSet", "Profile", "MutingPermissionSet" -> RightsReferences.read(root, sink);
            case "PermissionSetGroup" -> {
                each(root, "permissionSets", leaf -> sink.add("PermissionSet", leaf.text(), "permissionSets"));
                each(
                        root,
                        "mutingPermissionSets",
                        leaf -> sink.add("MutingPermissionSet", leaf.text(), "mutingPermissionSets"));
            }
            case "QuickAction" -> quickAction(place.fullName(), root, sink);
            case "Workflow" -> WorkflowReferences.read(place, root, sink);
            case "CustomMetadata" -> customMetadata(place.fullName(), root, sink);
            case "PlatformEventChannelMember" -> {
                sink.add("PlatformEventChannel", root.value("eventChannel"), "eventChannel");
                sink.object(root.value("selectedEntity"), "selectedEntity");
            }
            case "NavigationMenu" -> navigationMenu(root, sink);
            case "Prompt" -> root.children("promptVersions").forEach(version -> prompt(version, sink));
            case "Queue" -> each(root, "queueSobject", node -> sink.object(node.value("sobjectType"), "queueSobject"));
            case "SharingRules" -> sharing(place.fullName(), root, sink);
            case "AssignmentRules", "AutoResponseRules", "EscalationRules" -> sending(place.fullName(), root, sink);
            case "PathAssistant" -> path(root, sink);
            case "Dashboard" ->
                walk(root, "report", leaf -> {
                    if (leaf.text().contains("/")) {
                        sink.add("Report", leaf.text(), "report");
                    }
                });
            case "Report" -> report(root, sink);
            case "ReportType" -> reportType(root, sink);
            case "LightningComponentBundle" ->
                walk(root, "object", leaf -> sink.object(leaf.text(), "targetConfigs/object"));
            case "ApprovalProcess" -> approval(place.fullName(), root, sink);
            case "ApexTestSuite" ->
                each(root, "testClassName", leaf -> sink.add("ApexClass", leaf.text(), "testClassName"));
            case "FlowDefinition" -> sink.add("Flow", place.fullName(), "flow definition");
            case "TopicsForObjects" -> sink.object(root.value("entityApiName"), "entityApiName");
            case "PlatformEventSubscriberConfig" -> {
                if (root.value("isProtected").isEmpty()) {
                    sink.add("ApexTrigger", root.value("subscriber").filter(name -> !name.contains(".")), "subscriber");
                }
            }
            default -> {
                // Types that name no component, or name it in words that only the org can resolve.
            }
        }
    }

    /** Every leaf of one name, however deep. */
    static void walk(XmlNode node, String name, Consumer<XmlNode> leaf) {
        for (XmlNode child : node.children()) {
            if (child.name().equals(name) && child.isLeaf() && !child.text().isEmpty()) {
                leaf.accept(child);
            }
            walk(child, name, leaf);
        }
    }

    static void each(XmlNode node, String name, Consumer<XmlNode> child) {
        node.children(name).forEach(child);
    }

    /** Groups, roles and queues to whom something is shared or sent. */
    static void sharedTo(XmlNode node, ReferenceSink sink, String where) {
        walk(node, "group", leaf -> sink.add("Group", leaf.text(), where));
        walk(node, "queue", leaf -> sink.add("Queue", leaf.text(), where));
        for (String role : List.of("role", "roleAndSubordinates", "roleAndSubordinatesInternal")) {
            walk(node, role, leaf -> sink.add("Role", leaf.text(), where));
        }
    }

    private static void layout(String name, XmlNode root, ReferenceSink sink) {
        String object = StandardNames.objectOfLayout(name);
        sink.object(object, "layout of");
        each(root, "customButtons", leaf -> sink.add("WebLink", object + "." + leaf.text(), "customButtons"));
        each(root, "multilineLayoutFields", leaf -> sink.field(object, leaf.text(), "multilineLayoutFields"));
        for (XmlNode section : root.children("layoutSections")) {
            for (XmlNode column : section.children("layoutColumns")) {
                for (XmlNode item : column.children("layoutItems")) {
                    sink.field(object, item.value("field"), "layoutItems/field");
                    sink.add(
                            "WebLink",
                            item.value("customLink").map(link -> object + "." + link),
                            "layoutItems/customLink");
                    sink.add("ApexPage", item.value("page"), "layoutItems/page");
                }
            }
        }
        for (XmlNode mini : root.children("miniLayout")) {
            each(mini, "fields", leaf -> sink.field(object, leaf.text(), "miniLayout/fields"));
        }
        root.children("relatedLists").forEach(list -> relatedList(object, list, sink));
        walk(root, "quickActionName", leaf -> sink.add("QuickAction", leaf.text(), "quickActionListItems"));
        walkNodes(root, "platformActionListItems", item -> {
            Optional<String> action = item.value("actionName");
            switch (item.value("actionType").orElse("")) {
                case "QuickAction" -> sink.add("QuickAction", action, "platformActionListItems");
                case "CustomButton" ->
                    sink.add(
                            "WebLink",
                            action.map(link -> link.contains(".") ? link : object + "." + link),
                            "platformActionListItems");
                default -> {
                    // Standard buttons.
                }
            }
        });
    }

    private static void relatedList(String object, XmlNode list, ReferenceSink sink) {
        Optional<String> name = list.value("relatedList");
        if (name.isEmpty() || !name.get().contains(".")) {
            return;
        }
        sink.qualifiedField(name.get(), "relatedLists/relatedList");
        String child = name.get().substring(0, name.get().indexOf('.'));
        if (child.equals(object) || child.contains("__")) {
            each(list, "fields", leaf -> sink.field(child, leaf.text(), "relatedLists/fields"));
            each(
                    list,
                    "customButtons",
                    leaf -> sink.add("WebLink", child + "." + leaf.text(), "relatedLists/customButtons"));
        }
    }

    static void walkNodes(XmlNode node, String name, Consumer<XmlNode> found) {
        for (XmlNode child : node.children()) {
            if (child.name().equals(name)) {
                found.accept(child);
            }
            walkNodes(child, name, found);
        }
    }

    private static void tab(String name, XmlNode root, ReferenceSink sink) {
        if (root.value("customObject").filter("true"::equals).isPresent()) {
            sink.object(name, "customObject");
        }
        sink.add("FlexiPage", root.value("flexiPage"), "flexiPage");
        sink.add("ApexPage", root.value("page"), "page");
        root.value("lwcComponent").ifPresent(component -> sink.lightningComponent(component, "lwcComponent"));
        sink.add("AuraDefinitionBundle", root.value("auraComponent"), "auraComponent");
        each(root, "actionOverrides", override -> actionOverride(override, sink));
    }

    private static void application(XmlNode root, ReferenceSink sink) {
        each(root, "tabs", leaf -> sink.add("CustomTab", leaf.text(), "tabs"));
        sink.add("CustomTab", root.value("defaultLandingTab"), "defaultLandingTab");
        sink.add("FlexiPage", root.value("utilityBar"), "utilityBar");
        each(root, "actionOverrides", override -> actionOverride(override, sink));
        for (XmlNode override : root.children("profileActionOverrides")) {
            actionOverride(override, sink);
            sink.add("Profile", override.value("profile"), "profileActionOverrides/profile");
            sink.add("RecordType", override.value("recordType"), "profileActionOverrides/recordType");
        }
    }

    /** What stands in for a standard button, tab or page. */
    static void actionOverride(XmlNode override, ReferenceSink sink) {
        Optional<String> content = override.value("content");
        sink.object(
                override.value("pageOrSobjectType").filter(page -> !page.startsWith("standard-")),
                "actionOverrides/pageOrSobjectType");
        switch (override.value("type").orElse("").toLowerCase(Locale.ROOT)) {
            case "flexipage" -> sink.add("FlexiPage", content, "actionOverrides/content");
            case "visualforce" -> sink.add("ApexPage", content, "actionOverrides/content");
            case "lightningcomponent" ->
                content.ifPresent(component -> sink.lightningComponent(component, "actionOverrides/content"));
            default -> {
                // Default and Standard name no content.
            }
        }
    }

    private static void quickAction(String name, XmlNode root, ReferenceSink sink) {
        int dot = name.indexOf('.');
        if (dot > 0) {
            sink.object(name.substring(0, dot), "action of");
        }
        sink.object(root.value("targetObject"), "targetObject");
        sink.add("Flow", root.value("flowDefinition"), "flowDefinition");
        sink.add("ApexPage", root.value("page"), "page");
        sink.add("RecordType", root.value("targetRecordType").filter(type -> type.contains(".")), "targetRecordType");
        root.value("lightningWebComponent")
                .ifPresent(component -> sink.lightningComponent(component, "lightningWebComponent"));
        root.value("lightningComponent")
                .ifPresent(component -> sink.lightningComponent(component, "lightningComponent"));
        String target = root.value("targetObject")
                .orElse(
                        dot > 0 && root.value("type").filter("Update"::equals).isPresent()
                                ? name.substring(0, dot)
                                : "");
        sink.field(target, root.value("targetParentField"), "targetParentField");
        each(root, "fieldOverrides", override -> sink.field(target, override.value("field"), "fieldOverrides/field"));
        walkNodes(
                root,
                "quickActionLayoutItems",
                item -> sink.field(target, item.value("field"), "quickActionLayoutItems/field"));
    }

    private static void customMetadata(String name, XmlNode root, ReferenceSink sink) {
        String type = name.substring(0, Math.max(0, name.indexOf('.'))) + "__mdt";
        sink.object(type, "record of");
        each(root, "values", value -> sink.field(type, value.value("field"), "values/field"));
    }

    private static void navigationMenu(XmlNode root, ReferenceSink sink) {
        Optional<String> container = root.value("container");
        switch (root.value("containerType").orElse("")) {
            case "Network" -> sink.add("Network", container, "container");
            case "CommunityTemplateDefinition" -> sink.add("CommunityTemplateDefinition", container, "container");
            default -> {
                // Other containers are no metadata.
            }
        }
        walkNodes(root, "navigationMenuItem", item -> {
            if (item.value("type").filter("SalesforceObject"::equals).isPresent()) {
                sink.object(item.value("target"), "navigationMenuItem/target");
            }
        });
    }

    private static void prompt(XmlNode version, ReferenceSink sink) {
        sink.add("CustomApplication", version.value("customApplication"), "promptVersions/customApplication");
        Optional<String> key = version.value("targetPageKey1");
        switch (version.value("targetPageType").orElse("")) {
            case "standard__recordPage", "standard__objectPage" -> sink.object(key, "promptVersions/targetPageKey1");
            case "standard__navItemPage" -> sink.add("CustomTab", key, "promptVersions/targetPageKey1");
            default -> {
                // Other pages are the platform's own.
            }
        }
    }

    private static void sharing(String object, XmlNode root, ReferenceSink sink) {
        sink.object(object, "rules of");
        for (XmlNode rule : root.children()) {
            sharedTo(rule, sink, rule.name());
            each(
                    rule,
                    "criteriaItems",
                    item -> sink.field(object, item.value("field"), rule.name() + "/criteriaItems"));
        }
    }

    private static void sending(String object, XmlNode root, ReferenceSink sink) {
        sink.object(object, "rules of");
        walk(root, "template", leaf -> sink.add("EmailTemplate", leaf.text(), "template"));
        walkNodes(root, "criteriaItems", item -> item.value("field").ifPresent(name -> {
            if (name.contains("__")) {
                sink.field(
                        object,
                        name.startsWith(object + ".") ? name.substring(object.length() + 1) : name,
                        "criteriaItems");
            }
        }));
        walkNodes(root, "ruleEntry", entry -> {
            if (entry.value("assignedToType").filter("Queue"::equals).isPresent()) {
                sink.add("Queue", entry.value("assignedTo"), "ruleEntry/assignedTo");
            }
        });
    }

    private static void path(XmlNode root, ReferenceSink sink) {
        String object = root.value("entityName").orElse("");
        sink.object(root.value("entityName"), "entityName");
        sink.field(object, root.value("fieldName"), "fieldName");
        sink.add(
                "RecordType",
                root.value("recordTypeName")
                        .filter(name -> !name.equals("__MASTER__"))
                        .map(name -> object + "." + name),
                "recordTypeName");
        walk(root, "fieldNames", leaf -> sink.field(object, leaf.text(), "pathAssistantSteps/fieldNames"));
    }

    private static void report(XmlNode root, ReferenceSink sink) {
        walk(root, "field", leaf -> {
            // Custom report types write Object$Field, standard ones Object.Field; only custom names are certain.
            String name = leaf.text().replace('$', '.');
            if (name.matches("\\w+__c\\.\\w+__c")) {
                sink.field("", name, "field");
            }
        });
        root.value("reportType")
                .filter(type -> type.endsWith("__c"))
                .ifPresent(type -> sink.add("ReportType", type, "reportType"));
    }

    private static void reportType(XmlNode root, ReferenceSink sink) {
        sink.object(root.value("baseObject"), "baseObject");
        walkNodes(root, "columns", column -> column.value("table")
                .filter(table -> !table.contains("."))
                .ifPresent(table -> sink.field(table, column.value("field"), "columns/field")));
    }

    private static void approval(String name, XmlNode root, ReferenceSink sink) {
        String object = name.contains(".") ? name.substring(0, name.indexOf('.')) : "";
        sink.object(object, "process of");
        sink.add("EmailTemplate", root.value("emailTemplate"), "emailTemplate");
        walkNodes(root, "criteriaItems", item -> item.value("field").ifPresent(field -> {
            if (field.startsWith(object + ".")) {
                sink.field(object, field.substring(object.length() + 1), "criteriaItems");
            }
        }));
        walkNodes(root, "action", action -> {
            Optional<String> target = action.value("name").map(own -> object + "." + own);
            switch (action.value("type").orElse("")) {
                case "Alert" -> sink.add("WorkflowAlert", target, "action");
                case "FieldUpdate" -> sink.add("WorkflowFieldUpdate", target, "action");
                case "Task" -> sink.add("WorkflowTask", target, "action");
                case "OutboundMessage" -> sink.add("WorkflowOutboundMessage", target, "action");
                default -> {
                    // Other kinds are not named.
                }
            }
        });
        walkNodes(root, "formula", formula -> sink.formula(object, Optional.of(formula.text()), "formula"));
    }
}
