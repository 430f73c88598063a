package io.sluice.process;

import io.sluice.deployment.Deployments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Retrieve selected customizations": requests the retrieve; the step behind it waits. */
@Component
class RetrieveSelectedCustomizations extends ServiceStep {

    private final Deployments deployments;
    private final DeploymentProcess process;

    RetrieveSelectedCustomizations(Deployments deployments, DeploymentProcess process) {
        this.deployments = deployments;
        this.process = process;
    }

    @Override
    void run(DelegateExecution execution, String change) {
        deployments.retrieve(process.record(execution).id(), execution.getProcessInstanceId());
    }
}
