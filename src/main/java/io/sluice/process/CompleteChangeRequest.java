package io.sluice.process;

import io.sluice.change.ChangeFact;
import io.sluice.change.ChangeRequests;
import io.sluice.compare.Comparisons;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.DeploymentStatus;
import io.sluice.deployment.Deployments;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Completing "Complete change request": only when every record is deployed and verified. */
@Component
class CompleteChangeRequest implements TaskListener {

    private final ChangeRequests changes;
    private final Deployments deployments;
    private final Comparisons comparisons;
    private final CurrentPerson person;
    private final TaskForms forms;

    CompleteChangeRequest(
            ChangeRequests changes,
            Deployments deployments,
            Comparisons comparisons,
            CurrentPerson person,
            TaskForms forms) {
        this.changes = changes;
        this.deployments = deployments;
        this.comparisons = comparisons;
        this.person = person;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        String change = ChangeRequestProcess.change(task);
        List<DeploymentRecord> records = deployments.ofChange(change).stream()
                .filter(record -> record.status() != DeploymentStatus.CANCELLED)
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
