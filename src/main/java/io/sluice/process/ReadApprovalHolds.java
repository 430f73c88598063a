package io.sluice.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** At the gateway "Approval still holds?": reads the answer from our tables. */
@Component
class ReadApprovalHolds implements ExecutionListener {

    private final DeploymentProcess process;
    private final DeploymentApproval approval;

    ReadApprovalHolds(DeploymentProcess process, DeploymentApproval approval) {
        this.process = process;
        this.approval = approval;
    }

    @Override
    public void notify(DelegateExecution execution) {
        execution.setVariable(DeploymentProcess.APPROVAL_HOLDS, approval.holds(process.record(execution)));
    }
}
