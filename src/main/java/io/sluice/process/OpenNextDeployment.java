package io.sluice.process;

import io.sluice.deployment.ChangePaths;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.environment.Environments;
import io.sluice.sync.PushResult;
import io.sluice.sync.Sync;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Open next deployment": the record of the next target, whose source is the target that was verified last. */
@Component
class OpenNextDeployment extends ServiceStep {

    private final ChangePaths paths;
    private final Environments environments;
    private final ConnectionTest test;
    private final Sync sync;

    OpenNextDeployment(ChangePaths paths, Environments environments, ConnectionTest test, Sync sync) {
        this.paths = paths;
        this.environments = environments;
        this.test = test;
        this.sync = sync;
    }

    @Override
    void run(DelegateExecution execution, String change) {
        String actor = ChangeRequestProcess.SLUICE;
        String source = paths.reached(change)
                .orElseThrow(() -> new IllegalStateException("The promotion path of " + change + " is not begun"));
        String target = paths.next(change)
                .orElseThrow(() -> new IllegalStateException("The promotion path of " + change + " is at its end"));
        environments.path().refusal(source, target).ifPresent(refusal -> {
            throw BusinessError.CONNECTION_REFUSED.with(refusal);
        });
        test.of(source, actor);
        test.of(target, actor);
        DeploymentRecord draft = paths.draftNext(change, actor);
        PushResult published = sync.publish(change, draft.id(), source, target, actor);
        if (published instanceof PushResult.NotPrepared notPrepared) {
            throw BusinessError.ENVIRONMENT_NOT_PREPARED.with(notPrepared.sentence());
        }
        paths.open(draft, actor);
        execution.setVariable(DeploymentProcess.DEPLOYMENT, draft.id());
        execution.setVariable(DeploymentProcess.OUTCOME, null);
    }
}
