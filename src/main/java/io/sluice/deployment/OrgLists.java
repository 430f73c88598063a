package io.sluice.deployment;

import io.sluice.metadata.Component;
import io.sluice.salesforce.ComponentDependencies;
import io.sluice.salesforce.Ids;
import io.sluice.salesforce.ListedComponent;
import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.OrgException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an org has, by its lists, each asked for once; a type that the org does not know has no components there. */
final class OrgLists {

    private static final Logger LOG = LoggerFactory.getLogger(OrgLists.class);
    private static final String FLOW = "Flow";

    /**
     * What {@link ComponentDependencies} and the lists of the Metadata API call by different names: those of the Tooling API's
     * objects. Salesforce's own clients map {@code QuickActionDefinition} likewise (forcedotcom/source-tracking, W-15837125).
     */
    private static final Map<String, String> TYPE_IN_LISTS =
            Map.of("ExternalString", "CustomLabel", "QuickActionDefinition", "QuickAction");

    private final OrgConnection org;
    private final Set<String> types;
    private final Map<String, Listed> byType = new HashMap<>();

    OrgLists(OrgConnection org) {
        this.org = org;
        this.types = org.types();
    }

    private record Listed(Set<Component> components, Map<Component, String> ids, Map<String, Component> byId) {}

    OrgConnection org() {
        return org;
    }

    boolean has(Component component) {
        return list(component.type()).components().contains(component);
    }

    Set<Component> all(String type) {
        return list(type).components();
    }

    /** Ids by component, 15 characters each, as far as the org has the component and tells its id. */
    Map<Component, String> ids(Collection<Component> components) {
        Map<Component, String> ids = new TreeMap<>();
        for (Component component : components) {
            Optional.ofNullable(list(component.type()).ids().get(component)).ifPresent(id -> ids.put(component, id));
        }
        return ids;
    }

    /** The component of an id of a type; empty where no list has it. */
    Optional<Component> named(String type, String id) {
        return Optional.ofNullable(
                list(TYPE_IN_LISTS.getOrDefault(type, type)).byId().get(Ids.short15(id)));
    }

    private Listed list(String type) {
        return byType.computeIfAbsent(type, this::ask);
    }

    private Listed ask(String type) {
        Listed listed = new Listed(new HashSet<>(), new HashMap<>(), new HashMap<>());
        List<ListedComponent> rows = types.contains(type) ? org.list(type) : List.of();
        for (ListedComponent row : rows) {
            listed.components().add(row.component());
            if (row.id() != null) {
                listed.ids().put(row.component(), Ids.short15(row.id()));
                listed.byId().put(Ids.short15(row.id()), row.component());
            }
        }
        if (type.equals(FLOW) && !rows.isEmpty()) {
            versions(listed);
        }
        return listed;
    }

    /**
     * Uses are told by ids of versions of flows, lists by one that need not be the active one's (salto-io/salto, pull request
     * 6656). The active version is the one that a retrieve brings, so it is asked about; either is recognised.
     */
    private void versions(Listed listed) {
        try {
            for (Map<String, Object> row : org.query(
                    "SELECT ApiName, NamespacePrefix, ActiveVersionId, LatestVersionId FROM FlowDefinitionView")) {
                String prefix = row.get("NamespacePrefix") instanceof String namespace ? namespace + "__" : "";
                Component flow = new Component(FLOW, prefix + row.get("ApiName"));
                if (listed.components().contains(flow)) {
                    id(row, "LatestVersionId").ifPresent(id -> listed.byId().put(id, flow));
                    id(row, "ActiveVersionId").ifPresent(id -> {
                        listed.byId().put(id, flow);
                        listed.ids().put(flow, id);
                    });
                }
            }
        } catch (OrgException e) {
            if (e.passing()) {
                throw e;
            }
            LOG.info(
                    "An org does not tell the versions of its flows ({}); they are known by their lists alone",
                    e.code());
        }
    }

    private static Optional<String> id(Map<String, Object> row, String name) {
        return row.get(name) instanceof String id ? Optional.of(Ids.short15(id)) : Optional.empty();
    }
}
