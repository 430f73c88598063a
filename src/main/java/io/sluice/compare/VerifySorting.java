package io.sluice.compare;

import io.sluice.compare.difference.ComponentDifferences;
import io.sluice.compare.difference.Difference;
import io.sluice.metadata.Component;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sorts what a verify comparison found by the comparison that was approved: what was meant is what differed then; what the
 * target was then tells an edit that the org dropped from one that somebody else made.
 */
final class VerifySorting {

    private final Map<Component, ComparedItem> approved;
    private final Function<Component, Optional<ComponentDifferences>> meant;
    private final Function<Component, Optional<ComponentDifferences>> left;

    /**
     * @param approved the items that were approved
     * @param meant what differed inside of them
     * @param left what differs now
     */
    VerifySorting(
            List<ComparedItem> approved,
            Function<Component, Optional<ComponentDifferences>> meant,
            Function<Component, Optional<ComponentDifferences>> left) {
        this.approved = approved.stream().collect(Collectors.toMap(ComparedItem::component, Function.identity()));
        this.meant = meant;
        this.left = left;
    }

    /** In the order of the items; what was and is the same is left out, and so is what an org could not return. */
    List<VerifiedItem> sort(List<ComparedItem> verified) {
        List<VerifiedItem> sorted = new ArrayList<>();
        verified.forEach(item -> sort(item, approved.get(item.component()), sorted));
        return sorted;
    }

    private void sort(ComparedItem now, @Nullable ComparedItem then, List<VerifiedItem> sorted) {
        if (then == null || now.bucket() == Bucket.UNKNOWN || then.bucket() == Bucket.UNKNOWN) {
            return;
        }
        boolean wasSame = isSame(then.bucket());
        if (isSame(now.bucket())) {
            if (!wasSame) {
                add(now.component(), VerifiedItem.Kind.DONE, words(meant.apply(now.component())), sorted);
            }
            return;
        }
        if (wasSame) {
            add(now.component(), VerifiedItem.Kind.MEANWHILE, words(left.apply(now.component())), sorted);
            return;
        }
        if (Objects.equals(now.targetHash(), then.targetHash())
                && Objects.equals(now.sourceHash(), then.sourceHash())) {
            add(now.component(), VerifiedItem.Kind.NOT_DONE, words(left.apply(now.component())), sorted);
            return;
        }
        List<Difference> open = differences(left.apply(now.component()));
        if (open.isEmpty()) {
            // Whole components, or such as nobody could look into.
            VerifiedItem.Kind kind = Objects.equals(now.targetHash(), then.targetHash())
                    ? VerifiedItem.Kind.NOT_DONE
                    : VerifiedItem.Kind.MEANWHILE;
            add(now.component(), kind, List.of(), sorted);
            return;
        }
        byDifference(now.component(), open, sorted);
    }

    private void byDifference(Component component, List<Difference> open, List<VerifiedItem> sorted) {
        Map<String, Difference> before = new HashMap<>();
        differences(meant.apply(component)).forEach(each -> before.put(each.path(), each));
        List<String> done = before.values().stream()
                .filter(each -> open.stream().noneMatch(now -> now.path().equals(each.path())))
                .map(Difference::words)
                .sorted()
                .toList();
        Map<Boolean, List<String>> dropped = open.stream()
                .collect(Collectors.partitioningBy(
                        each -> isLeft(each, before.get(each.path())),
                        Collectors.mapping(Difference::words, Collectors.toList())));
        Stream.of(
                        new VerifiedItem(component, VerifiedItem.Kind.DONE, done),
                        new VerifiedItem(component, VerifiedItem.Kind.NOT_DONE, dropped.getOrDefault(true, List.of())),
                        new VerifiedItem(
                                component, VerifiedItem.Kind.MEANWHILE, dropped.getOrDefault(false, List.of())))
                .filter(item -> !item.words().isEmpty())
                .forEach(sorted::add);
    }

    /** Whether a difference is one that was meant to go: at the same place both sides are what they were. */
    private static boolean isLeft(Difference now, @Nullable Difference before) {
        return before != null
                && Objects.equals(now.target(), before.target())
                && Objects.equals(now.source(), before.source());
    }

    private static void add(
            Component component, VerifiedItem.Kind kind, List<String> words, List<VerifiedItem> sorted) {
        sorted.add(new VerifiedItem(component, kind, words));
    }

    private static boolean isSame(Bucket bucket) {
        return bucket == Bucket.SAME || bucket == Bucket.IN_NEITHER;
    }

    private static List<String> words(Optional<ComponentDifferences> found) {
        return differences(found).stream().map(Difference::words).toList();
    }

    private static List<Difference> differences(Optional<ComponentDifferences> found) {
        return found.map(ComponentDifferences::differences).orElse(List.of());
    }
}
