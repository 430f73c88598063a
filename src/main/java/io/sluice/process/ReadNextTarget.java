package io.sluice.process;

import io.sluice.deployment.ChangePaths;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** At the gateway "Another target on the path?": reads the answer from the promotion path. */
@Component
class ReadNextTarget implements ExecutionListener {

    private final ChangePaths paths;

    ReadNextTarget(ChangePaths paths) {
        this.paths = paths;
    }

    @Override
    public void notify(DelegateExecution execution) {
        execution.setVariable(
                ChangeRequestProcess.NEXT_TARGET,
                paths.next(ChangeRequestProcess.change(execution)).isPresent());
    }
}
