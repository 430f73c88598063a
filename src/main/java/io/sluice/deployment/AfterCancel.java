package io.sluice.deployment;

import io.sluice.compare.ComparedItem;
import io.sluice.compare.Comparison;
import io.sluice.compare.Comparisons;
import io.sluice.compare.RestartableRetrieves;
import io.sluice.metadata.Component;
import io.sluice.remotejob.Look;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.Progress;
import io.sluice.remotejob.RemoteJob;
import io.sluice.salesforce.RetrieveProgress;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/**
 * Looks what a cancelled deployment left in the target. Below API version 65 an org may take a cancellation although it is
 * writing the deployment down already ("cancelDeploy()" in the Metadata API guide), so that its word "Canceled" proves nothing.
 */
@org.springframework.stereotype.Component
class AfterCancel {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final RestartableRetrieves retrieves;
    private final Comparisons comparisons;
    private final AttemptStore attempts;

    AfterCancel(RestartableRetrieves retrieves, Comparisons comparisons, AttemptStore attempts) {
        this.retrieves = retrieves;
        this.comparisons = comparisons;
        this.attempts = attempts;
    }

    /** @param ended what the deployment's own end was; one that was not cancelled is told as it is */
    Look look(RemoteJob job, Look ended) {
        if (!(ended instanceof Look.Ended end) || end.outcome().isSuccess() || !attempts.wasCancelled(job.id())) {
            return ended;
        }
        if (retrieves.isSpent(key(job))) {
            retrieves.start(key(job), job.environment(), TargetCheck.manifest(compared(job)));
            return running("started");
        }
        RetrieveProgress progress = retrieves.look(key(job), job.environment());
        if (!progress.done()) {
            return running(progress.status());
        }
        return new Look.Ended(
                Outcome.refused(PackageKind.DEPLOY_FAILED, end.outcome().message() + " " + found(job, progress)));
    }

    private String found(RemoteJob job, RetrieveProgress progress) {
        if (!progress.success()) {
            return "What it left there could not be looked at (" + progress.reason() + "); compare before you go on.";
        }
        Comparison compared = compared(job);
        SortedMap<Component, String> now = retrieves.readHashes(
                key(job), job.environment(), TargetCheck.manifest(compared).members());
        List<String> moved = Moved.items(compared.items(), ComparedItem::targetHash, now);
        return moved.isEmpty()
                ? "Looked at afterwards: the target is as it was before the deployment."
                : "Looked at afterwards: the target is not as it was before the deployment, although it was cancelled: "
                        + Words.named(moved) + ".";
    }

    private Comparison compared(RemoteJob job) {
        return comparisons.find(JobInput.of(job).comparison()).orElseThrow();
    }

    private static Look running(String status) {
        return new Look.Running(Progress.of("Cancelled; looking what it left: " + status), PAUSE);
    }

    private static String key(RemoteJob job) {
        return job.id() + ":after-cancel";
    }
}
