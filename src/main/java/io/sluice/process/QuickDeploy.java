package io.sluice.process;

import io.sluice.deployment.Deployments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Quick deploy": asks that the org makes its own validation real; the step behind it waits. */
@Component
class QuickDeploy extends ServiceStep {

    private final Deployments deployments;
    private final DeploymentProcess process;

    QuickDeploy(Deployments deployments, DeploymentProcess process) {
        this.deployments = deployments;
        this.process = process;
    }

    @Override
    void run(DelegateExecution execution, String change) {
        deployments.quickDeploy(process.record(execution).id(), execution.getProcessInstanceId());
    }
}
