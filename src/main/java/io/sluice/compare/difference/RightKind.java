package io.sluice.compare.difference;

/** What a right is a right on. */
public enum RightKind {
    OBJECT("object"),
    FIELD("field"),
    SYSTEM("system permission"),
    CUSTOM_PERMISSION("custom permission"),
    APEX_CLASS("Apex class"),
    PAGE("Visualforce page"),
    FLOW("flow"),
    TAB("tab"),
    APPLICATION("app"),
    RECORD_TYPE("record type"),
    LAYOUT("page layout assignment"),
    CUSTOM_METADATA("custom metadata type"),
    CUSTOM_SETTING("custom setting"),
    EXTERNAL_CREDENTIAL("external credential"),
    EXTERNAL_DATA("external data source"),
    DATA_CATEGORY("data category"),
    LOGIN("login hours and addresses"),
    SESSION("session"),
    PERMISSION_SET("permission set in a group"),
    SHARING("sharing"),
    ROLE("role hierarchy"),
    OTHER("other right");

    private final String words;

    RightKind(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
