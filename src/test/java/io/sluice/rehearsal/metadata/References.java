package io.sluice.rehearsal.metadata;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what a component names: one small rule per type, with Salesforce's words for the case that it is missing. */
public final class References {
    private static final Pattern CUSTOM_NAME = Pattern.compile("(?<![\\w.$])([A-Za-z]\\w*?__c)\\b");
    private static final Pattern COMPONENT = Pattern.compile("^(?:c:)?([A-Za-z]\\w*)$");

    private final Component component;
    private final OrgMetadata org;
    private final List<Reference> found = new ArrayList<>();
    private String owner;

    private References(Component component, OrgMetadata org) {
        this.component = component;
        this.org = org;
        this.owner = component.key();
    }

    /** Everything that the component names, its children's names included. */
    public static List<Reference> of(Component component, OrgMetadata org) {
        References references = new References(component, org);
        references.collect();
        return references.found;
    }

    /** What all components together name and the org has not; each missing name once for each that names it. */
    public static List<Reference> dangling(OrgMetadata org) {
        Set<List<String>> said = new HashSet<>();
        return org.all().stream()
                .flatMap(c -> of(c, org).stream())
                .filter(r -> !org.has(r.type(), r.fullName()))
                .filter(r -> said.add(List.of(r.owner(), r.type(), r.fullName())))
                .toList();
    }

    private void collect() {
        switch (component.type().xmlName()) {
            case "CustomObject" -> object();
            case "Layout" -> layout();
            case "CustomTab" -> tab();
            case "CustomApplication" -> application();
            case "FlexiPage" -> flexiPage();
            case "PermissionSet", "Profile" -> permissions();
            case "Flow" -> flow();
            case "QuickAction" -> quickAction();
            case "Prompt" -> prompt();
            case "NavigationMenu" -> navigationMenu();
            case "PlatformEventChannelMember" -> channelMember();
            case "CustomMetadata" -> customMetadata();
            case "Role" -> named(component.root(), "parentRole", "Role");
            case "Queue" -> component.root().deep("sobjectType").forEach(n -> need(n, "CustomObject", n.text()));
            case "Workflow" -> workflow();
            case "ApexClass", "ApexTrigger" ->
                ApexSource.of(component, org).references().forEach(found::add);
            case "ApexPage", "ApexComponent" -> page();
            case "LightningComponentBundle" -> lightning();
            case "AuraDefinitionBundle" -> aura();
            default -> {
                // Types without a rule name nothing that is checked here.
            }
        }
    }

    private void object() {
        String object = component.fullName();
        for (XmlNode node : component.root().children()) {
            String childType = component.type().children().get(node.name());
            owner = childType == null
                    ? component.key()
                    : childType + ":" + component.type().childName(object, node.childText("fullName"));
            switch (node.name()) {
                case "fields" -> field(object, node);
                case "validationRules" -> formula(object, node, "errorConditionFormula");
                case "listViews" ->
                    node.all("columns")
                            .forEach(c -> customField(object, c, "Could not resolve list view column: " + c.text()));
                case "compactLayouts" ->
                    node.all("fields")
                            .forEach(c -> customField(
                                    object,
                                    c,
                                    "In field: fields - no CustomField named " + object + "." + c.text() + " found"));
                case "fieldSets" ->
                    node.deep("field")
                            .forEach(c -> customField(
                                    object,
                                    c,
                                    "In field: field - no CustomField named " + object + "." + c.text() + " found"));
                case "recordTypes" ->
                    node.deep("picklist")
                            .forEach(c -> customField(
                                    object,
                                    c,
                                    "In field: picklist - no CustomField named " + object + "." + c.text() + " found"));
                case "actionOverrides" -> override(node);
                default -> {
                    // Other parts of an object name nothing that is checked here.
                }
            }
        }
        owner = component.key();
    }

