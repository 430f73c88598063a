package io.sluice.process;

import io.sluice.change.ChangeRequests;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Test connections": to the sandbox and to the target. */
@Component
class TestConnections extends ServiceStep {

    private final ChangeRequests changes;
    private final ConnectionTest test;

    TestConnections(ChangeRequests changes, ConnectionTest test) {
        this.changes = changes;
        this.test = test;
    }

    @Override
    void run(DelegateExecution execution, String change) {
        String actor = ChangeRequestProcess.actor(execution);
        String sandbox = Objects.requireNonNullElse(changes.require(change).sandbox(), "");
        String source = test.of(sandbox, actor);
        String target = test.of(ChangeRequestProcess.text(execution, ChangeRequestProcess.TARGET), actor);
        execution.setVariable(ChangeRequestProcess.CONNECTION, source + "\n" + target);
    }
}
