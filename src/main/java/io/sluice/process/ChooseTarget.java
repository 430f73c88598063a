package io.sluice.process;

import io.sluice.change.ChangeRequests;
import io.sluice.environment.Environments;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Completing "Choose target". */
@Component
class ChooseTarget implements TaskListener {

    private final ChangeRequests changes;
    private final Environments environments;
    private final CurrentPerson person;
    private final TaskForms forms;

    ChooseTarget(ChangeRequests changes, Environments environments, CurrentPerson person, TaskForms forms) {
        this.changes = changes;
        this.environments = environments;
        this.person = person;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        TaskForm form = forms.of(task);
        String target = form.answer("target");
        if (environments.find(target).isEmpty()) {
            throw new FormRefused(
                    target.isEmpty()
                            ? "Please choose where the change goes."
                            : "There is no environment \"" + target
                                    + "\"; page /environments shows the registered ones.");
        }
        if (target.equals(changes.require(ChangeRequestProcess.change(task)).sandbox())) {
            throw new FormRefused("The change was made there; choose another environment as its target.");
        }
        form.done(person.id()).tell(ChangeRequestProcess.TARGET, target);
    }
}
