package io.sluice.inventory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which components to find; null means any.
 *
 * @param namespace a managed package's prefix; {@link #OWN} for the org's own components
 * @param lastModifiedBy a person's name as the org gives it
 * @param from not modified before
 * @param before modified before
 * @param name a part of the full name, in any case
 */
public record InventoryFilter(
        @Nullable String type,
        @Nullable String namespace,
        @Nullable String lastModifiedBy,
        @Nullable Instant from,
        @Nullable Instant before,
        @Nullable String name) {

    /** The namespace of what belongs to no package. */
    public static final String OWN = "";

    public static final InventoryFilter ALL = new InventoryFilter(null, null, null, null, null, null);

    /** The same for components of any type. */
    public InventoryFilter ofAnyType() {
        return new InventoryFilter(null, namespace, lastModifiedBy, from, before, name);
    }
}
