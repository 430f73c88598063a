package io.sluice.web;

import io.sluice.compare.Bucket;
import io.sluice.compare.ComparedItem;
import io.sluice.compare.Comparison;
import io.sluice.compare.ComparisonHead;
import io.sluice.compare.Comparisons;
import io.sluice.compare.DifferenceCount;
import io.sluice.compare.EarlierState;
import io.sluice.compare.ItemCount;
import io.sluice.compare.ItemDifference;
import io.sluice.compare.ItemDifferences;
import io.sluice.compare.ItemFilter;
import io.sluice.compare.SelectionWords;
import io.sluice.compare.VerifiedItem;
import io.sluice.compare.difference.RightsChange;
import io.sluice.metadata.Component;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finished comparisons as their page and its JSON twin show them. */
@org.springframework.stereotype.Component
class ComparisonPageViews {

    static final int PAGE_SIZE = 100;

    /** So many rights stand at the top; all of them are found by the filter. */
    private static final int MOST_RIGHTS = 60;

    private final Comparisons comparisons;
    private final ItemDifferences differences;
    private final RemoteJobs jobs;
    private final EnvironmentNames environments;
    private final InsideViews insides;

    ComparisonPageViews(
            Comparisons comparisons,
            ItemDifferences differences,
            RemoteJobs jobs,
            EnvironmentNames environments,
            InsideViews insides) {
        this.comparisons = comparisons;
        this.differences = differences;
        this.jobs = jobs;
        this.environments = environments;
        this.insides = insides;
    }

    ComparisonView of(ComparisonHead head) {
        List<ItemCount> counts = comparisons.counts(head.id(), ItemFilter.ALL);
        Optional<Comparison> scope = head.selection() == null ? comparisons.find(head.id()) : Optional.empty();
        return new ComparisonView(
                head.id().toString(),
                purpose(head),
                head.change(),
                head.selection() == null ? head.owner() : null,
                head.verify(),
                head.source(),
                environments.of(head.source()),
                head.sourceOrgId(),
                head.at(),
                head.target(),
                environments.of(head.target()),
                head.targetOrgId(),
                targetReadAt(head),
                targetState(head.earlier()),
                jobs.find(head.remoteJob()).map(RemoteJob::requestedBy).orElse("-"),
                head.apiVersion(),
                scope.map(found -> found.sourceDigest().value()).orElse(null),
                scope.map(found -> found.targetDigest().value()).orElse(null),
                SelectionWords.of(head.selection()),
                SelectionWords.leftOut(head.selection()),
                head.gaps(),
                head.cold(),
                differences.lookedInside(head.id()),
                buckets(counts),
                types(counts),
                differences.total(head.id()),
                differences.rightsFirst(head.id(), MOST_RIGHTS).stream()
                        .map(ComparisonPageViews::right)
                        .toList(),
                verified(differences.verified(head.id())));
    }

    static String purpose(ComparisonHead head) {
        if (head.selection() != null) {
            return head.change() == null ? "Comparison" : "Comparison for " + head.change();
        }
        return (head.verify() ? "Verify after the deployment " : "Before the deployment ") + head.owner();
    }

    private Instant targetReadAt(ComparisonHead head) {
        return Optional.ofNullable(head.earlier())
                .flatMap(state -> comparisons.head(state.comparison()))
                .map(ComparisonHead::at)
                .orElse(head.at());
    }

    private static @Nullable String targetState(@Nullable EarlierState earlier) {
        return earlier == null
                ? null
                : "as the " + (earlier.source() ? "source" : "target") + " of an earlier comparison";
    }

    private static Map<String, Long> buckets(List<ItemCount> counts) {
        Map<Bucket, Long> sums = new EnumMap<>(Bucket.class);
        counts.forEach(count -> sums.merge(count.bucket(), count.items(), Long::sum));
        Map<String, Long> words = new LinkedHashMap<>();
        sums.forEach((bucket, items) -> words.put(bucket.name(), items));
        return words;
    }

