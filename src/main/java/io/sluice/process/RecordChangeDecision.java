package io.sluice.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Completing "Approve change request". */
@Component
class RecordChangeDecision implements TaskListener {

    private final Decisions decisions;
    private final ChangeApproval approval;

    RecordChangeDecision(Decisions decisions, ChangeApproval approval) {
        this.decisions = decisions;
        this.approval = approval;
    }

    @Override
    public void notify(DelegateTask task) {
        decisions.record(task, approval.subject(task));
    }
}
