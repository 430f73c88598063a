package io.sluice.process;

import io.sluice.deployment.Deployments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Compare environments": requests the comparison; the step behind it waits. */
@Component
class CompareEnvironments extends ServiceStep {

    private final Deployments deployments;
    private final DeploymentProcess process;

    CompareEnvironments(Deployments deployments, DeploymentProcess process) {
        this.deployments = deployments;
        this.process = process;
    }

    @Override
    void run(DelegateExecution execution, String change) {
        deployments.compare(process.record(execution).id(), execution.getProcessInstanceId());
    }
}
