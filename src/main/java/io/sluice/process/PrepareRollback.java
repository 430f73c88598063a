package io.sluice.process;

import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.Deployments;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Completing "Prepare rollback": hands the plan on to the step that checks it, or gives the rollback up. */
@Component
class PrepareRollback implements TaskListener {

    private final Deployments deployments;
    private final DeploymentProcess process;
    private final CurrentPerson person;
    private final TaskForms forms;

    PrepareRollback(Deployments deployments, DeploymentProcess process, CurrentPerson person, TaskForms forms) {
        this.deployments = deployments;
        this.process = process;
        this.person = person;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        TaskForm form = forms.of(task);
        String next = form.choice("next", "What next?", "prepare", DeploymentProcess.GIVE_UP);
        DeploymentRecord record = process.record(task);
        if (next.equals(DeploymentProcess.GIVE_UP)) {
            FixRollback.giveUp(form, deployments, record, person.id());
        }
        form.done(person.id())
                .tell(DeploymentProcess.WHAT_NEXT, next)
                .tell(DeploymentProcess.ROLLBACK_PLAN, form.answer("plan"))
                .tell(DeploymentProcess.TEST_LEVEL, form.answer("testLevel"))
                .tell(DeploymentProcess.TESTS, form.answer("tests"))
                .tell(DeploymentProcess.GO_NEEDED, form.ticked("goNeeded"));
    }
}
