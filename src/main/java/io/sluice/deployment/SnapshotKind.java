package io.sluice.deployment;

import io.sluice.remotejob.Look;
import io.sluice.remotejob.Lost;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobKind;
import org.springframework.stereotype.Component;

/** Keeps what the target has of the scope right before a deployment. */
@Component
class SnapshotKind implements RemoteJobKind {

    static final String NAME = "snapshot";

    private final TargetState state;
    private final DeploymentStore deployments;

    SnapshotKind(TargetState state, DeploymentStore deployments) {
        this.state = state;
        this.deployments = deployments;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** It changes nothing; what is deployed between it and its own deployment, the check right before sending finds. */
    @Override
    public boolean exclusive() {
        return false;
    }

    @Override
    public String send(RemoteJob job) {
        return state.ask(job);
    }

    @Override
    public Lost lost(RemoteJob job) {
        return new Lost.SendAgain();
    }

    @Override
    public Look look(RemoteJob job) {
        return state.look(job, false);
    }

    @Override
    public void ended(RemoteJob job, Outcome outcome) {
        DeploymentRecord record = deployments.lock(job.owner()).record();
        if (!outcome.isSuccess()
                && record.status() == DeploymentStatus.APPROVED
                && JobInput.of(job).fingerprint().equals(record.fingerprint())) {
            deployments.status(record.id(), RetrieveKind.afterRefusal(outcome), outcome.message());
        }
    }
}
