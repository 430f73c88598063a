package io.sluice.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Completing "Prepare deployment": hands what was stated on to the step that checks it against the orgs. */
@Component
class PrepareDeployment implements TaskListener {

    private final CurrentPerson person;
    private final TaskForms forms;

    PrepareDeployment(CurrentPerson person, TaskForms forms) {
        this.person = person;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        TaskForm form = forms.of(task);
        form.done(person.id())
                .tell(DeploymentProcess.SOURCE, form.answer("source"))
                .tell(ChangeRequestProcess.TARGET, form.answer("target"))
                .tell(DeploymentProcess.TEST_LEVEL, form.answer("testLevel"))
                .tell(DeploymentProcess.TESTS, form.answer("tests"))
                .tell(DeploymentProcess.LEFT_OUT, form.answer("leftOut"))
                .tell(DeploymentProcess.QUICK_DEPLOY, form.ticked("deployQuickly"))
                .tell(DeploymentProcess.GO_NEEDED, form.ticked("goNeeded"));
    }
}
