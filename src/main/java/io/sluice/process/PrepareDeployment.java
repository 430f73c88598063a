package io.sluice.process;

import io.sluice.deployment.DeploymentStarts;
import io.sluice.deployment.TestProposal;
import io.sluice.deployment.TestProposals;
import io.sluice.salesforce.TestLevel;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Completing "Prepare deployment": hands what was stated on to the step that checks it against the orgs. */
@Component
class PrepareDeployment implements TaskListener {

    private final DeploymentProcess process;
    private final TestProposals proposals;
    private final DeploymentStarts starts;
    private final CurrentPerson person;
    private final TaskForms forms;

    PrepareDeployment(
            DeploymentProcess process,
            TestProposals proposals,
            DeploymentStarts starts,
            CurrentPerson person,
            TaskForms forms) {
        this.process = process;
        this.proposals = proposals;
        this.starts = starts;
        this.person = person;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        TaskForm form = forms.of(task);
        boolean proposed = form.ticked("takeProposed");
        String tests =
                proposed ? form.answer("tests") + "\n" + String.join("\n", proposed(task)) : form.answer("tests");
        starts.plan(process.record(task).id(), StartForm.read(form), person.id());
        form.done(person.id())
                .tell(DeploymentProcess.SOURCE, form.answer("source"))
                .tell(ChangeRequestProcess.TARGET, form.answer("target"))
                .tell(
                        DeploymentProcess.TEST_LEVEL,
                        proposed ? TestLevel.RUN_SPECIFIED_TESTS.apiName() : form.answer("testLevel"))
                .tell(DeploymentProcess.TESTS, tests)
                .tell(DeploymentProcess.LEFT_OUT, form.answer("leftOut"))
                .tell(DeploymentProcess.QUICK_DEPLOY, form.ticked("deployQuickly"))
                .tell(DeploymentProcess.GO_NEEDED, form.ticked("goNeeded"));
    }

    private List<String> proposed(DelegateTask task) {
        List<String> names =
                proposals.of(process.record(task).id()).map(TestProposal::names).orElse(List.of());
        if (names.isEmpty()) {
            throw new FormRefused(
                    "No tests are proposed, so none can be taken over. Name them, or choose a test level.");
        }
        return names;
    }
}
