package io.sluice.process;

import io.sluice.approval.ApprovalRound;
import io.sluice.approval.ApprovalSubject;
import io.sluice.approval.Approvals;
import io.sluice.approval.Approver;
import io.sluice.approval.Decision;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;

/** Approvers as tasks and rounds know them. */
final class Approvers {

    private Approvers() {}

    static ApprovalRound latest(Approvals approvals, ApprovalSubject subject) {
        return approvals
                .latest(subject)
                .orElseThrow(() -> new IllegalStateException("No approval was ever asked for " + subject.id()));
    }

    static List<String> written(ApprovalRound round) {
        return round.approvers().stream().map(Approver::toString).toList();
    }

    /** Whom a task asks: the one to whom it was offered when it was made. */
    static Approver asked(DelegateTask task, ApprovalRound round) {
        Set<Approver> offered = task.getCandidates().stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                .map(Approvers::approver)
                .filter(round.approvers()::contains)
                .collect(Collectors.toSet());
        if (offered.size() != 1) {
            throw new FormRefused("This task does not say for whom you decide; the release manager can help.");
        }
        return offered.iterator().next();
    }

    /** Who ended the round, and with which words. */
    static Decision last(ApprovalRound round) {
        return round.decisions().stream()
                .filter(decision -> !decision.approved())
                .findFirst()
                .orElseGet(() -> round.decisions().get(round.decisions().size() - 1));
    }

    private static Approver approver(IdentityLink link) {
        return link.getGroupId() == null
                ? new Approver.Person(link.getUserId())
                : new Approver.Group(link.getGroupId());
    }
}
