package io.sluice.process;

import io.sluice.deployment.ChangePaths;
import io.sluice.deployment.Hop;
import io.sluice.environment.Environments;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Completing "Choose next target": the same way once more, or another one with a reason. */
@Component
class ChooseNextTarget implements TaskListener {

    private final ChangePaths paths;
    private final Environments environments;
    private final CurrentPerson person;
    private final TaskForms forms;

    ChooseNextTarget(ChangePaths paths, Environments environments, CurrentPerson person, TaskForms forms) {
        this.paths = paths;
        this.environments = environments;
        this.person = person;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        String change = ChangeRequestProcess.change(task);
        TaskForm form = forms.of(task);
        String answer = form.answer("target");
        if (answer.isBlank()) {
            throw new FormRefused("Please choose where the change goes next.");
        }
        List<String> targets = answer.equals(TargetPaths.END) ? List.of() : TargetPaths.read(answer);
        String actor = person.id();
        environments
                .pathOf(actor)
                .refusalAlong(paths.reached(change).orElse(""), targets)
                .ifPresent(refusal -> {
                    throw new FormRefused(refusal);
                });
        List<String> before = paths.of(change).stream()
                .filter(hop -> !hop.isOpened())
                .map(Hop::target)
                .toList();
        if (!targets.equals(before)) {
            List<String> problems = paths.changeRest(change, targets, form.answer("reason"), actor);
            if (!problems.isEmpty()) {
                throw new FormRefused(String.join(" ", problems));
            }
        }
        form.done(actor);
    }
}
