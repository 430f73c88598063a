package io.sluice.compare;

import io.sluice.remotejob.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A comparison's result in words. */
final class ComparisonWords {

    private static final int MOST_NAMED = 10;

    private ComparisonWords() {}

    static Outcome outcome(Comparison comparison) {
        List<ComparedItem> differing = comparison.differing();
        if (!comparison.verify()) {
            return Outcome.success(counts(comparison));
        }
        if (differing.isEmpty()) {
            return Outcome.success("The whole scope is the same in source and target: " + counts(comparison));
        }
        String named = differing.stream()
                .limit(MOST_NAMED)
                .map(item -> item.component() + " (" + item.bucket().words() + ")")
                .collect(Collectors.joining(", "));
        String more = differing.size() > MOST_NAMED ? " and " + (differing.size() - MOST_NAMED) + " more" : "";
        return Outcome.refused(
                "verify-failed",
                "After the deployment " + differing.size() + " of "
                        + comparison.items().size() + " items are not the same in source and target: " + named + more
                        + ".");
    }

    static String counts(Comparison comparison) {
        String counts = Arrays.stream(Bucket.values())
                .filter(bucket -> comparison.count(bucket) > 0)
                .map(bucket -> comparison.count(bucket) + " " + bucket.words())
                .collect(Collectors.joining(", "));
        int size = comparison.items().size();
        return size + (size == 1 ? " item" : " items") + " compared: " + counts + ".";
    }
}
