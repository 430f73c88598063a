package io.sluice.web;

import io.sluice.change.ChangeFilter;
import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeRequests;
import io.sluice.compare.ComparisonHead;
import io.sluice.compare.Comparisons;
import io.sluice.compare.DifferenceCount;
import io.sluice.compare.ItemCount;
import io.sluice.compare.ItemDifferences;
import io.sluice.compare.ItemFilter;
import io.sluice.compare.SelectionWords;
import io.sluice.process.ScopeTasks;
import io.sluice.remotejob.RemoteJobs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists that the pages of comparisons show. */
@Component
class ComparisonLists {

    /** Older ones are found through their change request, or by their address. */
    private static final int MOST = 60;

    /**
     * A finished comparison.
     *
     * @param counts how many items differ, by bucket in words
     */
    record Finished(
            String id,
            String purpose,
            String what,
            String source,
            String target,
            @Nullable String change,
            Instant at,
            Map<String, Long> counts,
            DifferenceCount differences) {}

    /**
     * What the person may do with picked items.
     *
     * @param mayRaise whether the person may raise change requests
     * @param changes open change requests of the person whose scope can be edited now
     */
    record Pick(boolean mayRaise, List<ChangeRequest> changes) {}

    private final Comparisons comparisons;
    private final ItemDifferences differences;
    private final RemoteJobs jobs;
    private final ComparisonAccess access;
    private final RunningComparisons running;
    private final ChangeRequests changes;
    private final ScopeTasks tasks;
    private final EnvironmentNames environments;

    ComparisonLists(
            Comparisons comparisons,
            ItemDifferences differences,
            RemoteJobs jobs,
            ComparisonAccess access,
            RunningComparisons running,
            ChangeRequests changes,
            ScopeTasks tasks,
            EnvironmentNames environments) {
        this.comparisons = comparisons;
        this.differences = differences;
        this.jobs = jobs;
        this.access = access;
        this.running = running;
        this.changes = changes;
        this.tasks = tasks;
        this.environments = environments;
    }

    /** The newest that the person may read, newest first. */
    List<Finished> finished(Viewer viewer) {
        return comparisons.newest(MOST).stream()
                .filter(head -> access.mayRead(head, viewer))
                .map(this::finished)
                .toList();
    }

    private Finished finished(ComparisonHead head) {
        return new Finished(
                head.id().toString(),
                ComparisonPageViews.purpose(head),
                SelectionWords.of(head.selection()),
                environments.of(head.source()),
                environments.of(head.target()) + (head.earlier() == null ? "" : " (earlier state)"),
                head.change(),
                head.at(),
                comparisons.counts(head.id(), ItemFilter.DIFFERING).stream()
                        .collect(Collectors.groupingBy(
                                ItemCount::bucket, TreeMap::new, Collectors.summingLong(ItemCount::items)))
                        .entrySet()
                        .stream()
                        .collect(Collectors.toMap(
                                bucket -> bucket.getKey().words(),
                                Map.Entry::getValue,
                                (one, other) -> one,
                                java.util.LinkedHashMap::new)),
                differences.total(head.id()));
    }

    /** Those that people asked for and that are not finished, oldest first. */
    List<RunningComparisons.View> running(Viewer viewer) {
        return jobs.open().stream()
                .filter(job -> job.kind().equals(Comparisons.SELECTION_KIND))
                .filter(job -> access.mayWatch(job, viewer))
                .map(running::view)
                .filter(view -> !view.ended())
                .toList();
    }

    /** Finished comparisons whose sides another comparison can take in an org's place. */
    List<ComparisonHead> earlierStates(Viewer viewer) {
        return comparisons.newest(MOST).stream()
                .filter(head -> head.selection() != null && access.mayRead(head, viewer))
                .toList();
    }

    Pick pick(Viewer viewer) {
        return new Pick(
                viewer.mayRaiseChanges(),
                changes.list(new ChangeFilter(null, viewer.id(), null)).stream()
                        .filter(change -> !change.status().isFinal())
                        .filter(change -> tasks.find(change.number()).isPresent())
                        .limit(MOST)
                        .toList());
    }
}
