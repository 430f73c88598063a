package io.sluice.sync;

import io.sluice.metadata.Component;
import io.sluice.salesforce.OrgException;
import io.sluice.salesforce.SourceMembers.SourceMember;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What an org's own list of changes says of components, as a person thinks of them. */
final class SourceTracking {

    /** Files of bundles are tracked each; the bundle is the component. */
    private static final Map<String, String> BUNDLES =
            Map.of("AuraDefinition", "AuraDefinitionBundle", "LightningComponentResource", "LightningComponentBundle");

    private SourceTracking() {}

    /** @param deleted whether it is gone */
    record Tracked(Component component, String by, Instant at, boolean deleted) {}

    /** Each component once, as its newest row says. */
    static List<Tracked> newest(List<SourceMember> members) {
        Map<Component, Tracked> newest = new LinkedHashMap<>();
        for (SourceMember member : members) {
            Instant at = member.at();
            if (at == null) {
                throw new OrgException("UNREADABLE_ANSWER", "The org names a source change without its time");
            }
            String bundle = BUNDLES.get(member.component().type());
            Component component = bundle == null
                    ? member.component()
                    : new Component(bundle, member.component().fullName().replaceFirst("/.*", ""));
            newest.put(
                    component,
                    new Tracked(
                            component,
                            Objects.requireNonNullElse(member.by(), "unknown"),
                            at,
                            // A file that is gone leaves its bundle there.
                            bundle == null && member.deleted()));
        }
        return List.copyOf(newest.values());
    }
}
