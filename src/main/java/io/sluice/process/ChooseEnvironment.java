package io.sluice.process;

import io.sluice.change.ChangeRequests;
import io.sluice.environment.Environments;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Completing "Choose environment". */
@Component
class ChooseEnvironment implements TaskListener {

    private final ChangeRequests changes;
    private final Environments environments;
    private final CurrentPerson person;
    private final TaskForms forms;

    ChooseEnvironment(ChangeRequests changes, Environments environments, CurrentPerson person, TaskForms forms) {
        this.changes = changes;
        this.environments = environments;
        this.person = person;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        TaskForm form = forms.of(task);
        String id = form.answer("environment");
        if (id.isEmpty()) {
            throw new FormRefused("Please choose an environment; page /environments shows the registered ones.");
        }
        String actor = person.id();
        environments.pathOf(actor).workplaceRefusal(id).ifPresent(refusal -> {
            throw new FormRefused(refusal);
        });
        changes.chooseSandbox(ChangeRequestProcess.change(task), id, actor);
        form.done(actor);
    }
}
