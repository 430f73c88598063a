package io.sluice.process;

import io.sluice.approval.Members;
import io.sluice.change.ChangeFact;
import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeRequests;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.DeploymentStatus;
import io.sluice.deployment.Deployments;
import io.sluice.remotejob.RemoteJobs;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Cancels a change request: jobs, records, status and process in one transaction, or nothing. */
@Component
class Cancellation {

    private static final List<String> GROUPS = List.of("release-manager", "operator", "camunda-admin");
    private static final int TRIES = 5;

    private final ChangeRequests changes;
    private final Deployments deployments;
    private final EngineRollbackProcesses rollbacks;
    private final RemoteJobs jobs;
    private final Members members;
    private final RuntimeService runtime;
    private final TransactionTemplate transaction;

    Cancellation(
            ChangeRequests changes,
            Deployments deployments,
            EngineRollbackProcesses rollbacks,
            RemoteJobs jobs,
            Members members,
            RuntimeService runtime,
            PlatformTransactionManager transactions) {
        this.changes = changes;
        this.deployments = deployments;
        this.rollbacks = rollbacks;
        this.jobs = jobs;
        this.members = members;
        this.runtime = runtime;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @return why not; empty when it is cancelled */
    Optional<String> cancel(String number, String actor, String reason) {
        if (reason.isBlank()) {
            return Optional.of("Cancelling needs a reason.");
        }
        Optional<ChangeRequest> change = changes.find(number);
        if (change.isEmpty()) {
            return Optional.of("There is no change request " + number + ".");
        }
        if (!change.get().requester().equals(actor)
                && GROUPS.stream().noneMatch(group -> members.of(group).contains(actor))) {
            return Optional.of("Only " + change.get().requester()
                    + ", who asked for the change, a release manager, an operator or an administrator may cancel it.");
        }
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            try {
                return inTransaction(number, actor, reason.strip());
            } catch (OptimisticLockingException movedOn) {
                // The change took a step at this very moment; look again where it stands now.
                continue;
            }
        }
        return Optional.of(number + " is taking steps at this very moment. Please try again in a minute.");
    }

    private Optional<String> inTransaction(String number, String actor, String reason) {
        Optional<String> refusal = transaction.execute(status -> {
            Optional<String> why = perform(number, actor, reason);
            if (why.isPresent()) {
                status.setRollbackOnly();
            }
            return why;
        });
        return Objects.requireNonNull(refusal, "the transaction gave no answer");
    }

    private Optional<String> perform(String number, String actor, String reason) {
        Optional<String> running = jobs.withdrawAll(number, actor);
        if (running.isPresent()) {
            return running;
        }
        ChangeRequest change = changes.require(number);
        if (change.status().isFinal()) {
            return Optional.of(number + " has ended already: " + change.status().words() + ".");
        }
        deployments.ofChange(number).forEach(record -> rollbacks.endVanished(record.id(), actor));
        Optional<DeploymentRecord> rollback = deployments.withRollbacks(number).stream()
                .filter(record -> record.rollback() != null)
                .filter(record ->
                        record.status() != DeploymentStatus.CANCELLED && record.status() != DeploymentStatus.DEPLOYED)
                .findFirst();
        if (rollback.isPresent()) {
            return Optional.of(number + " can't be cancelled: " + rollback.get().id()
                    + " is rolling it back. Wait until that has ended, or give it up first.");
        }
        if (!runs(change)) {
            deployments.ofChange(number).stream()
                    .filter(record -> deployments.cancelRefusal(record.id()).isPresent())
                    .forEach(record -> deployments.left(record.id(), actor));
        }
        List<DeploymentRecord> records = deployments.ofChange(number);
        for (DeploymentRecord record : records) {
            Optional<String> refusal = deployments.cancelRefusal(record.id());
            if (refusal.isPresent()) {
                return Optional.of(number + " can't be cancelled: " + refusal.get() + ".");
            }
        }
        records.stream()
                .filter(record -> record.status() != DeploymentStatus.CANCELLED)
                .forEach(record -> deployments.cancelled(record.id(), actor, reason));
        changes.happened(number, ChangeFact.CANCELLED, actor, reason);
        endProcess(change);
        return Optional.empty();
    }

    private void endProcess(ChangeRequest change) {
        // An operator may have deleted the instance in Cockpit; then only the records are left to be ended.
        if (runs(change)) {
            runtime.createMessageCorrelation(ChangeRequestProcess.CANCELLED_MESSAGE)
                    .processInstanceId(Objects.requireNonNull(change.processInstance(), "it runs"))
                    .correlate();
        }
    }

    private boolean runs(ChangeRequest change) {
        String instance = change.processInstance();
        return instance != null
                && runtime.createProcessInstanceQuery()
                                .processInstanceId(instance)
                                .count()
                        > 0;
    }
}
