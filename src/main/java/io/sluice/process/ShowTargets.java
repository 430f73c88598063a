package io.sluice.process;

import io.sluice.change.ChangeRequests;
import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/**
 * Offers the targets that the routes lead to in the form "Sync change request back", anew for whoever claims the task;
 * production is chosen beforehand where it is among them.
 */
@Component
class ShowTargets implements TaskListener {

    private final ChangeRequests changes;
    private final Environments environments;
    private final Offers offers;
    private final TaskForms forms;

    ShowTargets(ChangeRequests changes, Environments environments, Offers offers, TaskForms forms) {
        this.changes = changes;
        this.environments = environments;
        this.offers = offers;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        String sandbox = Objects.requireNonNullElse(
                changes.require(ChangeRequestProcess.change(task)).sandbox(), "");
        List<Environment> targets = offers.of(task).targetsFrom(sandbox);
        Optional<Environment> production = environments.production();
        forms.headed(task)
                .show(
                        "sandbox",
                        environments.find(sandbox).map(Environment::name).orElse(""))
                .rows("targets", Rows.options(targets))
                .show(
                        "target",
                        Rows.chosen(targets, production.map(Environment::id).orElse(null)));
    }
}
