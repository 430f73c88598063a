package io.sluice.process;

import io.sluice.approval.ApprovalRound;
import io.sluice.approval.ApprovalSubject;
import io.sluice.approval.Approvals;
import io.sluice.approval.DecideResult;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** Writes down what a person decided in a form of an approval, or refuses it to the person. */
@Component
class Decisions {

    private final Approvals approvals;
    private final CurrentPerson person;
    private final TaskForms forms;

    Decisions(Approvals approvals, CurrentPerson person, TaskForms forms) {
        this.approvals = approvals;
        this.person = person;
        this.forms = forms;
    }

    void record(DelegateTask task, ApprovalSubject subject) {
        TaskForm form = forms.of(task);
        boolean approved = form.choice("decision", "What do you decide?", "approve", "reject")
                .equals("approve");
        ApprovalRound round = Approvers.latest(approvals, subject);
        DecideResult result =
                approvals.decide(subject, Approvers.asked(task, round), person.id(), approved, form.answer("reason"));
        if (result instanceof DecideResult.Refused refused) {
            throw new FormRefused(refused.sentence());
        }
    }
}
