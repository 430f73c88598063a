package io.sluice.process;

import io.sluice.approval.ApprovalRound;
import io.sluice.approval.ApprovalSubject;
import io.sluice.approval.Approvals;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/**
 * The newest round of approval of a change request, as its rows say: whom "Approve change request" asks and when it is
 * over. Public because models call its methods.
 */
@Component
public class ChangeApproval {

    private final Approvals approvals;

    ChangeApproval(Approvals approvals) {
        this.approvals = approvals;
    }

    /** Whom to ask, {@code group:x} or {@code user:x}, always in the same order. */
    public List<String> approvers(DelegateExecution execution) {
        return Approvers.written(round(execution));
    }

    /** Whether nothing is left to decide. */
    public boolean isDecided(DelegateExecution execution) {
        return round(execution).isDecided();
    }

    ApprovalRound round(DelegateExecution execution) {
        return Approvers.latest(approvals, subject(execution));
    }

    ApprovalSubject subject(DelegateExecution execution) {
        String number = ChangeRequestProcess.change(execution);
        return new ApprovalSubject(ApprovalSubject.Kind.CHANGE_REQUEST, number, number);
    }

    ApprovalSubject subject(DelegateTask task) {
        return subject(task.getExecution());
    }
}
