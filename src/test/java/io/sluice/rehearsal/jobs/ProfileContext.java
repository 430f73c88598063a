package io.sluice.rehearsal.jobs;

import io.sluice.rehearsal.metadata.Component;
import io.sluice.rehearsal.metadata.XmlNode;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * Which lines of a profile a retrieve gives: permissions only for components of the same request. Permission sets were
 * treated so until version 39.0; from 40.0 they come whole.
 */
final class ProfileContext {
    private static final double WHOLE_PERMISSION_SETS_FROM = 40;
    private static final Map<String, List<String>> ENTRIES = Map.ofEntries(
            Map.entry("applicationVisibilities", List.of("CustomApplication", "application")),
            Map.entry("classAccesses", List.of("ApexClass", "apexClass")),
            Map.entry("customMetadataTypeAccesses", List.of("CustomObject", "name")),
            Map.entry("customPermissions", List.of("CustomPermission", "name")),
            Map.entry("customSettingAccesses", List.of("CustomObject", "name")),
            Map.entry("externalDataSourceAccesses", List.of("ExternalDataSource", "externalDataSource")),
            Map.entry("fieldPermissions", List.of("CustomField", "field")),
            Map.entry("flowAccesses", List.of("Flow", "flow")),
            Map.entry("layoutAssignments", List.of("Layout", "layout")),
            Map.entry("objectPermissions", List.of("CustomObject", "object")),
            Map.entry("pageAccesses", List.of("ApexPage", "apexPage")),
            Map.entry("recordTypeVisibilities", List.of("RecordType", "recordType")),
            Map.entry("tabVisibilities", List.of("CustomTab", "tab")));

    private final BiPredicate<String, String> asked;
    private final double version;

    /**
     * @param asked whether a type and name are part of the request
     * @param version the one of the request's manifest
     */
    ProfileContext(BiPredicate<String, String> asked, double version) {
        this.asked = asked;
        this.version = version;
    }

    /** The content of one file of a component, without the lines that the request has no right to. */
    byte[] of(Component c, byte[] content) {
        String type = c.type().xmlName();
        boolean contextual =
                type.equals("Profile") || type.equals("PermissionSet") && version < WHOLE_PERMISSION_SETS_FROM;
        return contextual
                ? c.root()
                        .withChildren(
                                c.root().children().stream().filter(this::shown).toList())
                        .document()
                : content;
    }

    private boolean shown(XmlNode node) {
        List<String> rule = ENTRIES.get(node.name());
        if (rule == null) {
            return true;
        }
        String type = rule.get(0);
        String name = node.childText(rule.get(1));
        int dot = name.indexOf('.');
        boolean child = type.equals("CustomField") || type.equals("RecordType");
        return asked.test(type, name) || child && dot > 0 && asked.test("CustomObject", name.substring(0, dot));
    }
}
