package io.sluice.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** At the gateways "Go needed?" and "Go given?": whether the record asks for a go. */
@Component
class ReadGo implements ExecutionListener {

    private final DeploymentProcess process;

    ReadGo(DeploymentProcess process) {
        this.process = process;
    }

    @Override
    public void notify(DelegateExecution execution) {
        execution.setVariable(
                DeploymentProcess.GO_NEEDED, process.record(execution).goNeeded());
    }
}
