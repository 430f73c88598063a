package io.sluice.sync.merge;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What one side says about a change request. Status and approval are no part of it: they never travel inwards.
 *
 * @param items by global id
 */
public record Copy(String title, String overview, SortedMap<UUID, Item> items) {

    /** Nothing was ever synced. */
    public static final Copy NONE = new Copy("", "", new TreeMap<>());

    public Copy {
        items = Collections.unmodifiableSortedMap(new TreeMap<>(items));
    }

    public Copy(String title, String overview, Map<UUID, Item> items) {
        this(title, overview, new TreeMap<>(items));
    }
}
