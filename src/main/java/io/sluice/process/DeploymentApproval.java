package io.sluice.process;

import io.sluice.approval.ApprovalRound;
import io.sluice.approval.ApprovalSubject;
import io.sluice.approval.Approvals;
import io.sluice.deployment.DeploymentRecord;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/**
 * The newest round of approval of a deployment record, as its rows say: whom "Approve deployment" asks and when it is over.
 * Public because models call its methods.
 */
@Component
public class DeploymentApproval {

    private final Approvals approvals;
    private final DeploymentProcess process;

    DeploymentApproval(Approvals approvals, DeploymentProcess process) {
        this.approvals = approvals;
        this.process = process;
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
        return Approvers.latest(approvals, subject(process.record(execution)));
    }

    /** Whether an approval binds exactly what the record says now. */
    boolean holds(DeploymentRecord record) {
        return record.fingerprint() != null && approvals.isApproved(subject(record), record.fingerprint());
    }

    static ApprovalSubject subject(DeploymentRecord record) {
        return new ApprovalSubject(ApprovalSubject.Kind.DEPLOYMENT, record.id(), record.change());
    }
}
