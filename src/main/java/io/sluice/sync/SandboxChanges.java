package io.sluice.sync;

import io.sluice.metadata.Component;
import io.sluice.salesforce.ListedComponent;
import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.SourceMembers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What people changed in an org since a push: by its source tracking, or else by its lists of components. */
final class SandboxChanges {

    /** For these every org answers with an empty list. */
    private static final Set<String> NEVER_LISTED = Set.of("StandardValueSet", "BotVersion");

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
     * Changes since the first push, newest first. Left out: what preparing the org for Sluice brought, and components of
     * managed packages outside the scope, which their vendors change.
     *
     * @param state with the org's own marks of that push
     * @param scope what the record in the org states now
     */
    List<SandboxChange> since(SyncState state, OrgConnection org, Set<Component> scope) {
        SourceMembers tracking = new SourceMembers(org);
        Long mark = state.revisionMark();
        List<SandboxChange> changes = new ArrayList<>();
        if (mark != null && tracking.newest().isPresent()) {
            for (SourceTracking.Tracked tracked : SourceTracking.newest(tracking.after(mark))) {
                if (!OrgObjects.isOurs(tracked.component())) {
                    changes.add(new SandboxChange(
                            tracked.component(),
                            tracked.by(),
                            tracked.at(),
                            scope.contains(tracked.component()),
                            tracked.deleted()));
                }
            }
        } else if (state.firstPushedAt() != null) {
            byDates(state.firstPushedAt(), org, scope, changes);
        }
        changes.sort(Comparator.comparing(SandboxChange::at).reversed().thenComparing(SandboxChange::component));
        return changes;
    }

    /**
     * Where the org tracks no changes. What is gone no list tells; of the scope it is known. When and by whom it was
     * deleted, is not: it counts as deleted right after the push.
     */
    private static void byDates(Instant mark, OrgConnection org, Set<Component> scope, List<SandboxChange> changes) {
        Set<String> types = new TreeSet<>(USUAL_TYPES);
        scope.forEach(component -> types.add(component.type()));
        types.retainAll(org.types());
        for (String type : types) {
            List<ListedComponent> all = org.list(type);
            for (ListedComponent listed : all) {
                Instant at = listed.lastModifiedAt();
                boolean inScope = scope.contains(listed.component());
                boolean managed = listed.namespace() != null && !inScope;
                if (at == null || !at.isAfter(mark) || OrgObjects.isOurs(listed.component()) || managed) {
                    continue;
                }
                String by = listed.lastModifiedBy();
                changes.add(new SandboxChange(listed.component(), by == null ? "unknown" : by, at, inScope, false));
            }
            Set<String> there = all.stream()
                    .map(listed -> listed.component().fullName().toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet());
            if (!there.isEmpty() || !NEVER_LISTED.contains(type)) {
                scope.stream()
                        .filter(component -> component.type().equals(type)
                                && !there.contains(component.fullName().toLowerCase(Locale.ROOT)))
                        .forEach(component -> changes.add(new SandboxChange(component, "unknown", mark, true, true)));
            }
        }
    }
}
