package io.sluice.process;

import io.sluice.change.ChangeFact;
import io.sluice.change.ChangeRequests;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.Deployments;
import io.sluice.deployment.Rollbacks;
import io.sluice.deployment.ScopeAdditions;
import io.sluice.evidence.Evidence;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/**
 * Completing "Fix errors": repeat, with the same or with other tests, back to making changes with or without what is missing in
 * the scope, roll back what was changed in the target, or give up with a reason.
 */
@Component
class FixErrors implements TaskListener {

    private static final String GIVE_UP = DeploymentProcess.GIVE_UP;
    private static final String ROLL_BACK = "roll-back";
    private static final String REPEAT = "repeat";
    private static final String CHOOSE_TESTS = "choose-tests";
    private static final String ADD_MISSING = "add-missing";

    private final ChangeRequests changes;
    private final Deployments deployments;
    private final DeploymentProcess process;
    private final Rollbacks rollbacks;
    private final RollbackProcesses processes;
    private final Evidence evidence;
    private final ScopeAdditions additions;
    private final CurrentPerson person;
    private final TaskForms forms;

    FixErrors(
            ChangeRequests changes,
            Deployments deployments,
            DeploymentProcess process,
            Rollbacks rollbacks,
            RollbackProcesses processes,
            Evidence evidence,
            ScopeAdditions additions,
            CurrentPerson person,
            TaskForms forms) {
        this.changes = changes;
        this.deployments = deployments;
        this.process = process;
        this.rollbacks = rollbacks;
        this.processes = processes;
        this.evidence = evidence;
        this.additions = additions;
        this.person = person;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        TaskForm form = forms.of(task);
        String next = form.choice(
                "next",
                "What next?",
                REPEAT,
                CHOOSE_TESTS,
                ADD_MISSING,
                DeploymentProcess.MAKE_CHANGES,
                ROLL_BACK,
                GIVE_UP);
        String reason = form.answer("reason").strip();
        if (next.equals(GIVE_UP) && reason.isEmpty()) {
            throw new FormRefused("Giving up needs a reason.");
        }
        if (next.equals(ROLL_BACK) && reason.isEmpty()) {
            throw new FormRefused("Rolling back needs a reason; approvers read it.");
        }
        String actor = person.id();
        DeploymentRecord record = process.record(task);
        rollbacks.open(record.id()).ifPresent(rollback -> {
            throw new FormRefused(record.id() + " is being rolled back by " + rollback.id()
                    + ". Wait until that has ended, or give it up first.");
        });
        if (next.equals(ADD_MISSING)) {
            if (additions.ask(record.id(), actor).isEmpty()) {
                throw new FormRefused("Nothing is missing that could be added to the scope. Choose another answer.");
            }
            next = DeploymentProcess.MAKE_CHANGES;
        }
        if (next.equals(ROLL_BACK)) {
            processes.refusal(record.id(), actor).ifPresent(sentence -> {
                throw new FormRefused(sentence);
            });
            form.tell(
                    DeploymentProcess.ROLLBACK,
                    rollbacks.begin(record.id(), reason, actor).id());
        }
        if (next.equals(CHOOSE_TESTS)) {
            // No approval holds then, so the repetition begins with comparing and preparing.
            deployments.chooseTests(record.id(), actor);
            next = REPEAT;
        }
        evidence.record(
                actor,
                "deployment-errors-answered",
                record.change(),
                Map.of("deployment", record.id(), "next", next, "reason", reason));
        form.done(actor).tell(DeploymentProcess.WHAT_NEXT, next);
        if (next.equals(GIVE_UP)) {
            deployments.cancelled(record.id(), actor, reason);
            changes.happened(record.change(), ChangeFact.GIVEN_UP, actor, reason);
            form.tell(DeploymentProcess.OUTCOME, DeploymentProcess.GIVEN_UP);
        } else if (next.equals(DeploymentProcess.MAKE_CHANGES)) {
            form.tell(DeploymentProcess.OUTCOME, DeploymentProcess.MAKE_CHANGES);
        }
    }
}
