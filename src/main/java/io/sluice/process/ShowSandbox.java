package io.sluice.process;

import io.sluice.change.ChangeRequests;
import io.sluice.environment.Environments;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Fills the form "Make changes" in with what was seen in the sandbox. */
@Component
class ShowSandbox implements TaskListener {

    private final ChangeRequests changes;
    private final Environments environments;
    private final TaskForms forms;

    ShowSandbox(ChangeRequests changes, Environments environments, TaskForms forms) {
        this.changes = changes;
        this.environments = environments;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        String where = Optional.ofNullable(
                        changes.require(ChangeRequestProcess.change(task)).sandbox())
                .flatMap(environments::find)
                .map(environment -> environment.name() + ", " + environment.address())
                .orElse("");
        forms.headed(task)
                .show("where", where)
                .show("connection", task.getExecution().getVariable(ChangeRequestProcess.CONNECTION))
                .show("scope", task.getExecution().getVariable(ChangeRequestProcess.SCOPE_TEXT))
                .show("scopeVersion", ScopeVersion.FIRST)
                .show(ScopeVersion.SAVED, ScopeVersion.FIRST)
                .show("next", "done");
    }
}