    private void field(String object, XmlNode field) {
        for (XmlNode target : field.all("referenceTo")) {
            add(
                    target,
                    "CustomObject",
                    target.text(),
                    "referenceTo value of '%s' does not resolve to a valid sObject type".formatted(target.text()));
        }
        field.child("valueSet")
                .flatMap(v -> v.child("valueSetName"))
                .ifPresent(n -> need(n, "GlobalValueSet", n.text()));
        for (String tag : List.of("summaryForeignKey", "summarizedField")) {
            field.child(tag).ifPresent(n -> need(n, "CustomField", n.text()));
        }
        formula(object, field, "formula");
    }

    private void formula(String object, XmlNode holder, String tag) {
        holder.child(tag).ifPresent(node -> {
            Matcher names = CUSTOM_NAME.matcher(node.text().replaceAll("\"[^\"]*\"|'[^']*'", " "));
            while (names.find()) {
                String name = names.group(1);
                if (names.end() < node.text().length() && org.has("CustomObject", name)) {
                    continue;
                }
                add(node, "CustomField", object + "." + name, "Field " + name + " does not exist. Check spelling.");
            }
        });
    }

    private void customField(String object, XmlNode node, String problem) {
        if (node.text().endsWith("__c") && !node.text().contains(".")) {
            add(node, "CustomField", object + "." + node.text(), problem);
        }
    }

    private void override(XmlNode node) {
        node.child("content").filter(c -> !c.text().isEmpty()).ifPresent(content -> {
            switch (node.childText("type")) {
                case "Flexipage" -> need(content, "FlexiPage", content.text());
                case "Visualforce" -> need(content, "ApexPage", content.text());
                default -> {
                    // Standard and Default name nothing.
                }
            }
        });
    }

    private void layout() {
        String name = component.fullName();
        int dash = name.indexOf('-');
        String object = dash < 0 ? name : name.substring(0, dash);
        if (object.equals("CaseClose")) {
            object = "Case";
        }
        XmlNode root = component.root();
        add(root, "CustomObject", object, "Parent entity failed to deploy", false);
        for (XmlNode item : root.deep("layoutItems")) {
            for (XmlNode field : item.all("field")) {
                add(
                        field,
                        "CustomField",
                        object + "." + field.text(),
                        "In field: field - no CustomField named " + object + "." + field.text() + " found",
                        true);
            }
            named(item, "page", "ApexPage");
            String parent = object;
            item.child("customLink").ifPresent(l -> {
                if (!org.has("WebLink", parent + "." + l.text()) && l.text().endsWith("__c")) {
                    need(l, "WebLink", parent + "." + l.text());
                }
            });
        }
        for (XmlNode list : root.deep("relatedList")) {
            int dot = list.text().indexOf('.');
            if (dot > 0 && list.text().endsWith("__c")) {
                add(list, "CustomField", list.text(), "Cannot find related list:" + list.text(), true);
            }
        }
        for (XmlNode action : root.deep("quickActionName")) {
            int dot = action.text().indexOf('.');
            if (dot > 0 && action.text().substring(0, dot).endsWith("__c")) {
                need(action, "QuickAction", action.text());
            }
        }
        if (root.child("miniLayout").isPresent()) {
            for (XmlNode field : root.child("miniLayout").orElseThrow().all("fields")) {
                add(
                        field,
                        "CustomField",
                        object + "." + field.text(),
                        "In field: fields - no CustomField named " + object + "." + field.text() + " found",
                        true);
            }
        }
    }

    private void tab() {
        XmlNode root = component.root();
        if (root.childText("customObject").equals("true")) {
            add(
                    root,
                    "CustomObject",
                    component.fullName(),
                    "In field: customObject - no CustomObject named " + component.fullName() + " found");
        }
        named(root, "flexiPage", "FlexiPage");
        named(root, "page", "ApexPage");
        named(root, "lwcComponent", "LightningComponentBundle");
        named(root, "auraComponent", "AuraDefinitionBundle");
    }

