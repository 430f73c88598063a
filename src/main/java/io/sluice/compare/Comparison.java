package io.sluice.compare;

import io.sluice.metadata.ContentDigest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Source and target at one moment, item by item. Immutable evidence. */
public record Comparison(
        UUID id,
        String change,
        String owner,
        boolean verify,
        String source,
        String target,
        String sourceOrgId,
        String targetOrgId,
        String apiVersion,
        Instant at,
        ContentDigest sourceDigest,
        ContentDigest targetDigest,
        List<ComparedItem> items) {

    public Comparison {
        items = List.copyOf(items);
    }

    /** Whether its source is what was kept of the target earlier: no environment is compared with itself otherwise. */
    public boolean isWithKept() {
        return source.equals(target);
    }

    public long count(Bucket bucket) {
        return items.stream().filter(item -> item.bucket() == bucket).count();
    }

    /** The items that are not the same on both sides. */
    public List<ComparedItem> differing() {
        return items.stream()
                .filter(item -> item.bucket() != Bucket.SAME && item.bucket() != Bucket.IN_NEITHER)
                .toList();
    }
}
