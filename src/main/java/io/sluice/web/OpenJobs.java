package io.sluice.web;

import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobState;
import io.sluice.remotejob.RemoteJobs;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The remote jobs that have not come to their end, over all changes and environments, for those who operate Sluice. */
@Component
class OpenJobs {

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

    private final RemoteJobs jobs;
    private final JobViews views;

    OpenJobs(RemoteJobs jobs, JobViews views) {
        this.jobs = jobs;
        this.views = views;
    }

    List<Row> all() {
        return jobs.open().stream().map(this::row).toList();
    }

    /** Lets a stopped job go on; refused in a sentence where it is not stopped or has its Retry in Cockpit. */
    void retry(UUID id, Viewer viewer) {
        viewer.demand(viewer.mayRetryJobs(), "Only operators and administrators retry remote jobs.");
        refusing(id, () -> jobs.retry(id, viewer.id()));
    }

    /** States that this id of the org is the request whose answer was lost. */
    void adopt(UUID id, String remoteId, String reason, Viewer viewer) {
        viewer.demand(viewer.mayRetryJobs(), "Only operators and administrators decide about lost requests.");
        refusing(id, () -> jobs.adopt(id, remoteId.strip(), viewer.id(), reason));
    }

    /** States that nothing of a request whose answer was lost is in the org. */
    void declareAbsent(UUID id, String reason, Viewer viewer) {
        viewer.demand(viewer.mayRetryJobs(), "Only operators and administrators decide about lost requests.");
        refusing(id, () -> jobs.declareAbsent(id, viewer.id(), reason));
    }

    private static void refusing(UUID id, Runnable act) {
        try {
            act.run();
        } catch (IllegalArgumentException unknown) {
            throw new Refusal(HttpStatus.NOT_FOUND, "There is no remote job " + id + ".");
        } catch (IllegalStateException refused) {
            throw new Refusal(HttpStatus.CONFLICT, refused.getMessage() + ".");
        }
    }

    private Row row(RemoteJob job) {
        String instance = job.abandoned() ? null : job.processInstance();
        return new Row(
                views.view(job),
                job.change(),
                instance,
                job.stopped() && instance == null,
                job.stopped() && job.state() == RemoteJobState.SENDING);
    }
}
