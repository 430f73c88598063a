package io.sluice.process;

import io.sluice.environment.Environments;
import io.sluice.environment.PromotionPath;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** Which environments a task offers: what whoever has claimed it may use; before that, what anybody may. */
@Component
class Offers {

    private final Environments environments;

    Offers(Environments environments) {
        this.environments = environments;
    }

    PromotionPath of(DelegateTask task) {
        String assignee = task.getAssignee();
        return assignee == null ? environments.path() : environments.pathOf(assignee);
    }
}
