package io.sluice.process;

import io.sluice.change.ChangeRequests;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Test connection": to the environment that was chosen. */
@Component
class TestConnection extends ServiceStep {

    private final ChangeRequests changes;
    private final ConnectionTest test;

    TestConnection(ChangeRequests changes, ConnectionTest test) {
        this.changes = changes;
        this.test = test;
    }

    @Override
    void run(DelegateExecution execution, String change) {
        String sandbox = Objects.requireNonNullElse(changes.require(change).sandbox(), "");
        String words = test.of(sandbox, ChangeRequestProcess.actor(execution));
        execution.setVariable(ChangeRequestProcess.CONNECTION, words);
    }
}
