package io.sluice.process;

import io.sluice.change.ChangeRequests;
import io.sluice.deployment.ChangePaths;
import io.sluice.environment.Environments;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Completing "Choose target": keeps the promotion path. */
@Component
class ChooseTarget implements TaskListener {

    private final ChangeRequests changes;
    private final ChangePaths paths;
    private final Environments environments;
    private final CurrentPerson person;
    private final TaskForms forms;

    ChooseTarget(
            ChangeRequests changes,
            ChangePaths paths,
            Environments environments,
            CurrentPerson person,
            TaskForms forms) {
        this.changes = changes;
        this.paths = paths;
        this.environments = environments;
        this.person = person;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        TaskForm form = forms.of(task);
        List<String> targets = TargetPaths.read(form.answer("target"));
        if (targets.isEmpty()) {
            throw new FormRefused("Please choose where the change goes.");
        }
        String change = ChangeRequestProcess.change(task);
        String sandbox = Objects.requireNonNullElse(changes.require(change).sandbox(), "");
        if (targets.contains(sandbox)) {
            throw new FormRefused("The change was made there; choose another environment as its target.");
        }
        if (new HashSet<>(targets).size() < targets.size()) {
            throw new FormRefused("The change goes to each environment once.");
        }
        String actor = person.id();
        environments.pathOf(actor).refusalAlong(sandbox, targets).ifPresent(refusal -> {
            throw new FormRefused(refusal);
        });
        paths.choose(change, targets, actor);
        form.done(actor).tell(ChangeRequestProcess.TARGET, String.join(",", targets));
    }
}
