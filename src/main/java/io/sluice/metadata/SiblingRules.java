package io.sluice.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What tells repeated elements of one name apart, and where their order has a meaning. */
public final class SiblingRules {

    /** Elements that may repeat, with what names them; several parts are joined, a part that is absent is left out. */
    private static final Map<String, List<String>> KEYS = Map.ofEntries(
            Map.entry("actionOverrides", List.of("actionName", "pageOrSobjectType", "formFactor", "recordType")),
            Map.entry(
                    "profileActionOverrides",
                    List.of("actionName", "pageOrSobjectType", "formFactor", "recordType", "profile")),
            Map.entry("applicationVisibilities", List.of("application")),
            Map.entry("categoryGroupVisibilities", List.of("dataCategoryGroup")),
            Map.entry("classAccesses", List.of("apexClass")),
            Map.entry("customMetadataTypeAccesses", List.of("name")),
            Map.entry("customPermissions", List.of("name")),
            Map.entry("customSettingAccesses", List.of("name")),
            Map.entry("externalCredentialPrincipalAccesses", List.of("externalCredentialPrincipal")),
            Map.entry("externalDataSourceAccesses", List.of("externalDataSource")),
            Map.entry("fieldPermissions", List.of("field")),
            Map.entry("fieldLevelSecurities", List.of("field")),
            Map.entry("flowAccesses", List.of("flow")),
            Map.entry("layoutAssignments", List.of("layout", "recordType")),
            Map.entry("loginFlows", List.of("friendlyName")),
            Map.entry("loginIpRanges", List.of("startAddress", "endAddress")),
            Map.entry("objectPermissions", List.of("object")),
            Map.entry("pageAccesses", List.of("apexPage")),
            Map.entry("recordTypeVisibilities", List.of("recordType")),
            Map.entry("tabSettings", List.of("tab")),
            Map.entry("tabVisibilities", List.of("tab")),
            Map.entry("userPermissions", List.of("name")),
            Map.entry("values", List.of("field")),
            Map.entry(
                    "itemInstances",
                    List.of(
                            "componentInstance.identifier",
                            "fieldInstance.identifier",
                            "componentInstance.componentName",
                            "fieldInstance.fieldItem")),
            Map.entry("componentInstanceProperties", List.of("name")),
            Map.entry("fieldInstanceProperties", List.of("name")),
            Map.entry("flexiPageRegions", List.of("name")),
            Map.entry(
                    "layoutItems",
                    List.of("field", "customLink", "page", "component", "canvas", "analyticsCloudComponent")),
            Map.entry("layoutSections", List.of("label")),
            Map.entry("relatedLists", List.of("relatedList")),
            Map.entry("platformActionListItems", List.of("actionName", "actionType")),
            Map.entry("quickActionListItems", List.of("quickActionName")),
            Map.entry("picklistValues", List.of("picklist")),
            Map.entry("valueSettings", List.of("valueName", "controllingFieldValue")),
            Map.entry("navigationMenuItem", List.of("label")),
            Map.entry("promptVersions", List.of("versionNumber", "stepNumber")),
            Map.entry("lightningMessageFields", List.of("fieldName")),
            Map.entry("displayedFields", List.of("field")),
            Map.entry("availableFields", List.of("field")),
            Map.entry("fieldOverrides", List.of("field")),
            Map.entry("fieldTranslations", List.of("name")),
            Map.entry("pathAssistantSteps", List.of("picklistValueName")),
            Map.entry("methods", List.of("name")),
            Map.entry("publicGroups", List.of("publicGroup")),
            Map.entry("queueSobject", List.of("sobjectType")));

    /** Tried in this order for a repeated element of any other name. */
    private static final List<String> GENERAL_KEYS = List.of(
            "fullName",
            "name",
            "developerName",
            "apiName",
            "fieldName",
            "field",
            "identifier",
            "object",
            "objectName",
            "sobjectType",
            "column",
            "label",
            "masterLabel",
            "title",
            "key");

