package io.sluice.process;

import io.sluice.approval.ApprovalRound;
import io.sluice.approval.Decision;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.Deployments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Record deployment approval": the status of the record follows from the rows of the round. */
@Component
class RecordDeploymentApproval extends ServiceStep {

    private final Deployments deployments;
    private final DeploymentProcess process;
    private final DeploymentApproval approval;

    RecordDeploymentApproval(Deployments deployments, DeploymentProcess process, DeploymentApproval approval) {
        this.deployments = deployments;
        this.process = process;
        this.approval = approval;
    }

    @Override
    void run(DelegateExecution execution, String change) {
        DeploymentRecord record = process.record(execution);
        ApprovalRound round = approval.round(execution);
        if (!round.isDecided()) {
            throw new IllegalStateException("The approval of " + record.id() + " is not decided yet");
        }
        deployments.decided(record.id());
        if (round.isRejected()) {
            Decision rejection = Approvers.last(round);
            execution.setVariable(
                    ChangeRequestProcess.PROBLEM, rejection.person() + " rejected it: " + rejection.reason());
        }
    }
}
