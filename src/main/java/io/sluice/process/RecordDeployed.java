package io.sluice.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** At the end event "Deployed": the outcome, as the deployment record says. */
@Component
class RecordDeployed implements ExecutionListener {

    private final DeploymentProcess process;

    RecordDeployed(DeploymentProcess process) {
        this.process = process;
    }

    @Override
    public void notify(DelegateExecution execution) {
        execution.setVariable(
                DeploymentProcess.OUTCOME,
                ReadDeploymentOutcome.outcome(process.record(execution).status()));
    }
}
