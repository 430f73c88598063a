package io.sluice.inventory;

import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import io.sluice.inventory.InventoryState.Activity;
import io.sluice.metadata.Component;
import io.sluice.salesforce.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The inventories in our tables. */
final class InventoriesInDatabase implements Inventories {

    private static final int MANY = 10_000;

    private final Environments environments;
    private final InventoryRows rows;
    private final ComponentRows components;
    private final Runnable bell;
    private final Clock clock;

    /** @param bell wakes who refreshes */
    InventoriesInDatabase(
            Environments environments, InventoryRows rows, ComponentRows components, Runnable bell, Clock clock) {
        this.environments = environments;
        this.rows = rows;
        this.components = components;
        this.bell = bell;
        this.clock = clock;
    }

    @Override
    public InventoryState state(String environment) {
        Environment registered = environments.require(environment);
        Optional<InventoryRows.Row> row = rows.find(environment, clock.instant());
        if (row.isEmpty()) {
            return new InventoryState(environment, Activity.RESTING, null, null, 0, 0, null, null, false, List.of());
        }
        InventoryRows.Row found = row.get();
        return new InventoryState(
                environment,
                found.activity(),
                found.beganAt(),
                found.endedAt(),
                found.typesTotal(),
                found.typesDone(),
                found.means(),
                found.problem(),
                isOtherOrg(registered, found.orgId()),
                rows.types(environment));
    }

    @Override
    public void refresh(String environment, boolean complete, String actor) {
        environments.require(environment);
        rows.ask(environment, complete, actor, clock.instant());
        bell.run();
    }

    @Override
    public void refreshIfOlder(String environment, Duration age, String actor) {
        InventoryState state = state(environment);
        Instant began = state.beganAt();
        boolean fresh = began != null && !began.isBefore(clock.instant().minus(age)) && !state.otherOrg();
        if (!state.isBusy() && !fresh) {
            refresh(environment, false, actor);
        }
    }

    @Override
    public List<InventoryComponent> search(
            String environment, InventoryFilter filter, @Nullable Component after, int limit) {
        return counts(environment) ? components.search(environment, filter, after, limit) : List.of();
    }

    @Override
    public List<TypeCount> counts(String environment, InventoryFilter filter) {
        return counts(environment) ? components.counts(environment, filter) : List.of();
    }

    @Override
    public List<String> namespaces(String environment) {
        return counts(environment) ? components.namespaces(environment) : List.of();
    }

    @Override
    public List<String> people(String environment) {
        return counts(environment) ? components.people(environment) : List.of();
    }

    @Override
    public Map<Component, Component> find(String environment, Collection<Component> wanted) {
        if (!counts(environment)) {
            return Map.of();
        }
        Map<Component, Component> byLowerName = components.find(environment, wanted);
        Map<Component, Component> found = new HashMap<>();
        for (Component component : wanted) {
            Component there =
                    byLowerName.get(new Component(component.type(), ComponentRows.lower(component.fullName())));
            if (there != null) {
                found.put(component, there);
            }
        }
        return found;
    }

    @Override
    public List<Component> wildcard(String environment, String type) {
        InventoryFilter own = new InventoryFilter(type, InventoryFilter.OWN, null, null, null, null);
        List<Component> all = new ArrayList<>();
        search(environment, own, null, MANY + 1).forEach(one -> all.add(one.component()));
        if (type.equals("CustomObject")) {
            all.removeIf(object -> !object.fullName().contains("__"));
        }
        return all;
    }

    /** What was read from an org that the environment no longer is does not count. */
    private boolean counts(String environment) {
        Environment registered = environments.require(environment);
        return rows.find(environment, clock.instant())
                .filter(row -> !isOtherOrg(registered, row.orgId()))
                .isPresent();
    }

    private static boolean isOtherOrg(Environment registered, @Nullable String readFrom) {
        String now = registered.orgId();
        return now != null && readFrom != null && !Ids.same(now, readFrom);
    }
}
