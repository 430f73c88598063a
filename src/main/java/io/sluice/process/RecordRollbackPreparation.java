package io.sluice.process;

import io.sluice.deployment.PrepareResult;
import io.sluice.deployment.RollbackPreparation;
import io.sluice.deployment.Rollbacks;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Record rollback preparation": the answer is a word for the gateway behind it, and the problems for the next form. */
@Component
class RecordRollbackPreparation extends ServiceStep {

    private final Rollbacks rollbacks;
    private final DeploymentProcess process;

    RecordRollbackPreparation(Rollbacks rollbacks, DeploymentProcess process) {
        this.rollbacks = rollbacks;
        this.process = process;
    }

    @Override
    void run(DelegateExecution execution, String change) {
        PrepareResult result = rollbacks.prepare(
                process.record(execution).id(),
                new RollbackPreparation(
                        ChangeRequestProcess.text(execution, DeploymentProcess.ROLLBACK_PLAN),
                        ChangeRequestProcess.text(execution, DeploymentProcess.TEST_LEVEL),
                        RecordPreparation.tests(execution),
                        Boolean.TRUE.equals(execution.getVariable(DeploymentProcess.GO_NEEDED))),
                ChangeRequestProcess.actor(execution));
        RecordPreparation.answer(execution, result);
    }
}
