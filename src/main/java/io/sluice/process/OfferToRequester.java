package io.sluice.process;

import io.sluice.change.ChangeRequests;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Offers a task to the requester too, beside its groups. */
@Component
class OfferToRequester implements TaskListener {

    private final ChangeRequests changes;

    OfferToRequester(ChangeRequests changes) {
        this.changes = changes;
    }

    @Override
    public void notify(DelegateTask task) {
        task.addCandidateUser(changes.require(ChangeRequestProcess.change(task)).requester());
    }
}
