package io.sluice.process;

import io.sluice.change.ChangeRequests;
import io.sluice.change.Families;
import io.sluice.change.NewChange;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Completing "Rework change request": name, type and overview as the requester states them now. */
@Component
class RestateChangeRequest implements TaskListener {

    private final ChangeRequests changes;
    private final Families families;
    private final CurrentPerson person;
    private final TaskForms forms;

    RestateChangeRequest(ChangeRequests changes, Families families, CurrentPerson person, TaskForms forms) {
        this.changes = changes;
        this.families = families;
        this.person = person;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        TaskForm form = forms.of(task);
        NewChange stated = new NewChange(form.answer("name"), form.answer("changeType"), form.answer("overview"));
        String number = ChangeRequestProcess.change(task);
        List<String> problems = new ArrayList<>(changes.restate(number, stated, person.id()));
        problems.addAll(families.join(number, form.answer("parent"), form.ticked("release"), person.id()));
        if (!problems.isEmpty()) {
            throw new FormRefused(problems);
        }
    }
}
