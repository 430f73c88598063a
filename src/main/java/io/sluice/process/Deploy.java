package io.sluice.process;

import io.sluice.deployment.Deployments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Deploy": requests the deployment of the very package that was validated; the step behind it waits. */
@Component
class Deploy extends ServiceStep {

    private final Deployments deployments;
    private final DeploymentProcess process;

    Deploy(Deployments deployments, DeploymentProcess process) {
        this.deployments = deployments;
        this.process = process;
    }

    @Override
    void run(DelegateExecution execution, String change) {
        deployments.deploy(process.record(execution).id(), execution.getProcessInstanceId());
    }
}
