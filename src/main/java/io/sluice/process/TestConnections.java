package io.sluice.process;

import io.sluice.change.ChangeRequests;
import io.sluice.environment.Environments;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Test connections": to the sandbox and to the first target, if routes still lead along the whole path. */
@Component
class TestConnections extends ServiceStep {

    private final ChangeRequests changes;
    private final TargetPaths targetPaths;
    private final Environments environments;
    private final ConnectionTest test;

    TestConnections(ChangeRequests changes, TargetPaths targetPaths, Environments environments, ConnectionTest test) {
        this.changes = changes;
        this.targetPaths = targetPaths;
        this.environments = environments;
        this.test = test;
    }

    @Override
    void run(DelegateExecution execution, String change) {
        String actor = ChangeRequestProcess.actor(execution);
        String sandbox = Objects.requireNonNullElse(changes.require(change).sandbox(), "");
        List<String> targets = targetPaths.of(execution);
        environments.path().refusalAlong(sandbox, targets).ifPresent(refusal -> {
            throw BusinessError.CONNECTION_REFUSED.with(refusal);
        });
        String there = test.of(sandbox, actor);
        String here = test.of(targets.get(0), actor);
        execution.setVariable(ChangeRequestProcess.CONNECTION, there + "\n" + here);
    }
}
