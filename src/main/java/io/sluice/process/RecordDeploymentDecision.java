package io.sluice.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Completing "Approve deployment". */
@Component
class RecordDeploymentDecision implements TaskListener {

    private final Decisions decisions;
    private final DeploymentProcess process;

    RecordDeploymentDecision(Decisions decisions, DeploymentProcess process) {
        this.decisions = decisions;
        this.process = process;
    }

    @Override
    public void notify(DelegateTask task) {
        decisions.record(task, DeploymentApproval.subject(process.record(task)));
    }
}
