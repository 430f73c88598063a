package io.sluice.process;

import io.sluice.change.ChangeRequests;
import io.sluice.sync.PushResult;
import io.sluice.sync.Sync;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Sync change request": the push. */
@Component
class SyncChangeRequest extends ServiceStep {

    private final ChangeRequests changes;
    private final Sync sync;

    SyncChangeRequest(ChangeRequests changes, Sync sync) {
        this.changes = changes;
        this.sync = sync;
    }

    @Override
    void run(DelegateExecution execution, String change) {
        String sandbox = Objects.requireNonNull(changes.require(change).sandbox(), "no environment was chosen");
        PushResult result = sync.push(change, sandbox, ChangeRequestProcess.actor(execution));
        if (result instanceof PushResult.NotPrepared notPrepared) {
            throw BusinessError.ENVIRONMENT_NOT_PREPARED.with(notPrepared.sentence());
        }
    }
}