    /** Where the sequence is part of what people made: its change is a change. */
    private static final Set<String> ORDERED = Set.of(
            // picklists
            "customValue",
            "standardValue",
            "valueSetDefinition/value",
            "picklist/picklistValues",
            // layouts and pages
            "layoutSections",
            "layoutColumns",
            "layoutItems",
            "relatedLists",
            "relatedLists/fields",
            "miniLayout/fields",
            "miniLayout/relatedLists",
            "quickActionListItems",
            "platformActionListItems",
            "itemInstances",
            "quickActionLayoutColumns",
            "quickActionLayoutItems",
            "multilineLayoutFields",
            "headers",
            "relatedContentItems",
            "valueList/valueListItems",
            // lists and searches
            "columns",
            "lookupDialogsAdditionalFields",
            "searchResultsAdditionalFields",
            "lookupPhoneDialogsAdditionalFields",
            "searchFilterFields",
            "displayedFields",
            "compactLayouts/fields",
            "sortColumn",
            "groupingsDown",
            "groupingsAcross",
            "sections",
            "components",
            "dashboardGridComponents",
            // applications and menus
            "CustomApplication/tabs",
            "CustomApplication/utilityBar",
            "navigationMenuItem",
            "appMenuItems",
            "pathAssistantSteps",
            "fieldNames",
            "workspaceConfig/mappings",
            // conditions, which a logic expression counts, and what runs in sequence
            "filterItems",
            "criteriaItems",
            "criteria",
            "conditions",
            "filters",
            "rules",
            "ruleEntry",
            "assignmentItems",
            "approvalStep",
            "actions",
            "workflowTimeTriggers",
            "duplicateRuleFilterItems",
            "matchingRuleItems",
            "choiceReferences",
            "screens/fields",
            "regionContainers",
            "tasks/actions",
            "milestones");

    private SiblingRules() {}

    /** Whether this element is written with its key although it stands alone, so that a second one changes nothing. */
    public static boolean mayRepeat(XmlNode node) {
        return KEYS.containsKey(node.name()) || node.value("fullName").isPresent();
    }

    /** What names this element among its siblings; empty where nothing does. */
    public static Optional<Key> key(XmlNode node) {
        if (node.value("fullName").isPresent()) {
            return single(node, "fullName");
        }
        List<String> parts = KEYS.get(node.name());
        if (parts == null) {
            return GENERAL_KEYS.stream()
                    .filter(part -> node.value(part).isPresent())
                    .findFirst()
                    .flatMap(part -> single(node, part));
        }
        List<String> found = new ArrayList<>();
        String last = "";
        for (String part : parts) {
            Optional<String> value = node.value(part);
            if (value.isPresent()) {
                found.add(value.get());
                last = part;
                if (node.name().equals("itemInstances") || node.name().equals("layoutItems")) {
                    break;
                }
            }
        }
        return switch (found.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(new Key(found.get(0), last));
            default -> Optional.of(new Key(String.join(" ", found), ""));
        };
    }

    /**
     * Whether the order of these siblings has a meaning.
     *
     * @param type the metadata type, which is also the file's root element
     */
    public static boolean ordered(String type, XmlNode parent, String name) {
        if ((name.equals("value") || name.equals("customValue") || name.equals("standardValue"))
                && parent.value("sorted").filter("true"::equals).isPresent()) {
            return false;
        }
        if (name.equals("rules") && type.equals("Workflow")) {
            return false;
        }
        if (name.equals("actions") && type.equals("Workflow") || name.equals("filters") && type.equals("Profile")) {
            return false;
        }
        return ORDERED.contains(name) || ORDERED.contains(parent.name() + "/" + name);
    }

    private static Optional<Key> single(XmlNode node, String part) {
        return node.value(part).map(value -> new Key(value, part));
    }

    /**
     * What names an element.
     *
     * @param leaf the one leaf that the key repeats, so that its own line would say nothing new; empty where there is none
     */
    public record Key(String value, String leaf) {}
}
