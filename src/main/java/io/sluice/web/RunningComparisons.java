package io.sluice.web;

import io.sluice.compare.ComparisonDesk;
import io.sluice.compare.Comparisons;
import io.sluice.compare.SelectionInput;
import io.sluice.compare.SelectionWords;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.Progress;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobState;
import io.sluice.remotejob.RemoteJobs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Comparisons that people asked for and that have no result, yet or for good. */
@Component
class RunningComparisons {

    /** Before that, how long a part took says little of the rest. */
    private static final int ENOUGH_FOR_A_FORECAST = 3;

    /**
     * How far one is.
     *
     * @param answer what the org or the comparison last said
     * @param forecast how much longer it will take by what it took so far; null where that can't be told
     * @param ended whether nothing more happens
     * @param failure why it ended without a result; null where it did not
     * @param stopping whether it was cancelled and goes on to its end
     */
    record View(
            String id,
            String source,
            String target,
            String what,
            String leftOut,
            String askedBy,
            Instant askedAt,
            String state,
            String answer,
            int done,
            int total,
            @Nullable String forecast,
            @Nullable String problem,
            boolean stopped,
            boolean ended,
            @Nullable String failure,
            boolean stopping,
            boolean mayCancel) {}

    private final RemoteJobs jobs;
    private final ComparisonDesk desk;
    private final ComparisonAccess access;
    private final EnvironmentNames environments;
    private final Clock clock;

    RunningComparisons(
            RemoteJobs jobs, ComparisonDesk desk, ComparisonAccess access, EnvironmentNames environments, Clock clock) {
        this.jobs = jobs;
        this.desk = desk;
        this.access = access;
        this.environments = environments;
        this.clock = clock;
    }

    /** The job, where the id is one of a comparison that the person may watch. */
    Optional<RemoteJob> find(UUID id, Viewer viewer) {
        return jobs.find(id)
                .filter(job -> job.kind().equals(Comparisons.SELECTION_KIND))
                .filter(job -> access.mayWatch(job, viewer));
    }

    /** @throws Refusal where there is none */
    RemoteJob require(UUID id, Viewer viewer) {
        return find(id, viewer).orElseThrow(ComparisonAccess::noSuchComparison);
    }

    /**
     * Cancels it.
     *
     * @return a sentence saying why not
     * @throws Refusal where it is another person's
     */
    Optional<String> cancel(UUID id, Viewer viewer) {
        RemoteJob job = require(id, viewer);
        viewer.demand(
                mayCancel(job, viewer),
                "This comparison was asked for by " + job.requestedBy() + "; only they, operators and administrators"
                        + " cancel it.");
        return desk.cancel(id, viewer.id());
    }

    private static boolean mayCancel(RemoteJob job, Viewer viewer) {
        return job.requestedBy().equals(viewer.id()) || viewer.hasAny(Role.OPERATOR, Role.ADMINISTRATOR);
    }

    View view(RemoteJob job) {
        SelectionInput input = SelectionInput.read(job.input());
        Progress progress = job.progress();
        boolean ended = job.state() == RemoteJobState.DELIVERED
                || job.state() == RemoteJobState.WITHDRAWN
                || job.state() == RemoteJobState.ENDED;
        return new View(
                job.id().toString(),
                environments.of(input.source()),
                environments.of(input.target()) + (input.earlier() == null ? "" : " (earlier state)"),
                SelectionWords.of(input.selection()),
                SelectionWords.leftOut(input.selection()),
                job.requestedBy(),
                job.requestedAt(),
                PageWords.jobState(job.state()),
                progress.status(),
                progress.componentsDone(),
                progress.componentsTotal(),
                ended ? null : forecast(job),
                job.problem(),
                job.stopped(),
                ended,
                failure(job),
                job.cancelRequestedAt() != null && !ended,
                !ended && job.cancelRequestedAt() == null);
    }

    private @Nullable String forecast(RemoteJob job) {
        Progress progress = job.progress();
        Instant sent = job.sentAt();
        int done = progress.componentsDone();
        int left = progress.componentsTotal() - done;
        if (sent == null || done <= 0 || left <= 0) {
            return null;
        }
        Duration took = Duration.between(sent, clock.instant());
        if (took.toSeconds() < ENOUGH_FOR_A_FORECAST) {
            return null;
        }
        Duration rest = Duration.ofMillis(took.toMillis() / done * left);
        return rest.toSeconds() < 60
                ? "less than a minute left"
                : "about " + PageWords.count(rest.toMinutes() + 1, "minute") + " left";
    }

    private static @Nullable String failure(RemoteJob job) {
        if (job.state() == RemoteJobState.WITHDRAWN) {
            return "It was cancelled before anything was asked of an org. Nothing was compared.";
        }
        Outcome outcome = job.outcome();
        return outcome == null || outcome.isSuccess() ? null : outcome.message();
    }
}
