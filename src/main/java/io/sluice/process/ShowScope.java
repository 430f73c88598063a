package io.sluice.process;

import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeRequests;
import io.sluice.change.ChangeStatus;
import io.sluice.change.Scope;
import io.sluice.change.ScopeItem;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Fills the forms "Define scope" and "Rework change request" in with the change request and its scope as they stand. */
@Component
class ShowScope implements TaskListener {

    private final ChangeRequests changes;
    private final TaskForms forms;

    ShowScope(ChangeRequests changes, TaskForms forms) {
        this.changes = changes;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        ChangeRequest change = changes.require(ChangeRequestProcess.change(task));
        Scope scope = changes.scope(change.number());
        forms.headed(task)
                .show("name", change.name())
                .show("changeType", change.type().word())
                .show("overview", change.overview())
                .show("existing", lines(scope, ScopeItem.Kind.EXISTING))
                .show("proposed", lines(scope, ScopeItem.Kind.PROPOSED))
                .show("deletions", lines(scope, ScopeItem.Kind.DELETION))
                .show("additionalApprovers", String.join(", ", scope.additionalApprovers()))
                .show("scopeVersion", ScopeVersion.FIRST)
                .show(ScopeVersion.SAVED, ScopeVersion.FIRST)
                .show("rejection", change.status() == ChangeStatus.REJECTED ? change.statusReason() : null);
    }

    private static String lines(Scope scope, ScopeItem.Kind kind) {
        return scope.items().stream()
                .filter(item -> item.kind() == kind)
                .map(item -> item.component().toString())
                .collect(Collectors.joining("\n"));
    }
}
