package io.sluice.web;

import io.sluice.approval.ApprovalRound;
import io.sluice.approval.ApprovalSubject;
import io.sluice.approval.Approvals;
import io.sluice.approval.Approver;
import io.sluice.approval.Decision;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Rounds of approval as pages show them. */
@Component
class ApprovalViews {

    private final Approvals approvals;

    ApprovalViews(Approvals approvals) {
        this.approvals = approvals;
    }

    List<ChangeView.Round> ofChange(String change) {
        List<ApprovalRound> rounds = approvals.ofChange(change);
        // Only the newest round of a subject can still be open: the next one closes an undecided one.
        Set<ApprovalSubject> seen = new HashSet<>();
        List<ChangeView.Round> views = new java.util.ArrayList<>();
        for (int i = rounds.size() - 1; i >= 0; i--) {
            views.add(0, view(rounds.get(i), seen.add(rounds.get(i).subject())));
        }
        return List.copyOf(views);
    }

    private static ChangeView.Round view(ApprovalRound round, boolean newest) {
        return new ChangeView.Round(
                (round.subject().kind() == ApprovalSubject.Kind.DEPLOYMENT ? "Deployment " : "Change request ")
                        + round.subject().id(),
                round.number(),
                state(round, newest),
                round.openedAt(),
                round.binds(),
                round.approvers().stream()
                        .map(approver -> asked(approver, round.decisions()))
                        .toList(),
                round.excluded().stream().sorted().toList());
    }

    private static String state(ApprovalRound round, boolean newest) {
        if (round.isRejected()) {
            return "Rejected";
        }
        if (round.isApproved()) {
            return "Approved";
        }
        return newest ? "Pending Approval" : "Closed undecided";
    }

    private static ChangeView.Asked asked(Approver approver, List<Decision> decisions) {
        String who;
        if (approver instanceof Approver.Group group) {
            who = PageWords.member(group.id());
        } else {
            who = ((Approver.Person) approver).id();
        }
        return decisions.stream()
                .filter(decision -> Objects.equals(decision.approver(), approver))
                .findFirst()
                .map(decision -> new ChangeView.Asked(
                        who, decision.person(), decision.approved(), decision.reason(), decision.at()))
                .orElseGet(() -> new ChangeView.Asked(who, null, null, null, null));
    }
}
