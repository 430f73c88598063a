package io.sluice.process;

import io.sluice.change.ChangeRequests;
import io.sluice.environment.Environment;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Offers the environments to work in, in the form "Choose environment"; anew for whoever claims the task. */
@Component
class ShowEnvironments implements TaskListener {

    private final ChangeRequests changes;
    private final Offers offers;
    private final TaskForms forms;

    ShowEnvironments(ChangeRequests changes, Offers offers, TaskForms forms) {
        this.changes = changes;
        this.offers = offers;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        List<Environment> workplaces = offers.of(task).workplaces();
        String chosen = changes.require(ChangeRequestProcess.change(task)).sandbox();
        forms.headed(task)
                .rows("environments", Rows.options(workplaces))
                .show("environment", Rows.chosen(workplaces, chosen));
    }
}
