package io.sluice.process;

import io.sluice.change.ChangeRequests;
import io.sluice.change.Families;
import io.sluice.change.NewChange;
import io.sluice.change.RaiseResult;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/**
 * At the start event "Change request raised": writes the change request down and gives the instance its business key, in the
 * person's own transaction, so that a wrong form is refused to the person.
 */
@Component
class RaiseChangeRequest implements ExecutionListener {

    private static final List<String> FIELDS = List.of("name", "changeType", "overview", "parent", "release");

    private final ChangeRequests changes;
    private final Families families;
    private final CurrentPerson person;

    RaiseChangeRequest(ChangeRequests changes, Families families, CurrentPerson person) {
        this.changes = changes;
        this.families = families;
        this.person = person;
    }

    @Override
    public void notify(DelegateExecution execution) {
        NewChange stated = new NewChange(
                ChangeRequestProcess.text(execution, "name"),
                ChangeRequestProcess.text(execution, "changeType"),
                ChangeRequestProcess.text(execution, "overview"));
        RaiseResult result = changes.raise(stated, person.id(), execution.getProcessInstanceId());
        if (result instanceof RaiseResult.Refused refused) {
            throw new FormRefused(refused.problems());
        }
        String number = ((RaiseResult.Raised) result).change().number();
        List<String> problems = families.join(
                number,
                ChangeRequestProcess.text(execution, "parent"),
                Boolean.TRUE.equals(execution.getVariable("release")),
                person.id());
        if (!problems.isEmpty()) {
            throw new FormRefused(problems);
        }
        execution.setProcessBusinessKey(number);
        // From here on our tables know; and whatever else a client sent along under a name of ours is forgotten.
        execution.removeVariables(FIELDS);
        execution.removeVariables(ChangeRequestProcess.CONFINED);
        execution.setVariable(ChangeRequestProcess.CHANGE_REQUEST, number);
        execution.setVariable(ChangeRequestProcess.SCOPE_CAME_BACK, false);
    }
}
