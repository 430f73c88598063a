package io.sluice.process;

import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeRequests;
import io.sluice.change.ChangeStatus;
import io.sluice.change.Families;
import io.sluice.change.Family;
import io.sluice.change.Scope;
import io.sluice.change.ScopeItem;
import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fills the forms "Define scope" and "Rework change request" in with the change request and its scope as they stand. */
@Component
class ShowScope implements TaskListener {

    private final ChangeRequests changes;
    private final Families families;
    private final TaskForms forms;

    ShowScope(ChangeRequests changes, Families families, TaskForms forms) {
        this.changes = changes;
        this.families = families;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        ChangeRequest change = changes.require(ChangeRequestProcess.change(task));
        Family family = families.of(change.number());
        Scope scope = changes.scope(change.number());
        List<ScopeItem> own = scope.items().stream()
                .filter(item -> !family.origins().containsKey(item.component()))
                .toList();
        forms.headed(task)
                .show("name", change.name())
                .show("changeType", change.type().word())
                .show("overview", change.overview())
                .show("existing", lines(own, ScopeItem.Kind.EXISTING))
                .show("proposed", lines(own, ScopeItem.Kind.PROPOSED))
                .show("deletions", lines(own, ScopeItem.Kind.DELETION))
                .show("additionalApprovers", String.join(", ", scope.additionalApprovers()))
                .show("parent", family.parent())
                .show("release", family.release())
                .show("rolledUp", rolledUp(family))
                .show("scopeVersion", ScopeVersion.FIRST)
                .show(ScopeVersion.SAVED, ScopeVersion.FIRST)
                .show("rejection", change.status() == ChangeStatus.REJECTED ? change.statusReason() : null);
    }

    private static String lines(List<ScopeItem> own, ScopeItem.Kind kind) {
        return own.stream()
                .filter(item -> item.kind() == kind)
                .map(item -> item.component().toString())
                .collect(Collectors.joining("\n"));
    }

    /** What the form says of a release; it stays open while others become part of it, so it names none. */
    private static @Nullable String rolledUp(Family family) {
        return family.release()
                ? "When you complete this form, the approved scopes of the change requests that are part of this release are"
                        + " added to what is named below. The scope page and the change record list them, and say which"
                        + " are left out because they are not approved yet."
                : null;
    }
}
