package io.sluice.web;

import io.sluice.evidence.Evidence;
import io.sluice.remotejob.JobDetails;
import io.sluice.remotejob.JobFilter;
import io.sluice.remotejob.JobRepair;
import io.sluice.remotejob.JobRepairs;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobState;
import io.sluice.remotejob.RemoteJobs;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Remote jobs over all changes and environments, for those who operate Sluice: looked up, and repaired. */
@Component
class JobDesk {

    /** As many rows as a page shows. */
    static final int MOST = 200;

    /**
     * One row.
     *
     * @param change null where the job belongs to none, for example when an environment is prepared
     * @param processInstance the instance whose step waits for it; null where none does, or not any more
     * @param retryHere whether it is stopped and nothing in Cockpit can retry it
     * @param undecided whether it is stopped because nobody knows whether the org took its request
     */
    record Row(
            ChangeView.Job job,
            @Nullable String change,
            @Nullable String processInstance,
            boolean retryHere,
            boolean undecided) {}

    /**
     * The jobs that were asked for.
     *
     * @param more whether there are more than are shown
     * @param kinds kinds to choose from, by their id and in words
     */
    record Listing(List<Row> rows, boolean more, List<Choice> environments, List<Choice> kinds) {}

    record Choice(String id, String words) {}

    private final RemoteJobs jobs;
    private final JobRepairs repairs;
    private final JobViews views;
    private final Evidence evidence;

    JobDesk(RemoteJobs jobs, JobRepairs repairs, JobViews views, Evidence evidence) {
        this.jobs = jobs;
        this.repairs = repairs;
        this.views = views;
        this.evidence = evidence;
    }

    /** Rows for the filter of a page. */
    Listing list(JobFilter filter) {
        List<RemoteJob> found = jobs.list(filter, MOST + 1);
        return new Listing(
                found.stream().limit(MOST).map(this::row).toList(),
                found.size() > MOST,
                views.environments(),
                views.kinds());
    }

    /** @throws Refusal where there is no such job */
    JobView job(UUID id) {
        JobDetails details = jobs.details(id).orElseThrow(() -> unknown(id));
        RemoteJob job = details.job();
        Map<JobRepair, Optional<String>> fitting = repairs.fitting(details);
        return new JobView(
                row(job, views.queued(job)),
                details.exclusive(),
                details.changesOrg(),
                details.checkId(),
                details.answeredAt(),
                details.dueAt(),
                details.heldUntil(),
                job.cancelRequestedAt(),
                details.cancelAsked(),
                views.input(job.input()),
                views.input(job.mark()),
                log(job),
                new JobView.Repairs(
                        refusal(fitting, JobRepair.POLL_NOW),
                        refusal(fitting, JobRepair.ADOPT),
                        refusal(fitting, JobRepair.MARK_LOST),
                        refusal(fitting, JobRepair.CANCEL_IN_ORG)),
                acts(job));
    }

    private static @Nullable String refusal(Map<JobRepair, Optional<String>> fitting, JobRepair repair) {
        return Objects.requireNonNull(fitting.get(repair)).orElse(null);
    }

    /** Where the log is, as far as its owner tells. */
    private static @Nullable String log(RemoteJob job) {
        if (job.owner().startsWith("DEP-")) {
            return "/deployments/" + job.owner();
        }
        return job.owner().startsWith("environment:")
                ? "/deployments/" + job.owner() + "/attempts/" + job.attempt()
                : null;
    }

    private List<ChangeView.HistoryRow> acts(RemoteJob job) {
        String subject = Objects.requireNonNullElse(job.change(), "environment:" + job.environment());
        return evidence.about(subject).stream()
                .filter(act -> job.id().toString().equals(act.details().get("job")))
                .map(HistoryViews::view)
                .toList();
    }

    /** Lets a stopped job go on; refused in a sentence where it is not stopped or has its Retry in Cockpit. */
    void retry(UUID id, Viewer viewer) {
        viewer.demand(viewer.mayRetryJobs(), "Only operators and administrators retry remote jobs.");
        try {
            jobs.retry(id, viewer.id());
        } catch (IllegalArgumentException unknown) {
            throw unknown(id);
        } catch (IllegalStateException refused) {
            throw new Refusal(HttpStatus.CONFLICT, refused.getMessage() + ".");
        }
    }

    void pollNow(UUID id, String reason, Viewer viewer) {
        repair(id, viewer, () -> repairs.pollNow(id, viewer.id(), reason));
    }

    void adopt(UUID id, String remoteId, boolean although, String reason, Viewer viewer) {
        repair(id, viewer, () -> repairs.adopt(id, remoteId.strip(), although, viewer.id(), reason));
    }

    void markLost(UUID id, String reason, Viewer viewer) {
        repair(id, viewer, () -> repairs.markLost(id, viewer.id(), reason));
    }

    void cancelInOrg(UUID id, String reason, Viewer viewer) {
        repair(id, viewer, () -> repairs.cancelInOrg(id, viewer.id(), reason));
    }

    private static void repair(UUID id, Viewer viewer, Supplier<Optional<String>> repair) {
        viewer.demand(viewer.mayRetryJobs(), "Only operators and administrators repair remote jobs.");
        Optional<String> refusal;
        try {
            refusal = repair.get();
        } catch (IllegalArgumentException unknown) {
            throw unknown(id);
        }
        refusal.ifPresent(sentence -> {
            throw new Refusal(HttpStatus.CONFLICT, sentence);
        });
    }

    private static Refusal unknown(UUID id) {
        return new Refusal(HttpStatus.NOT_FOUND, "There is no remote job " + id + ".");
    }

    private Row row(RemoteJob job) {
        return row(job, views.view(job));
    }

    private static Row row(RemoteJob job, ChangeView.Job view) {
        String instance = job.abandoned() ? null : job.processInstance();
        return new Row(
                view,
                job.change(),
                instance,
                job.stopped() && instance == null,
                job.stopped() && job.state() == RemoteJobState.SENDING);
    }
}
