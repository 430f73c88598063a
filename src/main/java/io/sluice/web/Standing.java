package io.sluice.web;

import io.sluice.change.ChangeFilter;
import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeRequests;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.DeploymentStatus;
import io.sluice.deployment.Deployments;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobs;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What stands in an environment or is on its way from or to it, and what becomes of that when it is disabled. */
@Component
class Standing {

    /**
     * One open piece of work.
     *
     * @param change null where it belongs to none
     * @param what what it is, in words
     * @param becomes what happens to it while the environment is disabled
     */
    record Row(@Nullable String change, String what, String becomes) {}

    private static final Set<DeploymentStatus> OVER = EnumSet.of(DeploymentStatus.DEPLOYED, DeploymentStatus.CANCELLED);

    private final ChangeRequests changes;
    private final Deployments deployments;
    private final RemoteJobs jobs;
    private final EnvironmentNames names;

    Standing(ChangeRequests changes, Deployments deployments, RemoteJobs jobs, EnvironmentNames names) {
        this.changes = changes;
        this.deployments = deployments;
        this.jobs = jobs;
        this.names = names;
    }

    /** Open change requests that are worked on there. */
    List<Row> changesIn(String environment) {
        return open().stream()
                .filter(change -> environment.equals(change.sandbox()))
                .map(change -> new Row(
                        change.number(),
                        change.name() + ", of " + change.requester() + ", "
                                + change.status().words(),
                        "Its record stays in the org and its tasks stay open. It can't be sent on from here, and nothing of"
                                + " it is pushed here, until the environment is enabled."))
                .toList();
    }

    /** Open deployment records from or to it. */
    List<Row> deploymentsOf(String environment) {
        return open().stream()
                .flatMap(change -> deployments.ofChange(change.number()).stream())
                .filter(record -> !OVER.contains(record.status())
                        && (record.source().equals(environment)
                                || record.target().equals(environment)))
                .map(this::row)
                .toList();
    }

    private Row row(DeploymentRecord record) {
        boolean deploying = record.status() == DeploymentStatus.DEPLOYING;
        return new Row(
                record.change(),
                record.id() + " from " + names.of(record.source()) + " to " + names.of(record.target()) + ", "
                        + record.status().words(),
                deploying
                        ? "What was sent to the org is watched to its end and verified. What was not sent yet stops, with"
                                + " the reason, at Fix errors."
                        : "It stops before it is validated or deployed, with the reason. After the environment is enabled"
                                + " it can be repeated; an approval that it has keeps counting.");
    }

    /** Remote jobs of the environment that have not ended. */
    List<Row> jobsOf(String environment) {
        return jobs.open().stream()
                .filter(job -> job.environment().equals(environment))
                .map(job -> new Row(
                        job.change(),
                        PageWords.jobKind(job.kind()) + " of " + job.owner() + ", attempt " + job.attempt() + ": "
                                + PageWords.jobState(job.state()),
                        becomes(job)))
                .toList();
    }

    private static String becomes(RemoteJob job) {
        return switch (job.state()) {
            case REQUESTED, CHECKING ->
                "A validation or deployment is not sent any more; what only reads from the org goes on.";
            default -> "It is watched to its end.";
        };
    }

    private List<ChangeRequest> open() {
        return changes.list(ChangeFilter.ALL).stream()
                .filter(change -> !change.status().isFinal())
                .toList();
    }
}
