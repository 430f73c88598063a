package io.sluice.remotejob;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Which repair fits which state of a remote job. Pure: what an org has to be asked for comes later. */
final class RepairRules {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
    /** Too late to cancel: the org is writing it down. */
    private static final String FINALIZING = "FinalizingDeploy";

    private final boolean findsLost;
    private final boolean cancels;
    private final Instant now;

    /** @param kind the kind of the job */
    RepairRules(RemoteJobKind kind, Instant now) {
        this.findsLost = kind.findsLost();
        this.cancels = kind.cancels();
        this.now = now;
    }

    /** A sentence that says why not; empty where it fits. */
    Optional<String> refusal(JobRepair repair, JobDetails details) {
        RemoteJob job = details.job();
        if (job.state() == RemoteJobState.DELIVERED || job.state() == RemoteJobState.WITHDRAWN) {
            return Optional.of("The job has come to its end already.");
        }
        Optional<String> refusal =
                switch (repair) {
                    case POLL_NOW -> poll(details);
                    case ADOPT -> adopt(job);
                    case MARK_LOST -> lost(job);
                    case CANCEL_IN_ORG -> cancel(job);
                };
        return refusal.or(() -> repair == JobRepair.CANCEL_IN_ORG ? Optional.empty() : held(details));
    }

    private Optional<String> held(JobDetails details) {
        Instant until = details.heldUntil();
        return until != null && details.isHeld(now)
                ? Optional.of("A node has the job in hand at this moment, until " + TIME.format(until)
                        + " at the latest; look again then.")
                : Optional.empty();
    }

    private static Optional<String> poll(JobDetails details) {
        return details.job().stopped() && details.isAwaited()
                ? Optional.of(
                        "The job is stopped, and its step shows an incident: retry the step in Cockpit, process instance "
                                + details.job().processInstance() + ". That looks at the org, too.")
                : Optional.empty();
    }

    private Optional<String> adopt(RemoteJob job) {
        if (!findsLost) {
            return Optional.of(
                    "What a " + job.kind() + " lost is simply asked for again, so there is nothing to adopt.");
        }
        return switch (job.state()) {
            case SENDING -> Optional.empty();
            case RUNNING -> Optional.of("The job is " + job.remoteId() + " of the org already.");
            default -> unsentOrEnded(job);
        };
    }

    private Optional<String> lost(RemoteJob job) {
        return switch (job.state()) {
            case SENDING ->
                findsLost
                        ? Optional.empty()
                        : Optional.of("What a " + job.kind() + " lost is asked for again without a decision.");
            case RUNNING ->
                job.stopped()
                        ? Optional.empty()
                        : Optional.of(
                                "The org answers for " + job.remoteId()
                                        + ", as far as is known; only a stopped job can be lost there. Poll it now to find out.");
            default -> unsentOrEnded(job);
        };
    }

    private Optional<String> cancel(RemoteJob job) {
        return switch (job.state()) {
            case RUNNING -> cancelRunning(job);
            case SENDING ->
                Optional.of(
                        "Whether the org has the job is not known yet, so there is nothing to cancel in it; Sluice is"
                                + " finding out.");
            default -> unsentOrEnded(job);
        };
    }

    private Optional<String> cancelRunning(RemoteJob job) {
        if (!cancels) {
            return Optional.of("An org cannot cancel a " + job.kind() + "; it ends by itself.");
        }
        Instant asked = job.cancelRequestedAt();
        if (asked != null) {
            return Optional.of(
                    "That was asked for at " + TIME.format(asked) + " already; the job is watched to its end.");
        }
        return job.progress().status().startsWith(FINALIZING)
                ? Optional.of("The org is writing the deployment down (FinalizingDeploy) and cannot cancel it any more;"
                        + " wait for its end.")
                : Optional.empty();
    }

    private static Optional<String> unsentOrEnded(RemoteJob job) {
        return Optional.of(
                job.state() == RemoteJobState.ENDED
                        ? "The result of the job is written down already; only its step was not told yet."
                        : "Nothing of the job was sent yet, so nothing of it is in the org. Cancelling what it belongs to"
                                + " withdraws it.");
    }
}
