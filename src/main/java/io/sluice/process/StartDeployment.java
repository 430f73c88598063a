package io.sluice.process;

import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.DeploymentStarts;
import io.sluice.deployment.Deployments;
import io.sluice.deployment.StartPlan;
import io.sluice.environment.Environments;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Completing "Start deployment": writes down who gave the go, or why it is not given. */
@Component
class StartDeployment implements TaskListener {

    private final Deployments deployments;
    private final DeploymentProcess process;
    private final Environments environments;
    private final DeploymentStarts starts;
    private final CurrentPerson person;
    private final TaskForms forms;

    StartDeployment(
            Deployments deployments,
            DeploymentProcess process,
            Environments environments,
            DeploymentStarts starts,
            CurrentPerson person,
            TaskForms forms) {
        this.environments = environments;
        this.deployments = deployments;
        this.process = process;
        this.starts = starts;
        this.person = person;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        TaskForm form = forms.of(task);
        String actor = person.id();
        boolean go =
                form.choice("go", "Start the deployment?", "start", "not-now").equals("start");
        String reason = form.answer("reason").strip();
        if (!go && reason.isEmpty()) {
            throw new FormRefused("Please say why the deployment is not started.");
        }
        DeploymentRecord record = process.record(task);
        if (go) {
            // A rollback comes from nowhere else, so only its target counts.
            (record.rollback() == null
                            ? environments.path().refusal(record.source(), record.target())
                            : environments.path().useRefusal(record.target()))
                    .ifPresent(refusal -> {
                        throw new FormRefused(refusal);
                    });
        }
        if (go) {
            plan(record, StartForm.read(form), actor);
        }
        form.done(actor).tell(DeploymentProcess.GO_GIVEN, go);
        if (go) {
            deployments.go(record.id(), actor);
        } else {
            form.tell(ChangeRequestProcess.PROBLEM, actor + " did not start the deployment: " + reason);
        }
    }

    private void plan(DeploymentRecord record, Optional<StartPlan> plan, String actor) {
        if (record.rollback() != null && plan.isPresent()) {
            throw new FormRefused("A rollback starts at once. Leave the fields about its start empty.");
        }
        starts.plan(record.id(), plan, actor);
    }
}
