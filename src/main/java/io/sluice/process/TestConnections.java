package io.sluice.process;

import io.sluice.change.ChangeRequests;
import io.sluice.environment.Environments;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Test connections": to the sandbox and to the target, if a change may still go from one to the other. */
@Component
class TestConnections extends ServiceStep {

    private final ChangeRequests changes;
    private final Environments environments;
    private final ConnectionTest test;

    TestConnections(ChangeRequests changes, Environments environments, ConnectionTest test) {
        this.changes = changes;
        this.environments = environments;
        this.test = test;
    }

    @Override
    void run(DelegateExecution execution, String change) {
        String actor = ChangeRequestProcess.actor(execution);
        String sandbox = Objects.requireNonNullElse(changes.require(change).sandbox(), "");
        String target = ChangeRequestProcess.text(execution, ChangeRequestProcess.TARGET);
        environments.path().refusal(sandbox, target).ifPresent(refusal -> {
            throw BusinessError.CONNECTION_REFUSED.with(refusal);
        });
        String there = test.of(sandbox, actor);
        String here = test.of(target, actor);
        execution.setVariable(ChangeRequestProcess.CONNECTION, there + "\n" + here);
    }
}
