package io.sluice.deployment;

import io.sluice.compare.Comparison;
import io.sluice.compare.Comparisons;
import io.sluice.evidence.Evidence;
import io.sluice.remotejob.NewRemoteJob;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobs;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Requests rehearsals of rollbacks as remote jobs that no step waits for. */
@Component
class RecordedRehearsals implements Rehearsals {

    private static final Set<DeploymentStatus> POSSIBLE = EnumSet.of(
            DeploymentStatus.IN_PROGRESS,
            DeploymentStatus.PENDING_APPROVAL,
            DeploymentStatus.APPROVED,
            DeploymentStatus.REJECTED,
            DeploymentStatus.FAILED);

    private final DeploymentStore deployments;
    private final AttemptStore attempts;
    private final Comparisons comparisons;
    private final RemoteJobs jobs;
    private final Evidence evidence;
    private final TransactionTemplate transaction;

    RecordedRehearsals(
            DeploymentStore deployments,
            AttemptStore attempts,
            Comparisons comparisons,
            RemoteJobs jobs,
            Evidence evidence,
            PlatformTransactionManager transactions) {
        this.deployments = deployments;
        this.attempts = attempts;
        this.comparisons = comparisons;
        this.jobs = jobs;
        this.evidence = evidence;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public Optional<String> refusal(String deployment) {
        return refusal(deployments.require(deployment).record());
    }

    private Optional<String> refusal(DeploymentRecord record) {
        if (record.rollback() != null) {
            return Optional.of(record.id() + " is a rollback; its own check is its rehearsal.");
        }
        if (!POSSIBLE.contains(record.status())) {
            return Optional.of("A rollback is rehearsed before the deployment; " + record.id() + " is "
                    + record.status().words() + ".");
        }
        if (record.fingerprint() == null || record.comparison() == null) {
            return Optional.of(record.id() + " is not prepared yet, so nobody knows what it overwrites.");
        }
        Optional<Comparison> compared = comparisons.find(record.comparison());
        if (compared.isEmpty() || compared.get().items().stream().allMatch(item -> item.targetHash() == null)) {
            return Optional.of("The target has nothing of the scope yet. A rollback would only delete, and what is not"
                    + " there can't be deleted on trial.");
        }
        boolean running = jobs.open().stream()
                .anyMatch(job ->
                        job.kind().equals(RehearseKind.NAME) && job.owner().equals(record.id()));
        return running ? Optional.of("The rollback of " + record.id() + " is being rehearsed.") : Optional.empty();
    }

    @Override
    public RemoteJob request(String deployment, String actor) {
        return Objects.requireNonNull(transaction.execute(status -> {
            DeploymentRecord record = deployments.lock(deployment).record();
            refusal(record).ifPresent(sentence -> {
                throw new IllegalStateException(sentence);
            });
            int attempt = jobs.of(RehearseKind.NAME, record.id()).size() + 1;
            RemoteJob job = jobs.request(new NewRemoteJob(
                    RehearseKind.NAME,
                    record.id(),
                    attempt,
                    record.change(),
                    record.target(),
                    null,
                    actor,
                    JobInput.of(record)));
            evidence.record(
                    actor,
                    "rollback-rehearsal-requested",
                    record.change(),
                    Map.of(
                            "deployment", record.id(),
                            "attempt", attempt,
                            "fingerprint", Objects.requireNonNull(record.fingerprint())));
            return job;
        }));
    }

    @Override
    public Optional<Attempt> latest(String deployment) {
        String fingerprint = deployments.require(deployment).record().fingerprint();
        return attempts.of(deployment).stream()
                .filter(Attempt::isRehearsal)
                .filter(each -> Objects.equals(each.fingerprint(), fingerprint))
                .reduce((earlier, later) -> later);
    }
}