    private static List<ComparisonView.TypeCounts> types(List<ItemCount> counts) {
        Map<String, Map<Bucket, Long>> byType = new TreeMap<>();
        counts.forEach(count -> byType.computeIfAbsent(count.type(), type -> new EnumMap<>(Bucket.class))
                .merge(count.bucket(), count.items(), Long::sum));
        return byType.entrySet().stream()
                .map(type -> new ComparisonView.TypeCounts(
                        type.getKey(),
                        type.getValue().getOrDefault(Bucket.ONLY_IN_SOURCE, 0L),
                        type.getValue().getOrDefault(Bucket.ONLY_IN_TARGET, 0L),
                        type.getValue().getOrDefault(Bucket.DIFFERENT, 0L),
                        type.getValue().getOrDefault(Bucket.SAME, 0L),
                        type.getValue().getOrDefault(Bucket.UNKNOWN, 0L),
                        type.getValue().getOrDefault(Bucket.IN_NEITHER, 0L)))
                .toList();
    }

    static ComparisonView.RightRow right(ItemDifference each) {
        RightsChange right = each.difference().right();
        if (right == null) {
            throw new IllegalStateException(each + " is no right");
        }
        return new ComparisonView.RightRow(
                each.component().toString(),
                effect(right),
                right.powerful(),
                each.difference().words());
    }

    static String effect(RightsChange right) {
        return right.effect().name().toLowerCase(Locale.ROOT);
    }

    private static List<ComparisonView.Verified> verified(List<VerifiedItem> items) {
        return Arrays.stream(VerifiedItem.Kind.values())
                .map(kind -> new ComparisonView.Verified(
                        kind.words(),
                        meaning(kind),
                        items.stream()
                                .filter(item -> item.kind() == kind)
                                .map(item -> new ComparisonView.VerifiedRow(
                                        item.component().toString(), item.words()))
                                .toList()))
                .filter(kind -> !kind.items().isEmpty())
                .toList();
    }

    private static String meaning(VerifiedItem.Kind kind) {
        return switch (kind) {
            case DONE -> "It differed when the deployment was approved, and is the same now.";
            case NOT_DONE ->
                "The target is as it was when the deployment was approved. An org may drop an edit without saying so.";
            case MEANWHILE ->
                "It was not so when the deployment was approved, and the deployment did not mean it: source or target was"
                        + " edited since.";
        };
    }

    /** @param open whether what differs inside is shown too */
    ComparisonView.Rows rows(ComparisonHead head, ItemFilter filter, @Nullable Component after, boolean open) {
        List<ComparedItem> items = new ArrayList<>(comparisons.rightsFirst(head.id(), filter, after, PAGE_SIZE + 1));
        boolean more = items.size() > PAGE_SIZE;
        if (more) {
            items.remove(PAGE_SIZE);
        }
        Map<Component, DifferenceCount> counts = differences.counts(
                head.id(), items.stream().map(ComparedItem::component).toList());
        return new ComparisonView.Rows(
                items.stream().map(item -> row(head, item, counts, open)).toList(),
                more ? items.get(items.size() - 1).component().toString() : null);
    }

    private ComparisonView.Row row(
            ComparisonHead head, ComparedItem item, Map<Component, DifferenceCount> counts, boolean open) {
        Component component = item.component();
        boolean oneSided = item.bucket() == Bucket.ONLY_IN_SOURCE || item.bucket() == Bucket.ONLY_IN_TARGET;
        return new ComparisonView.Row(
                component.toString(),
                component.type(),
                component.fullName(),
                item.bucket().name(),
                item.bucket().words(),
                counts.getOrDefault(component, DifferenceCount.NONE),
                item.lastModifiedBy(),
                item.lastModifiedAt(),
                oneSided ? null : item.note(),
                open && item.bucket() != Bucket.SAME ? insides.of(head, item, false) : null);
    }

    /** @throws Refusal where the comparison has no such item */
    ComparedItem item(ComparisonHead head, Component component) {
        return comparisons
                .item(head.id(), component)
                .orElseThrow(() -> new Refusal(
                        org.springframework.http.HttpStatus.NOT_FOUND,
                        "The comparison has no item " + component + "."));
    }
}
