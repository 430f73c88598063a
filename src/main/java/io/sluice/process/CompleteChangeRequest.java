package io.sluice.process;

import io.sluice.change.ChangeFact;
import io.sluice.change.ChangeRequests;
import io.sluice.compare.Comparisons;
import io.sluice.deployment.ChangePaths;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.DeploymentStatus;
import io.sluice.deployment.Deployments;
import io.sluice.deployment.Hop;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Completing "Complete change request": only when every target of its path has a record that is deployed and verified. */
@Component
class CompleteChangeRequest implements TaskListener {

    private final ChangeRequests changes;
    private final Deployments deployments;
    private final ChangePaths paths;
    private final Comparisons comparisons;
    private final CurrentPerson person;
    private final TaskForms forms;

    CompleteChangeRequest(
            ChangeRequests changes,
            Deployments deployments,
            ChangePaths paths,
            Comparisons comparisons,
            CurrentPerson person,
            TaskForms forms) {
        this.changes = changes;
        this.deployments = deployments;
        this.paths = paths;
        this.comparisons = comparisons;
        this.person = person;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        String change = ChangeRequestProcess.change(task);
        paths.next(change).ifPresent(target -> {
            throw new FormRefused(change + " can't be completed: its promotion path goes on to " + target
                    + ". A release manager can end the path on the change's page.");
        });
        List<String> targets = paths.of(change).stream().map(Hop::target).toList();
        List<DeploymentRecord> records = deployments.ofChange(change).stream()
                .filter(record -> record.status() != DeploymentStatus.CANCELLED
                        && (targets.isEmpty() || targets.contains(record.target())))
                .toList();
        if (records.isEmpty()) {
            throw new FormRefused(change + " can't be completed: nothing of it was deployed.");
        }
        for (DeploymentRecord record : records) {
            if (record.status() != DeploymentStatus.DEPLOYED) {
                throw new FormRefused(change + " can't be completed: " + record.id() + " is "
                        + record.status().words()
                        + (record.statusReason() == null ? "." : ": " + record.statusReason()));
            }
            if (comparisons
                    .latest(record.id(), true)
                    .filter(verify -> verify.differing().isEmpty())
                    .isEmpty()) {
                throw new FormRefused(change + " can't be completed: " + record.id() + " is not verified.");
            }
        }
        String actor = person.id();
        changes.happened(change, ChangeFact.COMPLETED, actor, "");
        forms.of(task).done(actor);
    }
}
