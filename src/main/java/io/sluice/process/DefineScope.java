package io.sluice.process;

import io.sluice.change.ChangeFact;
import io.sluice.change.ChangeRequests;
import io.sluice.change.ChangeStatus;
import io.sluice.change.ScopeResult;
import java.util.Arrays;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Completing "Define scope" or "Rework change request": writes the scope down, or refuses it to the person. */
@Component
class DefineScope implements TaskListener {

    private final ChangeRequests changes;
    private final CurrentPerson person;
    private final TaskForms forms;

    DefineScope(ChangeRequests changes, CurrentPerson person, TaskForms forms) {
        this.changes = changes;
        this.person = person;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        String number = ChangeRequestProcess.change(task);
        String actor = person.id();
        TaskForm form = forms.of(task);
        ScopeVersion.demandNewest(form);
        if (changes.require(number).status() == ChangeStatus.REJECTED) {
            changes.happened(number, ChangeFact.REOPENED, actor, "");
        }
        List<String> approvers = Arrays.stream(
                        form.answer("additionalApprovers").split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        ScopeResult result = changes.defineScope(
                number, form.answer("existing"), form.answer("proposed"), form.answer("deletions"), approvers, actor);
        if (result instanceof ScopeResult.Refused refused) {
            throw new FormRefused(refused.problems());
        }
        form.done(actor).tell(ChangeRequestProcess.SCOPE_CAME_BACK, false);
    }
}
