package io.sluice.process;

import io.sluice.change.ChangeRequests;
import io.sluice.change.NewChange;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Completing "Rework change request": name, type and overview as the requester states them now. */
@Component
class RestateChangeRequest implements TaskListener {

    private final ChangeRequests changes;
    private final CurrentPerson person;
    private final TaskForms forms;

    RestateChangeRequest(ChangeRequests changes, CurrentPerson person, TaskForms forms) {
        this.changes = changes;
        this.person = person;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        TaskForm form = forms.of(task);
        NewChange stated = new NewChange(form.answer("name"), form.answer("changeType"), form.answer("overview"));
        List<String> problems = changes.restate(ChangeRequestProcess.change(task), stated, person.id());
        if (!problems.isEmpty()) {
            throw new FormRefused(problems);
        }
    }
}
