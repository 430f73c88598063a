package io.sluice.inventory;

import io.sluice.metadata.Component;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One component as the org told it.
 *
 * @param namespace the managed package's prefix; empty for the org's own components
 * @param lastModifiedBy the person's name; null where the org gives none
 * @param lastModifiedAt null for what Salesforce brought
 */
public record InventoryComponent(
        Component component,
        String namespace,
        @Nullable String lastModifiedBy,
        @Nullable Instant lastModifiedAt) {}
