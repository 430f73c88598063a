package io.sluice.process;

import io.sluice.change.ChangeRequests;
import io.sluice.change.ScopeResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Check scope". */
@Component
class CheckScope extends ServiceStep {

    private final ChangeRequests changes;

    CheckScope(ChangeRequests changes) {
        this.changes = changes;
    }

    @Override
    void run(DelegateExecution execution, String change) {
        if (changes.checkScope(change) instanceof ScopeResult.Refused refused) {
            throw BusinessError.SCOPE_INVALID.with(refused.problems());
        }
    }
}
