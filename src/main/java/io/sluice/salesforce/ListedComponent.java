package io.sluice.salesforce;

import io.sluice.metadata.Component;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code listMetadata}.
 *
 * @param id the org's own id of it; null where the org gives none
 * @param lastModifiedBy the person's name as the org gives it; null where it gives none
 * @param namespace the managed package's prefix; null for the org's own components
 */
public record ListedComponent(
        Component component,
        @Nullable String id,
        @Nullable String lastModifiedBy,
        @Nullable Instant lastModifiedAt,
        @Nullable String namespace) {

    /** A component whose id nobody asks for. */
    public ListedComponent(
            Component component,
            @Nullable String lastModifiedBy,
            @Nullable Instant lastModifiedAt,
            @Nullable String namespace) {
        this(component, null, lastModifiedBy, lastModifiedAt, namespace);
    }
}
