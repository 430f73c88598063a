package io.sluice.process;

import io.sluice.change.ChangeRequests;
import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import java.util.Optional;
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
        Optional<Environment> environment = environments.find(id);
        if (environment.isEmpty()) {
            throw new FormRefused(
                    id.isEmpty()
                            ? "Please choose an environment; page /environments shows the registered ones."
                            : "There is no environment \"" + id + "\"; page /environments shows the registered ones.");
        }
        if (environment.get().kind().isProduction()) {
            throw new FormRefused(environment.get().name() + " is production; choose an environment to work in.");
        }
        String actor = person.id();
        changes.chooseSandbox(ChangeRequestProcess.change(task), id, actor);
        form.done(actor);
    }
}
