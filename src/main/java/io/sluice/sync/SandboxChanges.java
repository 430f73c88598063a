package io.sluice.sync;

import io.sluice.metadata.Component;
import io.sluice.salesforce.ListedComponent;
import io.sluice.salesforce.OrgConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What people changed in an org after a moment, by its lists of components. */
final class SandboxChanges {

    /** What people usually change; every type costs the org one call, so not all of them are asked. */
    private static final List<String> USUAL_TYPES = List.of(
            "ApexClass",
            "ApexComponent",
            "ApexPage",
            "ApexTrigger",
            "AuraDefinitionBundle",
            "CspTrustedSite",
            "CustomApplication",
            "CustomField",
            "CustomMetadata",
            "CustomObject",
            "CustomTab",
            "FlexiPage",
            "Flow",
            "Layout",
            "LightningComponentBundle",
            "PermissionSet",
            "Profile",
            "QuickAction",
            "RecordType",
            "StaticResource",
            "ValidationRule");

    /**
     * Changes after the mark, newest first. Left out: what preparing the org for Sluice brought, and components of managed
     * packages outside the scope, which their vendors change.
     *
     * @param mark by the org's clock
     */
    List<SandboxChange> after(Instant mark, OrgConnection org, Set<Component> scope) {
        Set<String> types = new TreeSet<>(USUAL_TYPES);
        scope.forEach(component -> types.add(component.type()));
        types.retainAll(org.types());
        List<SandboxChange> changes = new ArrayList<>();
        for (String type : types) {
            for (ListedComponent listed : org.list(type)) {
                Instant at = listed.lastModifiedAt();
                boolean inScope = scope.contains(listed.component());
                if (at == null || !at.isAfter(mark) || OrgObjects.isOurs(listed.component())) {
                    continue;
                }
                if (listed.namespace() != null && !inScope) {
                    continue;
                }
                String by = listed.lastModifiedBy();
                changes.add(new SandboxChange(listed.component(), by == null ? "unknown" : by, at, inScope, false));
            }
        }
        changes.sort(Comparator.comparing(SandboxChange::at).reversed().thenComparing(SandboxChange::component));
        return changes;
    }
}
