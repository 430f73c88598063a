package io.sluice.process;

import io.sluice.deployment.Deployments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Validate": requests the check-only deployment; the step behind it waits. */
@Component
class Validate extends ServiceStep {

    private final Deployments deployments;
    private final DeploymentProcess process;

    Validate(Deployments deployments, DeploymentProcess process) {
        this.deployments = deployments;
        this.process = process;
    }

    @Override
    void run(DelegateExecution execution, String change) {
        deployments.validate(process.record(execution).id(), execution.getProcessInstanceId());
    }
}
