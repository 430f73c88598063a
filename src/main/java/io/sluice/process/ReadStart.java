package io.sluice.process;

import io.sluice.deployment.DeploymentStarts;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** At the gateway "May it start now?": whether its planned time has come, or somebody lets it start before. */
@Component
class ReadStart implements ExecutionListener {

    private final DeploymentStarts starts;
    private final DeploymentProcess process;

    ReadStart(DeploymentStarts starts, DeploymentProcess process) {
        this.starts = starts;
        this.process = process;
    }

    @Override
    public void notify(DelegateExecution execution) {
        execution.setVariable(
                DeploymentProcess.MAY_START,
                starts.waitsUntil(process.record(execution).id()).isEmpty());
    }
}
