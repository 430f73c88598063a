package io.sluice.process;

import io.sluice.deployment.Deployments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Keep target's state": requests the snapshot of what the target has; the step behind it waits. */
@Component
class KeepTargetState extends ServiceStep {

    private final Deployments deployments;
    private final DeploymentProcess process;

    KeepTargetState(Deployments deployments, DeploymentProcess process) {
        this.deployments = deployments;
        this.process = process;
    }

    @Override
    void run(DelegateExecution execution, String change) {
        deployments.keepTargetState(process.record(execution).id(), execution.getProcessInstanceId());
    }
}
