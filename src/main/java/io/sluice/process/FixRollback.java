package io.sluice.process;

import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.Deployments;
import io.sluice.evidence.Evidence;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Completing "Fix errors" of a rollback: repeat, compare and decide anew, or give it up with a reason. */
@Component
class FixRollback implements TaskListener {

    private final Deployments deployments;
    private final DeploymentProcess process;
    private final Evidence evidence;
    private final CurrentPerson person;
    private final TaskForms forms;

    FixRollback(
            Deployments deployments,
            DeploymentProcess process,
            Evidence evidence,
            CurrentPerson person,
            TaskForms forms) {
        this.deployments = deployments;
        this.process = process;
        this.evidence = evidence;
        this.person = person;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        TaskForm form = forms.of(task);
        String next = form.choice("next", "What next?", "repeat", "compare-again", DeploymentProcess.GIVE_UP);
        DeploymentRecord record = process.record(task);
        String actor = person.id();
        if (next.equals(DeploymentProcess.GIVE_UP)) {
            giveUp(form, deployments, record, actor);
        }
        evidence.record(
                actor,
                "deployment-errors-answered",
                record.change(),
                Map.of(
                        "deployment",
                        record.id(),
                        "next",
                        next,
                        "reason",
                        form.answer("reason").strip()));
        form.done(actor).tell(DeploymentProcess.WHAT_NEXT, next);
    }

    static void giveUp(TaskForm form, Deployments deployments, DeploymentRecord record, String actor) {
        String reason = form.answer("reason").strip();
        if (reason.isEmpty()) {
            throw new FormRefused("Giving up needs a reason.");
        }
        deployments.cancelled(record.id(), actor, reason);
    }
}
