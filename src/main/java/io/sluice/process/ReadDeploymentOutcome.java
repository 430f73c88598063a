package io.sluice.process;

import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.DeploymentStatus;
import io.sluice.deployment.Deployments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** At the gateway "How did the deployment end?": reads the answer from the deployment record. */
@Component
class ReadDeploymentOutcome implements ExecutionListener {

    private final Deployments deployments;

    ReadDeploymentOutcome(Deployments deployments) {
        this.deployments = deployments;
    }

    @Override
    public void notify(DelegateExecution execution) {
        String change = ChangeRequestProcess.change(execution);
        DeploymentRecord record =
                deployments.require(ChangeRequestProcess.text(execution, DeploymentProcess.DEPLOYMENT));
        if (!record.change().equals(change)) {
            throw new IllegalStateException(record.id() + " is no deployment record of " + change);
        }
        execution.setVariable(DeploymentProcess.OUTCOME, outcome(record.status()));
    }

    static String outcome(DeploymentStatus status) {
        return switch (status) {
            case DEPLOYED -> DeploymentProcess.DEPLOYED;
            case CANCELLED -> DeploymentProcess.GIVEN_UP;
            default -> DeploymentProcess.MAKE_CHANGES;
        };
    }
}
