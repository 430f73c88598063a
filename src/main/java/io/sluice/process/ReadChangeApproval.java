package io.sluice.process;

import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeRequests;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** At the gateway "Change request approved?": reads the answer from our tables. */
@Component
class ReadChangeApproval implements ExecutionListener {

    private final ChangeRequests changes;
    private final ChangeApproval approval;

    ReadChangeApproval(ChangeRequests changes, ChangeApproval approval) {
        this.changes = changes;
        this.approval = approval;
    }

    @Override
    public void notify(DelegateExecution execution) {
        ChangeRequest change = changes.require(ChangeRequestProcess.change(execution));
        boolean approved = approval.round(execution).isApproved();
        execution.setVariable(ChangeRequestProcess.APPROVED, approved);
        // A scope can only come back from where it was synced to.
        boolean cameBack = change.sandbox() != null
                && Boolean.TRUE.equals(execution.getVariable(ChangeRequestProcess.SCOPE_CAME_BACK));
        execution.setVariable(ChangeRequestProcess.SCOPE_CAME_BACK, cameBack);
    }
}
