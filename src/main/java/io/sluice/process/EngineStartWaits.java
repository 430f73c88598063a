package io.sluice.process;

import io.sluice.approval.Members;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.DeploymentStarts;
import io.sluice.deployment.Deployments;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Waits for a start, as the engine has them: a message ends one, in one transaction with what is written down. */
@Component
class EngineStartWaits implements StartWaits {

    private static final String RELEASE_MANAGER = "release-manager";

    private final Deployments deployments;
    private final DeploymentStarts starts;
    private final Members members;
    private final RuntimeService runtime;
    private final EngineView engine;
    private final TransactionTemplate transaction;

    EngineStartWaits(
            Deployments deployments,
            DeploymentStarts starts,
            Members members,
            RuntimeService runtime,
            EngineView engine,
            PlatformTransactionManager transactions) {
        this.deployments = deployments;
        this.starts = starts;
        this.members = members;
        this.runtime = runtime;
        this.engine = engine;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public Optional<String> startNow(String deployment, String person) {
        return end(deployment, person, DeploymentProcess.START_NOW, null, () -> starts.startNow(deployment, person));
    }

    @Override
    public Optional<String> stop(String deployment, String person, String reason) {
        if (reason.isBlank()) {
            return Optional.of("Say why the deployment is not started: the reason becomes part of its history.");
        }
        return end(
                deployment,
                person,
                DeploymentProcess.WAIT_ENDED,
                person + " ended the wait for the start: " + reason.strip(),
                () -> starts.stopped(deployment, person, reason.strip()));
    }

    private Optional<String> end(
            String deployment,
            String person,
            String message,
            @org.jspecify.annotations.Nullable String problem,
            Runnable writeDown) {
        DeploymentRecord record = deployments.require(deployment);
        String instance = record.processInstance();
        if (!members.of(RELEASE_MANAGER).contains(person)) {
            return Optional.of("A release manager decides when a deployment starts.");
        }
        if (instance == null || starts.plan(deployment).isEmpty()) {
            return Optional.of(waitsNot(deployment));
        }
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                writeDown.run();
                engine.unrestricted(() -> {
                    runtime.createMessageCorrelation(message)
                            .processInstanceId(instance)
                            .setVariable(ChangeRequestProcess.PROBLEM, problem)
                            .correlate();
                    return true;
                });
                return Optional.<String>empty();
            }));
        } catch (MismatchingMessageCorrelationException | OptimisticLockingException over) {
            // Its time came at this very moment, or somebody else was first; what was written down is rolled back.
            return Optional.of(waitsNot(deployment));
        }
    }

    private static String waitsNot(String deployment) {
        return deployment + " does not wait for its start. Load the page again to see where it stands.";
    }
}
