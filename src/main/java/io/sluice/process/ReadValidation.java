package io.sluice.process;

import io.sluice.deployment.Deployments;
import io.sluice.deployment.Validity;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** At the gateway "Validation still good?": whether the org may make it real by itself, as far as is known without asking. */
@Component
class ReadValidation implements ExecutionListener {

    private final Deployments deployments;
    private final DeploymentProcess process;

    ReadValidation(Deployments deployments, DeploymentProcess process) {
        this.deployments = deployments;
        this.process = process;
    }

    @Override
    public void notify(DelegateExecution execution) {
        boolean good = deployments
                .validity(process.record(execution).id())
                .filter(Validity::isGood)
                .isPresent();
        execution.setVariable(DeploymentProcess.VALIDATION_GOOD, good);
    }
}
