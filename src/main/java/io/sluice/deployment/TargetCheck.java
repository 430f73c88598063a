package io.sluice.deployment;

import io.sluice.approval.ApprovalSubject;
import io.sluice.approval.Approvals;
import io.sluice.compare.ComparedItem;
import io.sluice.compare.Comparison;
import io.sluice.compare.Comparisons;
import io.sluice.compare.RestartableRetrieves;
import io.sluice.environment.Connections;
import io.sluice.environment.Environments;
import io.sluice.metadata.Component;
import io.sluice.metadata.Manifest;
import io.sluice.metadata.Manifests;
import io.sluice.remotejob.Look;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.Progress;
import io.sluice.remotejob.RemoteJob;
import io.sluice.salesforce.OrgException;
import io.sluice.salesforce.RetrieveProgress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Right before a package is sent: a way must still lead to the target, the approval bind, the target be the very org, and the scope there be what
 * it was when the approval was given. The fingerprint is computed anew from what the target says now.
 */
@org.springframework.stereotype.Component
class TargetCheck {

    /** As Salesforce's own client at least waits; the target's queue stands still meanwhile. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final String NOT_ASKED = "not-asked";
    private static final String CHANGED = "fingerprint-changed";

    private final RestartableRetrieves retrieves;
    private final Connections connections;
    private final Comparisons comparisons;
    private final Approvals approvals;
    private final Environments environments;

    TargetCheck(
            RestartableRetrieves retrieves,
            Connections connections,
            Comparisons comparisons,
            Approvals approvals,
            Environments environments) {
        this.environments = environments;
        this.retrieves = retrieves;
        this.connections = connections;
        this.comparisons = comparisons;
        this.approvals = approvals;
    }

    /** A target that nothing may go to now is not even asked. */
    String start(RemoteJob job) {
        return closed(job).isPresent() ? NOT_ASKED : ask(job);
    }

    private String ask(RemoteJob job) {
        return retrieves.start(key(job), job.environment(), manifest(compared(JobInput.of(job))));
    }

    /**
     * @param checkId as {@link #start} gave it
     * @param closed what a way that is closed by now is called
     */
    Look look(RemoteJob job, String checkId, String closed) {
        Optional<String> refusal = closed(job);
        if (refusal.isPresent()) {
            return new Look.Ended(Outcome.refused(closed, "Nothing was sent. " + refusal.get()));
        }
        JobInput input = JobInput.of(job);
        Comparison compared = compared(input);
        if (!isApproved(job, input)) {
            return changed("The approval of this deployment no longer holds. Compare, prepare and approve it again.");
        }
        String orgId = connections.open(job.environment()).identity().orgId();
        if (!orgId.equals(compared.targetOrgId())) {
            return changed("Environment " + job.environment() + " is org " + orgId
                    + " now; approved was the deployment to" + " org " + compared.targetOrgId() + ".");
        }
        if (checkId.equals(NOT_ASKED) || retrieves.isSpent(key(job))) {
            ask(job);
            return new Look.Running(Progress.of("Checking the target again"), PAUSE);
        }
        RetrieveProgress progress = retrieves.look(key(job), job.environment());
        if (!progress.done()) {
            return new Look.Running(Progress.of("Checking the target: " + progress.status()), PAUSE);
        }
        if (!progress.success()) {
            retrieves.spend(key(job));
            throw new OrgException(
                    "RETRIEVE_FAILED",
                    "Environment " + job.environment() + " could not return the scope: "
                            + progress.reason()
                            + ". Nothing was sent; a retry is safe.");
        }
        SortedMap<Component, String> now = retrieves.readHashes(
                key(job), job.environment(), manifest(compared).members());
        Fingerprint fingerprint = input.fingerprintNow(compared, orgId, Moved.digest(compared.items(), now));
        if (fingerprint.value().equals(input.fingerprint())) {
            return new Look.Ended(Outcome.success("The target is as it was when the deployment was approved"));
        }
        List<String> moved = Moved.items(compared.items(), ComparedItem::targetHash, now);
        return changed(
                moved.isEmpty()
                        ? "Test level, tests or options are not those that were approved."
                        : "Environment " + job.environment() + " is not as it was when the deployment was approved: "
                                + Words.named(moved) + ". Compare and approve again.");
    }

    /**
     * Once more at the moment of sending, without asking the org for content.
     *
     * @throws OrgException where it does not hold; nothing was sent then
     */
    void atSending(RemoteJob job) {
        closed(job).ifPresent(refusal -> {
            throw new OrgException("ROUTE_CLOSED", "Nothing was sent. " + refusal);
        });
        JobInput input = JobInput.of(job);
        Comparison compared = compared(input);
        if (!isApproved(job, input)
                || !connections.open(job.environment()).identity().orgId().equals(compared.targetOrgId())) {
            throw new OrgException(
                    "NOT_APPROVED",
                    "Nothing was sent to environment " + job.environment()
                            + ": the approval no longer holds, or it is another org now");
        }
    }

    /** Why nothing may go from the source to the target any more. */
    private Optional<String> closed(RemoteJob job) {
        Comparison compared = compared(JobInput.of(job));
        return compared.isWithKept()
                ? environments.path().useRefusal(compared.target())
                : environments.path().refusal(compared.source(), compared.target());
    }

    private boolean isApproved(RemoteJob job, JobInput input) {
        return approvals.isApproved(
                new ApprovalSubject(ApprovalSubject.Kind.DEPLOYMENT, job.owner(), input.change()), input.fingerprint());
    }

    private Comparison compared(JobInput input) {
        return comparisons
                .find(input.comparison())
                .orElseThrow(() -> new IllegalStateException("There is no comparison " + input.comparison()));
    }

    static Manifest manifest(Comparison compared) {
        return Manifests.forScope(
                compared.apiVersion(),
                compared.items().stream().map(ComparedItem::component).toList());
    }

    private static Look changed(String message) {
        return new Look.Ended(Outcome.refused(CHANGED, message));
    }

    private static String key(RemoteJob job) {
        return job.id() + ":check";
    }
}
