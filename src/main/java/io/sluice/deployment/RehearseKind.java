package io.sluice.deployment;

import io.sluice.evidence.Evidence;
import io.sluice.remotejob.Look;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.Progress;
import io.sluice.remotejob.RemoteJob;
import io.sluice.salesforce.DeployOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rehearses the rollback of a deployment that has not begun: keeps what the target has and lets the target check whether it
 * would take it back. Nothing is changed.
 */
@Component
class RehearseKind extends DeployRequestKind {

    static final String NAME = "rehearse-rollback";

    private static final String FAILED = "rehearsal-failed";
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final TargetState state;
    private final SnapshotStore snapshots;
    private final RollbackPackage rollbacks;
    private final PackageStore packages;
    private final PackageRun run;
    private final LostRequests lost;
    private final AttemptStore attempts;
    private final Evidence evidence;
    private final TransactionTemplate transaction;

    RehearseKind(
            TargetState state,
            SnapshotStore snapshots,
            RollbackPackage rollbacks,
            PackageStore packages,
            PackageRun run,
            LostRequests lost,
            AttemptStore attempts,
            Evidence evidence,
            PlatformTransactionManager transactions) {
        super(run, lost, FAILED);
        this.state = state;
        this.snapshots = snapshots;
        this.rollbacks = rollbacks;
        this.packages = packages;
        this.run = run;
        this.lost = lost;
        this.attempts = attempts;
        this.evidence = evidence;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> startCheck(RemoteJob job) {
        return Optional.of(state.ask(job));
    }

    @Override
    public Look lookAtCheck(RemoteJob job, String checkId) {
        Look look = state.look(job, true);
        if (!(look instanceof Look.Ended ended) || !ended.outcome().isSuccess()) {
            return look instanceof Look.Running
                    ? new Look.Running(Progress.of("Keeping what the target has"), PAUSE)
                    : look;
        }
        return Objects.requireNonNull(transaction.execute(status -> {
            PackageIntake.Result result =
                    rollbacks.everything(snapshots.ofJob(job.id()).orElseThrow());
            if (result instanceof PackageIntake.NotKept refused) {
                status.setRollbackOnly();
                return new Look.Ended(refused.outcome());
            }
            JobInput input = JobInput.of(job);
            attempts.start(
                    job,
                    job.requestedBy(),
                    AttemptOptions.of(options(job), null),
                    ((PackageIntake.Kept) result).sha256(),
                    input.fingerprint());
            return new Look.Ended(Outcome.success("What the target has is kept and packed"));
        }));
    }

    @Override
    public Map<String, Object> mark(RemoteJob job) {
        String sha256 = attempts.packageOf(job.id());
        return lost.mark(
                job, sha256, packages.members(sha256), true, JobInput.of(job).testLevel());
    }

    @Override
    public String send(RemoteJob job) {
        return run.send(job, attempts.packageOf(job.id()), options(job));
    }

    private static DeployOptions options(RemoteJob job) {
        return JobInput.of(job).options(true);
    }

    @Override
    public Look look(RemoteJob job) {
        return run.look(
                job, attempts.packageOf(job.id()), true, JobInput.of(job).testLevel(), failure());
    }

    @Override
    public void ended(RemoteJob job, Outcome outcome) {
        attempts.ended(job.id(), job.remoteId(), outcome.isSuccess(), outcome.message());
        evidence.record(
                "sluice",
                outcome.isSuccess() ? "rollback-rehearsed" : "rollback-rehearsal-failed",
                JobInput.of(job).change(),
                Map.of(
                        "deployment", job.owner(),
                        "attempt", job.attempt(),
                        "remoteId", Objects.requireNonNullElse(job.remoteId(), ""),
                        "message", outcome.message()));
    }
}