    private void application() {
        XmlNode root = component.root();
        for (String tag : List.of("tabs", "tab", "defaultLandingTab")) {
            for (XmlNode tab : root.all(tag)) {
                if (!tab.text().startsWith("standard-")) {
                    add(tab, "CustomTab", tab.text(), "In field: tab - no CustomTab named " + tab.text() + " found");
                }
            }
        }
        named(root, "utilityBar", "FlexiPage");
        for (XmlNode override : root.children()) {
            if (override.name().equals("actionOverrides") || override.name().equals("profileActionOverrides")) {
                override(override);
                for (XmlNode target : override.all("pageOrSobjectType")) {
                    if (!target.text().startsWith("standard-")) {
                        need(target, "CustomObject", target.text());
                    }
                }
                named(override, "profile", "Profile");
            }
        }
    }

    private void flexiPage() {
        XmlNode root = component.root();
        String object = root.childText("sobjectType");
        root.child("sobjectType").ifPresent(n -> need(n, "CustomObject", n.text()));
        // Templates that come with the platform have its namespaces, such as flexipage:.
        root.child("template")
                .flatMap(t -> t.child("name"))
                .filter(n -> COMPONENT.matcher(n.text()).matches())
                .ifPresent(n -> need(n, "AuraDefinitionBundle", n.text().replaceFirst("^c:", "")));
        for (XmlNode instance : root.deep("componentName")) {
            Matcher own = COMPONENT.matcher(instance.text());
            if (own.matches()) {
                String name = own.group(1);
                String type =
                        org.has("AuraDefinitionBundle", name) ? "AuraDefinitionBundle" : "LightningComponentBundle";
                add(
                        instance,
                        type,
                        name,
                        "We couldn't retrieve the design time component information for component c:" + name + ".");
            }
        }
        for (XmlNode item : root.deep("fieldItem")) {
            String[] path = item.text().split("\\.");
            if (path.length == 2 && path[0].equals("Record") && !object.isEmpty()) {
                add(
                        item,
                        "CustomField",
                        object + "." + path[1],
                        "Something went wrong. We couldn't retrieve or load the information on the field: "
                                + item.text() + ".");
            }
        }
        for (XmlNode property : root.deep("componentInstanceProperties")) {
            if (property.childText("name").equals("flowName")) {
                property.child("value").ifPresent(v -> need(v, "Flow", v.text()));
            }
        }
    }

    private void permissions() {
        XmlNode root = component.root();
        each(root, "applicationVisibilities", "application", "CustomApplication");
        each(root, "classAccesses", "apexClass", "ApexClass");
        each(root, "fieldPermissions", "field", "CustomField");
        each(root, "objectPermissions", "object", "CustomObject");
        each(root, "pageAccesses", "apexPage", "ApexPage");
        each(root, "recordTypeVisibilities", "recordType", "RecordType");
        each(root, "tabSettings", "tab", "CustomTab");
        each(root, "tabVisibilities", "tab", "CustomTab");
        each(root, "flowAccesses", "flow", "Flow");
        each(root, "customMetadataTypeAccesses", "name", "CustomObject");
        each(root, "customSettingAccesses", "name", "CustomObject");
        each(root, "customPermissions", "name", "CustomPermission");
        each(root, "layoutAssignments", "recordType", "RecordType");
        for (XmlNode entry : root.all("layoutAssignments")) {
            entry.child("layout").ifPresent(n -> {
                if (n.text().contains("__c-")) {
                    add(n, "Layout", n.text(), "In field: layout - no Layout named " + n.text() + " found", true);
                }
            });
        }
    }

    private void each(XmlNode root, String entry, String tag, String type) {
        for (XmlNode holder : root.all(entry)) {
            for (XmlNode node : holder.all(tag)) {
                String name = node.text();
                if (!name.isEmpty() && !name.startsWith("standard-") && !name.startsWith("standard__")) {
                    add(node, type, name, "In field: %s - no %s named %s found".formatted(tag, type, name), true);
                }
            }
        }
    }

