package io.sluice.process;

import io.sluice.approval.ApprovalRound;
import io.sluice.approval.Decision;
import io.sluice.change.ChangeFact;
import io.sluice.change.ChangeRequests;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Record approval": the status of the change request follows from the rows of the round. */
@Component
class RecordApproval extends ServiceStep {

    private final ChangeRequests changes;
    private final ChangeApproval approval;

    RecordApproval(ChangeRequests changes, ChangeApproval approval) {
        this.changes = changes;
        this.approval = approval;
    }

    @Override
    void run(DelegateExecution execution, String change) {
        ApprovalRound round = approval.round(execution);
        if (!round.isDecided()) {
            throw new IllegalStateException("The approval of " + change + " is not decided yet");
        }
        Decision last = Approvers.last(round);
        changes.happened(
                change, round.isApproved() ? ChangeFact.APPROVED : ChangeFact.REJECTED, last.person(), last.reason());
    }
}
