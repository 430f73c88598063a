package io.sluice.process;

import io.sluice.deployment.Deployments;
import io.sluice.sync.DeploymentState;
import io.sluice.sync.Sync;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Sync status": writes where the change request and its deployment records stand into the orgs that hold them. */
@Component
class SyncStatus extends ServiceStep {

    private final Deployments deployments;
    private final Sync sync;

    SyncStatus(Deployments deployments, Sync sync) {
        this.deployments = deployments;
        this.sync = sync;
    }

    @Override
    void run(DelegateExecution execution, String change) {
        sync.syncStatus(
                change,
                deployments.ofChange(change).stream()
                        .map(record -> new DeploymentState(
                                record.id(), record.target(), record.status().words()))
                        .toList(),
                ChangeRequestProcess.SLUICE);
    }
}
