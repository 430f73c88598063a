package io.sluice.web;

import io.sluice.compare.Bucket;
import io.sluice.compare.ComparedItem;
import io.sluice.compare.Comparison;
import io.sluice.compare.Comparisons;
import io.sluice.compare.ItemDifferences;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Comparisons as pages show them. */
@Component
class ComparisonViews {

    /** So many rights stand on the change page; the comparison's own page has all. */
    private static final int MOST_RIGHTS = 20;

    private final Comparisons comparisons;
    private final ItemDifferences differences;
    private final EnvironmentNames environments;

    ComparisonViews(Comparisons comparisons, ItemDifferences differences, EnvironmentNames environments) {
        this.differences = differences;
        this.comparisons = comparisons;
        this.environments = environments;
    }

    /** Newest first. */
    List<ChangeView.Compared> ofChange(String change) {
        List<ChangeView.Compared> views = new ArrayList<>(
                comparisons.ofChange(change).stream().map(this::view).toList());
        Collections.reverse(views);
        return views;
    }

    private ChangeView.Compared view(Comparison comparison) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Bucket bucket : Bucket.values()) {
            long count = comparison.count(bucket);
            if (count > 0) {
                counts.put(bucket.words(), count);
            }
        }
        return new ChangeView.Compared(
                comparison.id().toString(),
                comparison.owner(),
                comparison.verify() ? "Verify after the deployment" : "Before the deployment",
                environments.of(comparison.source()),
                environments.of(comparison.target()),
                comparison.sourceOrgId(),
                comparison.targetOrgId(),
                comparison.apiVersion(),
                comparison.at(),
                comparison.sourceDigest().toString(),
                comparison.targetDigest().toString(),
                counts,
                differences.rightsFirst(comparison.id(), MOST_RIGHTS).stream()
                        .map(ComparisonPageViews::right)
                        .toList(),
                comparison.differing().stream().map(ComparisonViews::row).toList(),
                comparison.items().stream()
                        .filter(item -> item.bucket() == Bucket.SAME || item.bucket() == Bucket.IN_NEITHER)
                        .map(item -> item.component() + (item.bucket() == Bucket.IN_NEITHER ? " (in neither)" : ""))
                        .toList());
    }

    private static ChangeView.ComparedRow row(ComparedItem item) {
        return new ChangeView.ComparedRow(
                item.component().toString(),
                item.bucket().words(),
                item.onlyInSource(),
                item.onlyInTarget(),
                item.lastModifiedBy(),
                item.lastModifiedAt(),
                item.note());
    }
}
