package io.sluice.metadata;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What {@code package.xml} says: an API version and the members asked for.
 *
 * @param apiVersion for example {@code 62.0}; decides the XML shape of the package
 */
public record Manifest(String apiVersion, SortedSet<Component> members) {

    public Manifest {
        members = Collections.unmodifiableSortedSet(new TreeSet<>(members));
    }

    public static Manifest of(String apiVersion, Collection<Component> members) {
        return new Manifest(apiVersion, new TreeSet<>(members));
    }
}
