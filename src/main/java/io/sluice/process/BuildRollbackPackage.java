package io.sluice.process;

import io.sluice.deployment.Rollbacks;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Build rollback package": from what was kept, so that no org is asked. */
@Component
class BuildRollbackPackage extends ServiceStep {

    private final Rollbacks rollbacks;
    private final DeploymentProcess process;

    BuildRollbackPackage(Rollbacks rollbacks, DeploymentProcess process) {
        this.rollbacks = rollbacks;
        this.process = process;
    }

    @Override
    void run(DelegateExecution execution, String change) {
        if (rollbacks.build(process.record(execution).id(), execution.getProcessInstanceId())
                instanceof Rollbacks.BuildResult.Refused refused) {
            throw BusinessError.PACKAGE_REFUSED.with(refused.problem());
        }
    }
}
