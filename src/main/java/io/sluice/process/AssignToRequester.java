package io.sluice.process;

import io.sluice.change.ChangeRequests;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Assigns a task to the requester, as our tables know the person. */
@Component
class AssignToRequester implements TaskListener {

    private final ChangeRequests changes;

    AssignToRequester(ChangeRequests changes) {
        this.changes = changes;
    }

    @Override
    public void notify(DelegateTask task) {
        task.setAssignee(changes.require(ChangeRequestProcess.change(task)).requester());
    }
}
