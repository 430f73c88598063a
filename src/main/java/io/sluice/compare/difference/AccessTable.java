package io.sluice.compare.difference;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rights in profiles and permission sets: which element holds them, what names the thing, what each property means.
 * Metadata API Developer Guide, Profile and PermissionSet. In all of them an absent property means no right.
 */
final class AccessTable {

    /**
     * One kind of entry.
     *
     * @param key leaf that names the thing that the right is on
     * @param thing people's word for the thing, in the middle of a sentence
     * @param companion metadata type whose components a profile's entries come with when retrieved; empty where they always
     *     come
     */
    record Section(RightKind kind, String key, String thing, String companion) {}

    private static final Map<String, Section> SECTIONS = Map.ofEntries(
            Map.entry("objectPermissions", new Section(RightKind.OBJECT, "object", "object", "CustomObject")),
            Map.entry("fieldPermissions", new Section(RightKind.FIELD, "field", "field", "CustomField")),
            Map.entry("fieldLevelSecurities", new Section(RightKind.FIELD, "field", "field", "CustomField")),
            Map.entry("classAccesses", new Section(RightKind.APEX_CLASS, "apexClass", "Apex class", "ApexClass")),
            Map.entry("pageAccesses", new Section(RightKind.PAGE, "apexPage", "Visualforce page", "ApexPage")),
            Map.entry("flowAccesses", new Section(RightKind.FLOW, "flow", "flow", "Flow")),
            Map.entry("tabVisibilities", new Section(RightKind.TAB, "tab", "tab", "CustomTab")),
            Map.entry("tabSettings", new Section(RightKind.TAB, "tab", "tab", "")),
            Map.entry(
                    "applicationVisibilities",
                    new Section(RightKind.APPLICATION, "application", "app", "CustomApplication")),
            Map.entry(
                    "recordTypeVisibilities",
                    new Section(RightKind.RECORD_TYPE, "recordType", "record type", "RecordType")),
            Map.entry(
                    "customPermissions",
                    new Section(RightKind.CUSTOM_PERMISSION, "name", "custom permission", "CustomPermission")),
            Map.entry("userPermissions", new Section(RightKind.SYSTEM, "name", "system permission", "")),
            Map.entry(
                    "customMetadataTypeAccesses",
                    new Section(RightKind.CUSTOM_METADATA, "name", "custom metadata type", "CustomObject")),
            Map.entry(
                    "customSettingAccesses",
                    new Section(RightKind.CUSTOM_SETTING, "name", "custom setting", "CustomObject")),
            Map.entry(
                    "externalCredentialPrincipalAccesses",
                    new Section(
                            RightKind.EXTERNAL_CREDENTIAL,
                            "externalCredentialPrincipal",
                            "external credential principal",
                            "ExternalCredential")),
            Map.entry(
                    "externalDataSourceAccesses",
                    new Section(
                            RightKind.EXTERNAL_DATA,
                            "externalDataSource",
                            "external data source",
                            "ExternalDataSource")),
            Map.entry(
                    "servicePresenceStatusAccesses",
                    new Section(
                            RightKind.OTHER,
                            "servicePresenceStatus",
                            "service presence status",
                            "ServicePresenceStatus")),
            Map.entry("agentAccesses", new Section(RightKind.OTHER, "agentName", "agent", "")));

    /** Rights of their own name; the sentence then says {@code gains Edit on Invoice__c}. */
    private static final Map<String, String> RIGHTS = Map.of(
            "allowRead", "Read",
            "allowCreate", "Create",
            "allowEdit", "Edit",
            "allowDelete", "Delete",
            "viewAllRecords", "View All",
            "modifyAllRecords", "Modify All",
            "viewAllFields", "View All Fields",
            "readable", "Read",
            "editable", "Edit");

    private static final List<String> READ_FIRST = List.of(
            "allowRead", "allowCreate", "allowEdit", "allowDelete", "readable", "editable", "enabled", "visible");

    /** The one property that is the access itself; the sentence then says {@code gains access to Apex class Lock}. */
    static final Set<String> ACCESS = Set.of("enabled", "visible");

    /** Tells which of several is the first choice: neither more nor less. */
    static final Set<String> DEFAULTS = Set.of("default", "personAccountDefault");

    /** What each value of a tab's setting gives, from nothing to most. */
    static final List<Set<String>> TAB_LEVELS =
            List.of(Set.of("", "Hidden", "None"), Set.of("DefaultOff", "Available"), Set.of("DefaultOn", "Visible"));

    /** Rights on an object that reach over sharing or over field permissions. */
    private static final Set<String> POWERFUL_ON_OBJECTS =
            Set.of("modifyAllRecords", "viewAllRecords", "viewAllFields");

    /** Permissions by their API names that reach over all data, over the org's set-up or over other users' rights. */
    private static final Set<String> POWERFUL_PERMISSIONS = Set.of(
            "AssignPermissionSets",
            "AuthorApex",
            "BulkApiHardDelete",
            "CustomizeApplication",
            "DelegatedTwoFactor",
            "FreezeUsers",
            "ManageAuthProviders",
            "ManageCertificates",
            "ManageEncryptionKeys",
            "ManageInternalUsers",
            "ManageIpAddresses",
            "ManageLoginAccessPolicies",
            "ManageNamedCredentials",
            "ManagePasswordPolicies",
            "ManageProfilesPermissionsets",
            "ManageRemoteAccess",
            "ManageRoles",
            "ManageSandboxes",
            "ManageSessionPermissionSets",
            "ManageSharing",
            "ManageTwoFactor",
            "ManageUsers",
            "ModifyAllData",
            "ModifyMetadata",
            "ResetPasswords",
            "TransferAnyEntity",
            "ViewAllData",
            "ViewAllUsers",
            "ViewEncryptedData");

    private AccessTable() {}

    static Map<String, Section> sections() {
        return SECTIONS;
    }

    /** The right that a property gives, in people's words. */
    static String right(String leaf) {
        return RIGHTS.getOrDefault(leaf, ItemNames.title(leaf));
    }

    static boolean isPowerful(RightKind kind, String on, String leaf) {
        return kind == RightKind.OBJECT && POWERFUL_ON_OBJECTS.contains(leaf)
                || kind == RightKind.SYSTEM && POWERFUL_PERMISSIONS.contains(on);
    }

    /** The order in which people read the properties of one entry. */
    static final Comparator<String> READING_ORDER = Comparator.<String>comparingInt(leaf -> {
                int at = READ_FIRST.indexOf(leaf);
                return at < 0 ? READ_FIRST.size() : at;
            })
            .thenComparing(Comparator.naturalOrder());

    static int tabLevel(String value) {
        for (int level = 0; level < TAB_LEVELS.size(); level++) {
            if (TAB_LEVELS.get(level).contains(value)) {
                return level;
            }
        }
        return 1;
    }
}
