package io.sluice.process;

import io.sluice.sync.Board;
import io.sluice.sync.SyncConflict;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Completing "Resolve conflicts": one side for all of them, or what was decided one by one on the page. */
@Component
class ResolveConflicts implements TaskListener {

    private final Board board;
    private final CurrentPerson person;
    private final TaskForms forms;

    ResolveConflicts(Board board, CurrentPerson person, TaskForms forms) {
        this.board = board;
        this.person = person;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        String change = ChangeRequestProcess.change(task);
        TaskForm form = forms.of(task);
        String decision = form.choice("decision", "Which side counts?", "ours", "theirs", "one-by-one");
        String actor = person.id();
        List<SyncConflict> conflicts = board.conflicts(change);
        if (decision.equals("one-by-one")) {
            List<String> open = conflicts.stream()
                    .filter(conflict -> conflict.decision() == null)
                    .map(conflict -> conflict.subject() + ", " + conflict.field())
                    .toList();
            if (!open.isEmpty()) {
                throw new FormRefused("Not decided yet: " + String.join("; ", open) + ". Decide on page /changes/"
                        + change + "/conflicts, or choose one side for all.");
            }
        } else {
            conflicts.forEach(conflict -> board.decide(change, conflict.key(), decision, actor));
        }
        form.done(actor);
    }
}
