package io.sluice.process;

import io.sluice.change.ScopeResult;
import io.sluice.sync.Sync;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "State scope": writes what the developer stated to the sandbox's record. */
@Component
class StateScope extends ServiceStep {

    private final Sync sync;

    StateScope(Sync sync) {
        this.sync = sync;
    }

    @Override
    void run(DelegateExecution execution, String change) {
        String stated = ChangeRequestProcess.text(execution, ChangeRequestProcess.SCOPE_TEXT);
        ScopeResult result = sync.stateScope(change, stated, ChangeRequestProcess.actor(execution));
        if (result instanceof ScopeResult.Refused refused) {
            throw BusinessError.SCOPE_UNREADABLE.with(refused.problems());
        }
    }
}
