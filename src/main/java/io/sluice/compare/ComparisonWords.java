package io.sluice.compare;

import io.sluice.metadata.Component;
import io.sluice.remotejob.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A comparison's result in words. */
final class ComparisonWords {

    private static final int MOST_NAMED = 10;
    private static final int MOST_SORTED = 5;

    private ComparisonWords() {}

    /**
     * @param all what became of what was meant; of a verify comparison only
     * @param leftOut what may differ all the same
     */
    static Outcome outcome(Comparison comparison, List<VerifiedItem> all, Set<Component> leftOut) {
        List<ComparedItem> differing = comparison.differing().stream()
                .filter(item -> !leftOut.contains(item.component()))
                .toList();
        List<VerifiedItem> verified =
                all.stream().filter(item -> !leftOut.contains(item.component())).toList();
        if (!comparison.verify()) {
            return Outcome.success(counts(comparison));
        }
        // Of items that are the same, only what was changed in the source since is sorted as somebody else's.
        String moved = sorted(verified, VerifiedItem.Kind.MEANWHILE);
        if (differing.isEmpty() && !moved.isEmpty()) {
            return Outcome.refused(
                    "verify-failed",
                    "Source and target are the same, but not as what was approved; compare again." + moved);
        }
        if (differing.isEmpty() && comparison.isWithKept()) {
            return Outcome.success("All that was to be rolled back is as it was kept: " + counts(comparison));
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
                "After the " + (comparison.isWithKept() ? "rollback " : "deployment ") + differing.size() + " of "
                        + comparison.items().size()
                        + (comparison.isWithKept()
                                ? " items are not as they were kept: "
                                : " items are not the same in source and target: ")
                        + named + more
                        + "." + sorted(verified, VerifiedItem.Kind.NOT_DONE)
                        + moved);
    }

    private static String sorted(List<VerifiedItem> verified, VerifiedItem.Kind kind) {
        List<VerifiedItem> items =
                verified.stream().filter(item -> item.kind() == kind).toList();
        if (items.isEmpty()) {
            return "";
        }
        String named = items.stream()
                .limit(MOST_SORTED)
                .map(ComparisonWords::withWords)
                .collect(Collectors.joining("; "));
        return " " + kind.words() + ": " + named
                + (items.size() > MOST_SORTED ? "; and " + (items.size() - MOST_SORTED) + " more" : "") + ".";
    }

    private static String withWords(VerifiedItem item) {
        List<String> words = item.words();
        if (words.isEmpty()) {
            return item.component().toString();
        }
        String more = words.size() > 1 ? " and " + (words.size() - 1) + " more" : "";
        return item.component() + " (" + words.get(0) + more + ")";
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