    private void flow() {
        for (XmlNode element : component.root().children()) {
            String object = element.childText("object");
            element.child("object")
                    .filter(n -> !n.text().isEmpty())
                    .ifPresent(n -> add(
                            n,
                            "CustomObject",
                            n.text(),
                            "field integrity exception: unknown (The object \"%s\" doesn't exist or you don't have access to it.)"
                                    .formatted(n.text())));
            element.child("objectType")
                    .ifPresent(n -> add(
                            n,
                            "CustomObject",
                            n.text(),
                            "field integrity exception: unknown (The object type \"%s\" doesn't exist.)"
                                    .formatted(n.text())));
            if (!object.isEmpty()) {
                element.deep("field").forEach(n -> flowField(object, n));
                element.deep("queriedFields").forEach(n -> flowField(object, n));
                element.all("sortField").forEach(n -> flowField(object, n));
            }
            if (element.name().equals("actionCalls")
                    && element.childText("actionType").equals("apex")) {
                element.child("actionName")
                        .ifPresent(n -> add(
                                n,
                                "ApexClass",
                                n.text().contains("::")
                                        ? n.text().substring(0, n.text().indexOf("::"))
                                        : n.text(),
                                "We can't find an action with the name and action type that you specified. (%s, apex)"
                                        .formatted(n.text())));
            }
            if (element.name().equals("subflows")) {
                element.child("flowName")
                        .ifPresent(n -> add(
                                n,
                                "Flow",
                                n.text(),
                                "The flow \"%s\" doesn't exist or is inactive.".formatted(n.text())));
            }
        }
    }

    private void flowField(String object, XmlNode node) {
        if (!node.text().isEmpty() && !node.text().contains(".")) {
            add(
                    node,
                    "CustomField",
                    object + "." + node.text(),
                    "The field \"%s\" for the object \"%s\" doesn't exist.".formatted(node.text(), object));
        }
    }

    private void quickAction() {
        XmlNode root = component.root();
        int dot = component.fullName().indexOf('.');
        String parent = dot < 0 ? "" : component.fullName().substring(0, dot);
        if (dot > 0) {
            need(root, "CustomObject", parent);
        }
        named(root, "targetObject", "CustomObject");
        String target = root.childText("targetObject").isEmpty() ? parent : root.childText("targetObject");
        for (XmlNode item : root.deep("quickActionLayoutItems")) {
            item.child("field")
                    .filter(f -> !target.isEmpty())
                    .ifPresent(f -> need(f, "CustomField", target + "." + f.text()));
        }
        named(root, "flowDefinition", "Flow");
        named(root, "page", "ApexPage");
        named(root, "lightningWebComponent", "LightningComponentBundle");
        named(root, "lightningComponent", "AuraDefinitionBundle");
    }

    private void prompt() {
        component.root().deep("customApplication").forEach(n -> {
            if (!n.text().startsWith("standard__")) {
                need(n, "CustomApplication", n.text());
            }
        });
    }

    private void navigationMenu() {
        if (component.root().childText("containerType").equals("Network")) {
            component.root().child("container").ifPresent(n -> need(n, "Network", n.text()));
        }
        for (XmlNode item : component.root().deep("navigationMenuItem")) {
            if (item.childText("type").equals("SalesforceObject")) {
                item.child("target").ifPresent(n -> need(n, "CustomObject", n.text()));
            }
        }
    }

    private void channelMember() {
        component.root().child("selectedEntity").ifPresent(n -> {
            String entity = n.text();
            if (entity.endsWith("__ChangeEvent")) {
                need(n, "CustomObject", entity.substring(0, entity.length() - "__ChangeEvent".length()) + "__c");
            } else if (entity.endsWith("__e")) {
                need(n, "CustomObject", entity);
            }
        });
    }

