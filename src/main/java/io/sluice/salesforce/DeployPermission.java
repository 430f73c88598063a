package io.sluice.salesforce;

/** What a deploying user may need in an org, by the names of Setup. */
public enum DeployPermission {
    API_ENABLED("PermissionsApiEnabled", "API Enabled", "every call of Sluice"),
    MODIFY_METADATA(
            "PermissionsModifyMetadata",
            "Modify Metadata Through Metadata API Functions",
            "retrieving, validating, deploying and cancelling"),
    MODIFY_ALL_DATA("PermissionsModifyAllData", "Modify All Data", "the same, where the permission above is not given"),
    VIEW_SETUP("PermissionsViewSetup", "View Setup and Configuration", "the org's limits, its audit trail and users"),
    CUSTOMIZE_APPLICATION(
            "PermissionsCustomizeApplication",
            "Customize Application",
            "objects, fields, layouts and most other types"),
    AUTHOR_APEX("PermissionsAuthorApex", "Author Apex", "classes and triggers, and running their tests");

    private final String field;
    private final String title;
    private final String purpose;

    DeployPermission(String field, String title, String purpose) {
        this.field = field;
        this.title = title;
        this.purpose = purpose;
    }

    /** The field of {@code UserPermissionAccess}. */
    String field() {
        return field;
    }

    /** Its name in Setup. */
    public String title() {
        return title;
    }

    /** What it is needed for, in words that follow "for". */
    public String purpose() {
        return purpose;
    }
}
