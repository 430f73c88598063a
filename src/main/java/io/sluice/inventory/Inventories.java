package io.sluice.inventory;

import io.sluice.metadata.Component;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What components the environments have. All answers come from our own tables, so they are as fresh as {@link #state}
 * says; nothing here waits for an org. An unknown environment is an IllegalArgumentException.
 */
public interface Inventories {

    InventoryState state(String environment);

    /**
     * Asks for a refresh in the background.
     *
     * @param complete whether every type is listed anew, whatever the org says of its changes
     */
    void refresh(String environment, boolean complete, String actor);

    /** Asks for a refresh where the last one began longer ago, or where one that was asked for was not begun. */
    void refreshIfOlder(String environment, Duration age, String actor);

    /**
     * The first components that fit, by type and name.
     *
     * @param after where an earlier answer ended; null for the beginning
     */
    List<InventoryComponent> search(String environment, InventoryFilter filter, @Nullable Component after, int limit);

    /** How many fit, type by type; the filter's own type is left aside. */
    List<TypeCount> counts(String environment, InventoryFilter filter);

    /** Prefixes of the managed packages that have components there, sorted. */
    List<String> namespaces(String environment);

    /** Names of the people who last modified something there, sorted. */
    List<String> people(String environment);

    /** Those of the components that are there, each with the org's own spelling; upper and lower case are not told apart. */
    Map<Component, Component> find(String environment, Collection<Component> components);

    /**
     * What {@code *} means for a type: the org's own components, without those of managed packages and without standard
     * objects, as in a package.xml.
     */
    List<Component> wildcard(String environment, String type);
}
