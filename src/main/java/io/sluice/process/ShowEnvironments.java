package io.sluice.process;

import io.sluice.change.ChangeRequests;
import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Offers the sandboxes in the form "Choose environment". */
@Component
class ShowEnvironments implements TaskListener {

    private final ChangeRequests changes;
    private final Environments environments;
    private final TaskForms forms;

    ShowEnvironments(ChangeRequests changes, Environments environments, TaskForms forms) {
        this.changes = changes;
        this.environments = environments;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        List<Environment> sandboxes = environments.all().stream()
                .filter(environment -> !environment.kind().isProduction())
                .toList();
        String chosen = changes.require(ChangeRequestProcess.change(task)).sandbox();
        forms.headed(task)
                .rows("environments", Rows.options(sandboxes))
                .show(
                        "environment",
                        chosen == null && sandboxes.size() == 1
                                ? sandboxes.get(0).id()
                                : chosen);
    }
}
