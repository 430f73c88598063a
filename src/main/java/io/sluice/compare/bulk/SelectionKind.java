package io.sluice.compare.bulk;

import io.sluice.compare.ComparisonHead;
import io.sluice.compare.Comparisons;
import io.sluice.environment.Connections;
import io.sluice.remotejob.Look;
import io.sluice.remotejob.Lost;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.Progress;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobKind;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Compares selections of any size. All that is known lies in the database, so that any node goes on after a kill with what was
 * done; a look works for a while and then says how far it is.
 */
@Component
@EnableConfigurationProperties(CompareSettings.class)
class SelectionKind implements RemoteJobKind {

    private static final String CANCELLED = "comparison-cancelled";
    private static final String ANOTHER_ORG = "another-org";

    private final RunRows runs;
    private final ChunkRows chunks;
    private final ChunkRetrieves retrieves;
    private final ListPlan plan;
    private final TypeRows types;
    private final Listing listing;
    private final Planning planning;
    private final Slice slice;
    private final Finish finish;
    private final Comparisons comparisons;
    private final Connections connections;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SelectionKind(
            RunRows runs,
            ChunkRows chunks,
            ChunkRetrieves retrieves,
            ListPlan plan,
            TypeRows types,
            Listing listing,
            Planning planning,
            Slice slice,
            Finish finish,
            @Lazy Comparisons comparisons,
            Connections connections,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.runs = runs;
        this.chunks = chunks;
        this.retrieves = retrieves;
        this.plan = plan;
        this.types = types;
        this.listing = listing;
        this.planning = planning;
        this.slice = slice;
        this.finish = finish;
        this.comparisons = comparisons;
        this.connections = connections;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Override
    public String name() {
        return Comparisons.SELECTION_KIND;
    }

    @Override
    public boolean exclusive() {
        return false;
    }

    @Override
    public String send(RemoteJob job) {
        begin(job);
        return job.id().toString();
    }

    /** What it waits for it waits for itself. */
    @Override
    public boolean waitsForOrg() {
        return false;
    }

    @Override
    public Lost lost(RemoteJob job) {
        return new Lost.SendAgain();
    }

    @Override
    public boolean cancels() {
        return true;
    }

    @Override
    public void cancel(RemoteJob job) {
        runs.cancel(job.id());
    }

    @Override
    public Look look(RemoteJob job) {
        Optional<ComparisonHead> made = comparisons.headOfJob(job.id());
        if (made.isPresent()) {
            return new Look.Ended(Outcome.success(finish.words(made.get().id())));
        }
        Run run = runs.find(job).orElseGet(() -> begin(job));
        // What the run knows may be lost with its unlogged table; what the job knows is not.
        if (job.cancelRequestedAt() != null || runs.isCancelled(job.id())) {
            transaction.executeWithoutResult(status -> {
                runs.forget(job.id());
                retrieves.forget(job.id());
            });
            return new Look.Ended(Outcome.refused(CANCELLED, "The comparison was cancelled before it was done."));
        }
        String source = connections.open(run.environment(true)).identity().orgId();
        String target = target(run);
        if (!Run.orgId(source).equals(run.sourceOrg()) || !Run.orgId(target).equals(run.targetOrg())) {
            return new Look.Ended(Outcome.refused(
                    ANOTHER_ORG, "One of the environments is now another org than at the beginning; compare again."));
        }
        return run.waves() == 0 ? list(run) : retrieve(run, source, target);
    }

    private Run begin(RemoteJob job) {
        Run first = new Run(job.id(), job.owner(), Run.input(job), clock.instant(), 0, "", "", null, 0);
        String source = connections.open(first.environment(true)).identity().orgId();
        runs.begin(job.id(), Run.orgId(source), Run.orgId(target(first)), first.beganAt());
        return runs.find(job)
                .orElseThrow(() -> new IllegalStateException("Comparison " + job.id() + " ended meanwhile"));
    }

    /** Org id of the target, or of what stands in for it. */
    private String target(Run run) {
        if (run.asks(false)) {
            return connections.open(run.environment(false)).identity().orgId();
        }
        ComparisonHead earlier = comparisons
                .head(java.util.Objects.requireNonNull(run.input().earlier()).comparison())
                .orElseThrow(() -> new IllegalStateException("The earlier comparison is gone"));
        return run.input().earlier().source() ? earlier.sourceOrgId() : earlier.targetOrgId();
    }

    private Look list(Run run) {
        plan.make(run);
        if (!slice.list(run)) {
            TypeRows.Count count = types.count(run.job());
            return new Look.Running(
                    Progress.of("Listing: " + (count.all() - count.open()) + " of " + count.all() + " lists of types"),
                    Duration.ZERO);
        }
        listing.addUnlisted(run);
        listing.addEarlier(run);
        transaction.executeWithoutResult(status -> planning.plan(run));
        return new Look.Running(progress(run), Duration.ZERO);
    }

    private Look retrieve(Run run, String source, String target) {
        if (slice.retrieve(run)) {
            transaction.executeWithoutResult(status -> finish.finish(run, source, target));
            retrieves.forget(run.job());
            return new Look.Ended(Outcome.success(finish.words(comparisons
                    .headOfJob(run.job())
                    .orElseThrow(() -> new IllegalStateException("The comparison was not written"))
                    .id())));
        }
        return new Look.Running(progress(run), Duration.ZERO);
    }

    private Progress progress(Run run) {
        ChunkRows.Count count = chunks.count(run.job());
        return Forecast.progress(count.done(), count.all(), run.known(), run.retrievingAt(), clock.instant());
    }
}
