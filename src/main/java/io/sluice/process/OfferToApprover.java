package io.sluice.process;

import io.sluice.approval.Approver;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Offers one task of an approval to the group or person that it asks. */
@Component
class OfferToApprover implements TaskListener {

    @Override
    public void notify(DelegateTask task) {
        Approver approver =
                Approver.parse(ChangeRequestProcess.text(task.getExecution(), ChangeRequestProcess.APPROVER));
        if (approver instanceof Approver.Group group) {
            task.addCandidateGroup(group.id());
        } else if (approver instanceof Approver.Person person) {
            task.addCandidateUser(person.id());
        }
    }
}
