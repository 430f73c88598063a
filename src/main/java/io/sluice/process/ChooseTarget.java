package io.sluice.process;

import io.sluice.change.ChangeRequests;
import io.sluice.environment.Environments;
import java.util.Objects;
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
        if (target.isEmpty()) {
            throw new FormRefused("Please choose where the change goes.");
        }
        String sandbox = Objects.requireNonNullElse(
                changes.require(ChangeRequestProcess.change(task)).sandbox(), "");
        if (target.equals(sandbox)) {
            throw new FormRefused("The change was made there; choose another environment as its target.");
        }
        String actor = person.id();
        environments.pathOf(actor).refusal(sandbox, target).ifPresent(refusal -> {
            throw new FormRefused(refusal);
        });
        form.done(actor).tell(ChangeRequestProcess.TARGET, target);
    }
}
