package io.sluice.process;

import io.sluice.deployment.Deployments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Compare environments (verify)": requests the comparison of the whole scope; the step behind it waits. */
@Component
class VerifyDeployment extends ServiceStep {

    private final Deployments deployments;
    private final DeploymentProcess process;

    VerifyDeployment(Deployments deployments, DeploymentProcess process) {
        this.deployments = deployments;
        this.process = process;
    }

    @Override
    void run(DelegateExecution execution, String change) {
        deployments.verify(process.record(execution).id(), execution.getProcessInstanceId());
    }
}