    private void customMetadata() {
        int dot = component.fullName().indexOf('.');
        String type = (dot < 0 ? component.fullName() : component.fullName().substring(0, dot)) + "__mdt";
        need(component.root(), "CustomObject", type);
        for (XmlNode value : component.root().all("values")) {
            value.child("field").ifPresent(n -> need(n, "CustomField", type + "." + n.text()));
        }
    }

    private void workflow() {
        String object = component.fullName();
        need(component.root(), "CustomObject", object);
        for (XmlNode update : component.root().all("fieldUpdates")) {
            update.child("field").ifPresent(n -> need(n, "CustomField", object + "." + n.text()));
        }
    }

    private void page() {
        String text = content();
        Matcher controllers = Pattern.compile("\\b(?:controller|extensions)\\s*=\\s*\"([^\"]+)\"")
                .matcher(text);
        while (controllers.find()) {
            for (String name : controllers.group(1).split("\\s*,\\s*")) {
                source("ApexClass", name, "Apex class '" + name + "' does not exist");
            }
        }
    }

    private void lightning() {
        Map<Pattern, String> rules = Map.of(
                Pattern.compile("@salesforce/apex/(\\w+)\\.\\w+"), "ApexClass",
                Pattern.compile("@salesforce/schema/(\\w+\\.\\w+)"), "CustomField",
                Pattern.compile("@salesforce/schema/(\\w+)['\"]"), "CustomObject",
                Pattern.compile("@salesforce/label/c\\.(\\w+)"), "CustomLabel",
                Pattern.compile("@salesforce/resourceUrl/(\\w+)"), "StaticResource",
                Pattern.compile("@salesforce/messageChannel/(\\w+)__c"), "LightningMessageChannel",
                Pattern.compile("from\\s+['\"]c/(\\w+)['\"]"), "LightningComponentBundle");
        component.files().forEach((path, bytes) -> {
            if (path.endsWith(".js") && !path.contains("/__tests__/")) {
                String text = new String(bytes, StandardCharsets.UTF_8);
                rules.forEach((pattern, type) -> {
                    Matcher hit = pattern.matcher(text);
                    while (hit.find()) {
                        String name = hit.group(1);
                        source(
                                type,
                                name,
                                switch (type) {
                                    case "ApexClass" ->
                                        "Unable to find Apex action class referenced as '" + name + "'.";
                                    case "LightningComponentBundle" -> "No MODULE named markup://c:" + name + " found";
                                    default -> "Invalid reference to %s of type %s".formatted(name, type);
                                });
                    }
                });
            }
        });
    }

    private void aura() {
        component.files().forEach((path, bytes) -> {
            if (path.endsWith(".cmp") || path.endsWith(".app")) {
                Matcher hit = Pattern.compile("\\bcontroller\\s*=\\s*\"(?:c\\.)?(\\w+)\"")
                        .matcher(new String(bytes, StandardCharsets.UTF_8));
                while (hit.find()) {
                    source("ApexClass", hit.group(1), "No APEX named apex://c." + hit.group(1) + " found");
                }
            }
        });
    }

    private String content() {
        byte[] bytes = component.files().get(component.path());
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private void source(String type, String name, String problem) {
        found.add(new Reference(owner, type, name, problem, 1, 1, false));
    }

    private void named(XmlNode holder, String tag, String type) {
        holder.all(tag).stream().filter(n -> !n.text().isEmpty()).forEach(n -> need(n, type, n.text()));
    }

    private void need(XmlNode node, String type, String fullName) {
        add(node, type, fullName, "In field: %s - no %s named %s found".formatted(node.name(), type, fullName));
    }

    private void add(XmlNode node, String type, String fullName, String problem) {
        add(node, type, fullName, problem, false);
    }

    private void add(XmlNode node, String type, String fullName, String problem, boolean removable) {
        found.add(new Reference(owner, type, fullName, problem, node.line(), node.column(), removable));
    }
}
