package io.sluice.compare;

import io.sluice.compare.difference.ComponentDifferences;
import io.sluice.compare.difference.Difference;
import io.sluice.compare.difference.TextDifference;
import io.sluice.metadata.Component;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

    private static final String SOURCE_MOVED = "the source was changed after the comparison that was decided on";

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
        boolean sourceMoved = !Objects.equals(now.sourceHash(), then.sourceHash());
        if (isSame(now.bucket())) {
            if (!wasSame && sourceMoved) {
                add(now.component(), VerifiedItem.Kind.MEANWHILE, List.of(SOURCE_MOVED), sorted);
            } else if (!wasSame) {
                add(now.component(), VerifiedItem.Kind.DONE, words(meant.apply(now.component())), sorted);
            }
            return;
        }
        if (wasSame) {
            add(now.component(), VerifiedItem.Kind.MEANWHILE, words(left.apply(now.component())), sorted);
            return;
        }
        boolean targetStayed = Objects.equals(now.targetHash(), then.targetHash());
        if (targetStayed && (!sourceMoved || now.targetHash() == null)) {
            add(now.component(), VerifiedItem.Kind.NOT_DONE, words(left.apply(now.component())), sorted);
            return;
        }
        Optional<ComponentDifferences> before = meant.apply(now.component());
        Optional<ComponentDifferences> open = left.apply(now.component());
        if (differences(before).isEmpty() || differences(open).isEmpty()) {
            // Such as nobody could look into, then or now: only the hashes say what happened.
            add(
                    now.component(),
                    targetStayed ? VerifiedItem.Kind.NOT_DONE : VerifiedItem.Kind.MEANWHILE,
                    words(open),
                    sorted);
            return;
        }
        byDifference(now.component(), new Inside(before), new Inside(open), sourceMoved, sorted);
    }

    private static void byDifference(
            Component component, Inside before, Inside open, boolean sourceMoved, List<VerifiedItem> sorted) {
        // Where the source was edited too, nobody knows what made a difference go.
        List<String> done = sourceMoved
                ? List.of()
                : before.differences().values().stream()
                        .filter(each -> !open.differences().containsKey(each.path()))
                        .map(Difference::words)
                        .sorted()
                        .toList();
        Map<Boolean, List<String>> dropped = open.differences().values().stream()
                .collect(Collectors.partitioningBy(
                        each -> isLeft(each.path(), open, before),
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
    private static boolean isLeft(String path, Inside now, Inside before) {
        Difference open = now.differences().get(path);
        Difference meant = before.differences().get(path);
        return open != null
                && meant != null
                && Objects.equals(open.target(), meant.target())
                && Objects.equals(open.source(), meant.source())
                && Objects.equals(now.texts().get(path), before.texts().get(path));
    }

    /**
     * What differed in one item at one time.
     *
     * @param differences by path, in their order
     * @param texts by the same paths; the difference of a text says nothing of what stands in it
     */
    private record Inside(Map<String, Difference> differences, Map<String, TextDifference> texts) {

        Inside(Optional<ComponentDifferences> found) {
            this(new LinkedHashMap<>(), new HashMap<>());
            found.ifPresent(each -> {
                each.differences().forEach(difference -> differences.put(difference.path(), difference));
                each.texts().forEach(text -> texts.put(text.path(), text));
            });
        }
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
