package io.sluice.rehearsal.metadata;

import io.sluice.rehearsal.metadata.MetadataType.Shape;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The types that a rehearsal org knows. */
public final class MetadataTypes {
    private static final Map<String, MetadataType> BY_NAME = new LinkedHashMap<>();
    private static final Map<String, MetadataType> BY_DIRECTORY = new LinkedHashMap<>();
    private static final Map<String, MetadataType> PARENT_OF = new LinkedHashMap<>();

    static {
        add("ApexClass", "classes", "cls", Shape.WITH_COMPANION);
        add("ApexTrigger", "triggers", "trigger", Shape.WITH_COMPANION);
        add("ApexPage", "pages", "page", Shape.WITH_COMPANION);
        add("ApexComponent", "components", "component", Shape.WITH_COMPANION);
        add("StaticResource", "staticresources", "resource", Shape.WITH_COMPANION);
        add("ContentAsset", "contentassets", "asset", Shape.WITH_COMPANION);
        add("LightningComponentBundle", "lwc", "", Shape.BUNDLE);
        add("AuraDefinitionBundle", "aura", "", Shape.BUNDLE);
        add("EmailTemplate", "email", "email", Shape.IN_FOLDER_WITH_COMPANION);
        add("Report", "reports", "report", Shape.IN_FOLDER);
        add("Dashboard", "dashboards", "dashboard", Shape.IN_FOLDER);
        add(
                "CustomObject",
                "objects",
                "object",
                Shape.FILE,
                "fields=CustomField",
                "validationRules=ValidationRule",
                "recordTypes=RecordType",
                "listViews=ListView",
                "compactLayouts=CompactLayout",
                "webLinks=WebLink",
                "fieldSets=FieldSet",
                "indexes=Index",
                "businessProcesses=BusinessProcess",
                "sharingReasons=SharingReason");
        add(
                "Workflow",
                "workflows",
                "workflow",
                Shape.FILE,
                "rules=WorkflowRule",
                "alerts=WorkflowAlert",
                "fieldUpdates=WorkflowFieldUpdate",
                "tasks=WorkflowTask",
                "outboundMessages=WorkflowOutboundMessage");
        add("CustomLabels", "labels", "labels", Shape.FILE, "labels=CustomLabel");
        add(
                "SharingRules",
                "sharingRules",
                "sharingRules",
                Shape.FILE,
                "sharingCriteriaRules=SharingCriteriaRule",
                "sharingOwnerRules=SharingOwnerRule");
        add("Layout", "layouts", "layout", Shape.FILE);
        add("Flow", "flows", "flow", Shape.FILE);
        add("FlowDefinition", "flowDefinitions", "flowDefinition", Shape.FILE);
        add("Profile", "profiles", "profile", Shape.FILE);
        add("PermissionSet", "permissionsets", "permissionset", Shape.FILE);
        add("PermissionSetGroup", "permissionsetgroups", "permissionsetgroup", Shape.FILE);
        add("CustomPermission", "customPermissions", "customPermission", Shape.FILE);
        add("CustomTab", "tabs", "tab", Shape.FILE);
        add("CustomApplication", "applications", "app", Shape.FILE);
        add("FlexiPage", "flexipages", "flexipage", Shape.FILE);
        add("CspTrustedSite", "cspTrustedSites", "cspTrustedSite", Shape.FILE);
        add("CorsWhitelistOrigin", "corsWhitelistOrigins", "corsWhitelistOrigin", Shape.FILE);
        add("GlobalValueSet", "globalValueSets", "globalValueSet", Shape.FILE);
        add("StandardValueSet", "standardValueSets", "standardValueSet", Shape.FILE);
        add("LightningMessageChannel", "messageChannels", "messageChannel", Shape.FILE);
        add("NavigationMenu", "navigationMenus", "navigationMenu", Shape.FILE);
        add("Prompt", "prompts", "prompt", Shape.FILE);
        add("PlatformEventChannel", "platformEventChannels", "platformEventChannel", Shape.FILE);
        add("PlatformEventChannelMember", "platformEventChannelMembers", "platformEventChannelMember", Shape.FILE);
        add("CustomMetadata", "customMetadata", "md", Shape.FILE);
        add("RemoteSiteSetting", "remoteSiteSettings", "remoteSite", Shape.FILE);
        add("NamedCredential", "namedCredentials", "namedCredential", Shape.FILE);
        add("ExternalCredential", "externalCredentials", "externalCredential", Shape.FILE);
        add("QuickAction", "quickActions", "quickAction", Shape.FILE);
        add("Role", "roles", "role", Shape.FILE);
        add("Queue", "queues", "queue", Shape.FILE);
        add("Group", "groups", "group", Shape.FILE);
        add("Settings", "settings", "settings", Shape.FILE);
    }

    private MetadataTypes() {}

    private static void add(String name, String directory, String suffix, Shape shape, String... children) {
        Map<String, String> byTag = new LinkedHashMap<>();
        for (String child : children) {
            String[] parts = child.split("=", 2);
            byTag.put(parts[0], parts[1]);
        }
        MetadataType type = new MetadataType(name, directory, suffix, shape, byTag);
        BY_NAME.put(name, type);
        BY_DIRECTORY.put(directory, type);
        byTag.values().forEach(child -> PARENT_OF.put(child, type));
    }

    /** All top-level types. */
    public static Collection<MetadataType> all() {
        return BY_NAME.values();
    }

    /** The top-level type of that name. */
    public static Optional<MetadataType> named(String xmlName) {
        return Optional.ofNullable(BY_NAME.get(xmlName));
    }

    /** The type whose files hold children of that type, for example {@code CustomObject} for {@code CustomField}. */
    public static Optional<MetadataType> parentOf(String childType) {
        return Optional.ofNullable(PARENT_OF.get(childType));
    }

    /** The in-folder type whose folders have that type name, for example {@code Report} for {@code ReportFolder}. */
    public static Optional<MetadataType> ofFolderType(String folderType) {
        return switch (folderType) {
            case "ReportFolder" -> named("Report");
            case "DashboardFolder" -> named("Dashboard");
            case "EmailFolder", "EmailTemplateFolder" -> named("EmailTemplate");
            default -> Optional.empty();
        };
    }

    static Optional<MetadataType> inDirectory(String directory) {
        return Optional.ofNullable(BY_DIRECTORY.get(directory));
    }
}
