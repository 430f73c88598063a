package io.sluice.compare;

import io.sluice.metadata.Component;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One component in a comparison.
 *
 * @param onlyInSource lines of its canonical content that only the source has; at most 200, then one line that says so
 * @param onlyInTarget likewise
 * @param lastModifiedBy who last edited it in the source, as the org names the person; null when not known
 * @param note what an org said about it; null when nothing
 */
public record ComparedItem(
        Component component,
        Bucket bucket,
        @Nullable String sourceHash,
        @Nullable String targetHash,
        List<String> onlyInSource,
        List<String> onlyInTarget,
        @Nullable String lastModifiedBy,
        @Nullable Instant lastModifiedAt,
        @Nullable String note) {

    public ComparedItem {
        onlyInSource = List.copyOf(onlyInSource);
        onlyInTarget = List.copyOf(onlyInTarget);
    }
}
