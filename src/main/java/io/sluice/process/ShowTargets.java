package io.sluice.process;

import io.sluice.change.ChangeRequests;
import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Offers the targets in the form "Sync change request back"; production is chosen beforehand. */
@Component
class ShowTargets implements TaskListener {

    private final ChangeRequests changes;
    private final Environments environments;
    private final TaskForms forms;

    ShowTargets(ChangeRequests changes, Environments environments, TaskForms forms) {
        this.changes = changes;
        this.environments = environments;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        String sandbox = changes.require(ChangeRequestProcess.change(task)).sandbox();
        List<Environment> targets = environments.all().stream()
                .filter(environment -> !environment.id().equals(sandbox))
                .toList();
        forms.headed(task)
                .show(
                        "sandbox",
                        Optional.ofNullable(sandbox)
                                .flatMap(environments::find)
                                .map(Environment::name)
                                .orElse(""))
                .rows("targets", Rows.options(targets))
                .show("target", environments.production().map(Environment::id).orElse(null));
    }
}
