package io.sluice.process;

import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeRequests;
import io.sluice.change.Families;
import io.sluice.change.Overlaps;
import io.sluice.change.Scope;
import io.sluice.change.ScopeDifference;
import io.sluice.change.ScopeItem;
import io.sluice.sync.Board;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Fills the form "Approve change request" in with what is to be decided on. */
@Component
class ShowChangeApproval implements TaskListener {

    private final ChangeRequests changes;
    private final Families families;
    private final Overlaps overlaps;
    private final Board board;
    private final TaskForms forms;

    ShowChangeApproval(ChangeRequests changes, Families families, Overlaps overlaps, Board board, TaskForms forms) {
        this.changes = changes;
        this.families = families;
        this.overlaps = overlaps;
        this.board = board;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        ChangeRequest change = changes.require(ChangeRequestProcess.change(task));
        Scope scope = changes.scope(change.number());
        List<Map<String, String>> difference = difference(change, scope);
        forms.headed(task)
                .show(
                        "approver",
                        ChangeRequestProcess.text(task.getExecution(), ChangeRequestProcess.APPROVER)
                                .replaceFirst("^group:(.*)", "the group $1")
                                .replaceFirst("^user:", ""))
                .show("changeType", change.type().word())
                .show("overview", change.overview())
                .show("requester", change.requester())
                .rows(
                        "scopeItems",
                        Rows.scope(scope, families.of(change.number()).origins()))
                .rows("scopeDifference", difference)
                .show("scopeDiffers", !difference.isEmpty())
                .rows("overlaps", Rows.overlaps(overlaps.of(change.number())))
                .empty("decision", "reason");
    }

    private List<Map<String, String>> difference(ChangeRequest change, Scope scope) {
        Integer approved = change.approvedRevision();
        if (approved == null) {
            return List.of();
        }
        ScopeDifference difference = changes.scope(change.number(), approved).differenceTo(scope);
        List<Map<String, String>> rows = new ArrayList<>();
        row("added", difference.reallyAdded(), rows);
        row("removed", difference.reallyRemoved(), rows);
        row("kind changed", difference.kindChanged(), rows);
        if (!rows.isEmpty()) {
            board.edits(change.number(), approved)
                    .forEach(edit -> rows.add(Map.of(
                            "what",
                            edit.what(),
                            "item",
                            edit.item() + ": \"" + edit.before() + "\" to \"" + edit.after() + "\"")));
        }
        return rows;
    }

    private static void row(String what, List<ScopeItem> items, List<Map<String, String>> rows) {
        items.forEach(item -> rows.add(Map.of("what", what, "item", item.words())));
    }
}
