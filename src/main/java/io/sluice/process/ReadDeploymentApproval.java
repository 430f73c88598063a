package io.sluice.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** At the gateway "Deployment approved?": reads the answer from our tables. */
@Component
class ReadDeploymentApproval implements ExecutionListener {

    private final DeploymentProcess process;
    private final DeploymentApproval approval;

    ReadDeploymentApproval(DeploymentProcess process, DeploymentApproval approval) {
        this.process = process;
        this.approval = approval;
    }

    @Override
    public void notify(DelegateExecution execution) {
        execution.setVariable(ChangeRequestProcess.APPROVED, approval.holds(process.record(execution)));
    }
}
