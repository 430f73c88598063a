package io.sluice.process;

import io.sluice.approval.ApprovalRequest;
import io.sluice.approval.Approvals;
import io.sluice.approval.Approver;
import io.sluice.approval.OpenResult;
import io.sluice.change.ChangeRequests;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.Deployments;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Submit deployment for approval". */
@Component
class SubmitDeploymentForApproval extends ServiceStep {

    private final ChangeRequests changes;
    private final Deployments deployments;
    private final Approvals approvals;
    private final DeploymentProcess process;
    private final DeploymentFacts facts;

    SubmitDeploymentForApproval(
            ChangeRequests changes,
            Deployments deployments,
            Approvals approvals,
            DeploymentProcess process,
            DeploymentFacts facts) {
        this.changes = changes;
        this.deployments = deployments;
        this.approvals = approvals;
        this.process = process;
        this.facts = facts;
    }

    @Override
    void run(DelegateExecution execution, String change) {
        DeploymentRecord record = process.record(execution);
        List<String> groups = RememberApproverGroups.groups(execution);
        Set<String> excluded = new HashSet<>(deployments.lastEditors(record.id()));
        excluded.add(changes.require(change).requester());
        if (record.rollback() != null) {
            excluded.add(record.rollback().askedBy());
        }
        Map<String, Object> policy = facts.all(record);
        policy.put("groups", groups);
        OpenResult result = approvals.open(new ApprovalRequest(
                DeploymentApproval.subject(record),
                groups.stream().<Approver>map(Approver.Group::new).toList(),
                excluded,
                Objects.requireNonNull(record.fingerprint(), "a prepared record has a fingerprint"),
                policy));
        if (result instanceof OpenResult.Refused refused) {
            throw BusinessError.NO_ELIGIBLE_APPROVER.with(refused.problems());
        }
        deployments.submitted(record.id(), ChangeRequestProcess.actor(execution));
    }
}
