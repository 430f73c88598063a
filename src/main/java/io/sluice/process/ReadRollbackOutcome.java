package io.sluice.process;

import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.DeploymentStatus;
import io.sluice.deployment.Deployments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** At the end of the call of a rollback: what became of it, for the next form, as its record says. */
@Component
class ReadRollbackOutcome implements ExecutionListener {

    private final Deployments deployments;

    ReadRollbackOutcome(Deployments deployments) {
        this.deployments = deployments;
    }

    @Override
    public void notify(DelegateExecution execution) {
        DeploymentRecord rollback =
                deployments.require(ChangeRequestProcess.text(execution, DeploymentProcess.ROLLBACK));
        DeploymentRecord record =
                deployments.require(ChangeRequestProcess.text(execution, DeploymentProcess.DEPLOYMENT));
        String problem = rollback.status() == DeploymentStatus.DEPLOYED
                ? record.statusReason()
                : "The rollback " + rollback.id() + " was given up: " + rollback.statusReason()
                        + " What is in the target stays as it is.";
        execution.setVariable(ChangeRequestProcess.PROBLEM, problem);
    }
}
