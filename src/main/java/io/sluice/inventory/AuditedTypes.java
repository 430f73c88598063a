package io.sluice.inventory;

import io.sluice.metadata.MetadataType;
import io.sluice.metadata.MetadataTypes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which types may have changed when the audit trail tells of a section of the set-up. The sections are words for people and
 * nowhere listed as a whole, so one that is not understood means any type.
 */
final class AuditedTypes {

    /** What people change outside of the set-up; the audit trail has nothing of it. */
    private static final Set<String> NEVER_AUDITED =
            Set.of("Dashboard", "Document", "EmailTemplate", "ListView", "Report");

    private static final List<String> OF_OBJECTS = List.of("CustomObject", "Layout", "CustomTab", "QuickAction");
    private static final List<String> OF_PEOPLE =
            List.of("Group", "PermissionSet", "PermissionSetGroup", "Profile", "Queue", "Role", "DelegateGroup");

    /** Sections that are not simply a type's name in the plural. */
    private static final Map<String, List<String>> SECTIONS = Map.ofEntries(
            Map.entry("component", List.of("ApexComponent")),
            Map.entry("page", List.of("ApexPage")),
            Map.entry("visualforcepage", List.of("ApexPage")),
            Map.entry("visualforcecomponent", List.of("ApexComponent")),
            Map.entry("flow", List.of("Flow", "FlowDefinition")),
            Map.entry("customobject", OF_OBJECTS),
            Map.entry("pagelayout", List.of("Layout")),
            Map.entry("customapp", List.of("CustomApplication")),
            Map.entry("application", List.of("CustomApplication")),
            Map.entry("lightningcomponent", List.of("AuraDefinitionBundle", "LightningComponentBundle")),
            Map.entry("lightningpage", List.of("FlexiPage")),
            Map.entry("remotesite", List.of("RemoteSiteSetting")),
            Map.entry("manageuser", OF_PEOPLE),
            Map.entry("sharingrule", List.of("SharingRules")),
            Map.entry("workflowrule", List.of("Workflow")));

    private AuditedTypes() {}

    /**
     * The types to list; all of them where a section is not understood.
     *
     * @param all the types that the org knows
     */
    static Set<String> mayHaveChanged(Set<String> sections, Set<String> all) {
        Set<String> types = new TreeSet<>(NEVER_AUDITED);
        for (String section : sections) {
            Set<String> of = of(section, all);
            if (of.isEmpty()) {
                return all;
            }
            types.addAll(of);
        }
        types.retainAll(all);
        return types;
    }

    private static Set<String> of(String section, Set<String> all) {
        String word = section.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        Set<String> named = new TreeSet<>();
        if (word.startsWith("customize")) {
            // "Customize Accounts": fields, layouts, rules and all else of one object.
            OF_OBJECTS.forEach(type -> withRelatives(type, named));
            return named;
        }
        String singular = word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
        for (String name : List.of(word, singular)) {
            SECTIONS.getOrDefault(name, List.of()).forEach(type -> withRelatives(type, named));
            for (String type : all) {
                if (type.toLowerCase(Locale.ROOT).equals(name)) {
                    withRelatives(type, named);
                }
            }
        }
        return named;
    }

    /** A component comes and goes with its parent, and dates of both change together. */
    static void withRelatives(String type, Set<String> named) {
        named.add(type);
        MetadataTypes.childrenOf(type).forEach(child -> named.add(child.name()));
        MetadataTypes.find(type).map(MetadataType::parent).ifPresent(parent -> {
            named.add(parent);
            MetadataTypes.childrenOf(parent).forEach(child -> named.add(child.name()));
        });
    }
}
