package io.sluice.process;

import io.sluice.deployment.DeploymentStarts;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** When a deployment may start, for the timer that waits for it. Public because models call its method. */
@Component
public class DeploymentStart {

    private final DeploymentStarts starts;
    private final DeploymentProcess process;

    DeploymentStart(DeploymentStarts starts, DeploymentProcess process) {
        this.starts = starts;
        this.process = process;
    }

    /** The moment, from our tables. A wait whose moment came while it began is over at once. */
    public Date at(DelegateExecution execution) {
        return starts.waitsUntil(process.record(execution).id()).map(Date::from).orElseGet(() -> new Date(0));
    }
}
