package io.sluice.process;

import io.sluice.approval.ApprovalRequest;
import io.sluice.approval.ApprovalSubject;
import io.sluice.approval.Approvals;
import io.sluice.approval.Approver;
import io.sluice.approval.OpenResult;
import io.sluice.change.ChangeFact;
import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeRequests;
import io.sluice.change.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Submit for approval". */
@Component
class SubmitForApproval extends ServiceStep {

    private final ChangeRequests changes;
    private final Approvals approvals;
    private final ChangeFacts facts;

    SubmitForApproval(ChangeRequests changes, Approvals approvals, ChangeFacts facts) {
        this.changes = changes;
        this.approvals = approvals;
        this.facts = facts;
    }

    @Override
    void run(DelegateExecution execution, String number) {
        ChangeRequest change = changes.require(number);
        Scope scope = changes.scope(number);
        List<String> groups = RememberApproverGroups.groups(execution);
        List<Approver> approvers = new ArrayList<>();
        groups.forEach(group -> approvers.add(new Approver.Group(group)));
        scope.additionalApprovers().forEach(person -> approvers.add(new Approver.Person(person)));

        Map<String, Object> policy = facts.all(number);
        policy.put("groups", groups);
        policy.put("revision", scope.revision());
        OpenResult result = approvals.open(new ApprovalRequest(
                new ApprovalSubject(ApprovalSubject.Kind.CHANGE_REQUEST, number, number),
                approvers,
                Set.of(change.requester()),
                ScopeDigest.of(scope),
                policy));
        if (result instanceof OpenResult.Refused refused) {
            throw BusinessError.NO_ELIGIBLE_APPROVER.with(refused.problems());
        }
        changes.happened(number, ChangeFact.SUBMITTED, ChangeRequestProcess.actor(execution), "");
    }
}
