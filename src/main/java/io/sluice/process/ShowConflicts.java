package io.sluice.process;

import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeRequests;
import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import io.sluice.sync.Board;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Fills the form "Resolve conflicts" in with both sides of each conflict. */
@Component
class ShowConflicts implements TaskListener {

    private final ChangeRequests changes;
    private final Environments environments;
    private final Board board;
    private final TaskForms forms;

    ShowConflicts(ChangeRequests changes, Environments environments, Board board, TaskForms forms) {
        this.changes = changes;
        this.environments = environments;
        this.board = board;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        ChangeRequest change = changes.require(ChangeRequestProcess.change(task));
        forms.headed(task)
                .show(
                        "where",
                        Optional.ofNullable(change.sandbox())
                                .flatMap(environments::find)
                                .map(Environment::name)
                                .orElse(""))
                .rows("conflicts", Rows.conflicts(board.conflicts(change.number())))
                .empty("decision");
    }
}
