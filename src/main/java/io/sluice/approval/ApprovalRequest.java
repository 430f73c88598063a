package io.sluice.approval;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A round of approval to be opened.
 *
 * @param approvers every one of them has to agree; named twice counts once
 * @param excluded user ids that may not decide: the requester, and whoever last edited an item in the source
 * @param binds what is agreed to: the scope's digest or the deployment's fingerprint
 * @param policy the facts that the policy saw and what it answered, for the record
 */
public record ApprovalRequest(
        ApprovalSubject subject,
        List<Approver> approvers,
        Set<String> excluded,
        String binds,
        Map<String, Object> policy) {

    public ApprovalRequest {
        approvers = approvers.stream().distinct().toList();
        excluded = Set.copyOf(excluded);
        policy = Map.copyOf(policy);
    }
}
