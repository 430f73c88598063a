package io.sluice.process;

import io.sluice.approval.Members;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.Deployments;
import io.sluice.deployment.Rollbacks;
import io.sluice.remotejob.RemoteJobs;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Starts {@code rollback.bpmn}; a person can't, so Sluice does it when all is checked. */
@Component
class EngineRollbackProcesses implements RollbackProcesses {

    /** Key of the process definition. */
    private static final String KEY = "rollback";

    private static final String RELEASE_MANAGER = "release-manager";
    private static final int LONGEST_REASON = 4000;

    private final Rollbacks rollbacks;
    private final Deployments deployments;
    private final RemoteJobs jobs;
    private final Members members;
    private final RuntimeService runtime;
    private final EngineView engine;
    private final TransactionTemplate transaction;

    EngineRollbackProcesses(
            Rollbacks rollbacks,
            Deployments deployments,
            RemoteJobs jobs,
            Members members,
            RuntimeService runtime,
            EngineView engine,
            PlatformTransactionManager transactions) {
        this.rollbacks = rollbacks;
        this.deployments = deployments;
        this.jobs = jobs;
        this.members = members;
        this.runtime = runtime;
        this.engine = engine;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public Optional<String> refusal(String deployment, String person) {
        return members.of(RELEASE_MANAGER).contains(person)
                ? rollbacks.refusal(deployment)
                : Optional.of("Release managers roll deployments back; " + person + " is none.");
    }

    @Override
    public Started start(String deployment, String reason, String person) {
        if (reason.isBlank() || reason.strip().length() > LONGEST_REASON) {
            return new Started.Refused(
                    reason.isBlank()
                            ? "Rolling back needs a reason; approvers read it."
                            : "A reason has at most 4,000 characters; this one has "
                                    + reason.strip().length() + ".");
        }
        return engine.unrestricted(() -> Objects.requireNonNull(transaction.execute(status -> {
            endVanished(deployment, person);
            Optional<String> refusal = refusal(deployment, person);
            if (refusal.isPresent()) {
                return new Started.Refused(refusal.get());
            }
            DeploymentRecord rollback = rollbacks.begin(deployment, reason, person);
            runtime.startProcessInstanceByKey(
                    KEY,
                    rollback.change(),
                    Map.of(
                            ChangeRequestProcess.CHANGE_REQUEST,
                            rollback.change(),
                            DeploymentProcess.DEPLOYMENT,
                            rollback.id()));
            return new Started.Begun(rollback);
        })));
    }

    /** Gives up a rollback whose process an operator has deleted, when no job of it is under way either. */
    void endVanished(String deployment, String person) {
        rollbacks.open(deployment).filter(rollback -> !isCarriedOn(rollback)).ifPresent(rollback -> {
            deployments.left(rollback.id(), person);
            deployments.cancelled(rollback.id(), person, "Its process was deleted.");
        });
    }

    private boolean isCarriedOn(DeploymentRecord rollback) {
        return runs(rollback, DeploymentProcess.DEPLOYMENT)
                // It was asked for at Fix errors, whose process has not called it yet.
                || runs(rollback, DeploymentProcess.ROLLBACK)
                || jobs.open().stream().anyMatch(job -> job.owner().equals(rollback.id()));
    }

    private boolean runs(DeploymentRecord rollback, String variable) {
        return runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(rollback.change())
                        .variableValueEquals(variable, rollback.id())
                        .count()
                > 0;
    }
}
