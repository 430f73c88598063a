package io.sluice.process;

import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.Deployments;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/**
 * What Java knows of {@code deployment.bpmn} and {@code rollback.bpmn}: its key, its variables, and which deployment record an instance works on.
 * Element ids are not among it.
 */
@Component
public class DeploymentProcess {

    /** Key of the process definition. */
    public static final String KEY = "deployment";

    /** Topic of the steps that wait for remote jobs. */
    public static final String WAITING_TOPIC = "remote-job";

    /** Id of the deployment record. String. */
    public static final String DEPLOYMENT = "deployment";

    /** How it ended: {@link #DEPLOYED}, {@link #MAKE_CHANGES} or {@link #GIVEN_UP}. String. */
    public static final String OUTCOME = "deploymentOutcome";

    public static final String DEPLOYED = "deployed";
    public static final String MAKE_CHANGES = "make-changes";
    public static final String GIVEN_UP = "given-up";

    static final String SOURCE = "source";
    static final String TEST_LEVEL = "testLevel";
    static final String TESTS = "tests";

    /** Lines of what is left out, as stated. String. */
    static final String LEFT_OUT = "leftOut";

    /** Whether the validation may be made real by the org itself, as stated. Boolean. */
    static final String QUICK_DEPLOY = "deployQuickly";

    /** Whether a release manager's go is needed; read from our tables right before a gateway. Boolean. */
    static final String GO_NEEDED = "goNeeded";

    /** Whether the go was given. Boolean. */
    static final String GO_GIVEN = "goGiven";

    /** Whether the planned start has come; read from our tables right before a gateway. Boolean. */
    static final String MAY_START = "mayStart";

    /** Message that lets a waiting deployment start now. */
    static final String START_NOW = "deployment-start-now";

    /** Message that ends the wait without a start. */
    static final String WAIT_ENDED = "deployment-wait-ended";

    /** What was stated about the start. Strings. */
    static final String NOT_BEFORE = "notBefore";

    static final String WINDOW = "startWindow";
    static final String DAYS = "startDays";
    static final String ZONE = "startZone";

    /** Whether the validation may be deployed quickly; read from our tables right before a gateway. Boolean. */
    static final String VALIDATION_GOOD = "validationGood";

    /** {@code prepared}, {@code compare-again} or {@code refused}. String. */
    static final String PREPARATION = "preparation";

    /** {@code repeat}, {@code make-changes}, {@code roll-back}, {@code compare-again}, {@code prepare} or {@code give-up}. String. */
    static final String WHAT_NEXT = "whatNext";

    static final String GIVE_UP = "give-up";

    /** Id of the rollback record that a deployment's process has called. String. */
    static final String ROLLBACK = "rollback";

    /** What goes back and what stays, as it was typed, one item a line. String. */
    static final String ROLLBACK_PLAN = "rollbackPlan";

    /** Whether an approval binds the record's fingerprint; read from our tables right before a gateway. Boolean. */
    static final String APPROVAL_HOLDS = "approvalHolds";

    private final Deployments deployments;

    DeploymentProcess(Deployments deployments) {
        this.deployments = deployments;
    }

    /**
     * The deployment record that an instance works on. The record knows its instance from the first comparison on, so a
     * variable that a form overwrote changes nothing.
     */
    DeploymentRecord record(DelegateExecution execution) {
        String change = ChangeRequestProcess.change(execution);
        List<DeploymentRecord> records = deployments.withRollbacks(change);
        return records.stream()
                .filter(record -> execution.getProcessInstanceId().equals(record.processInstance()))
                .findFirst()
                .or(() -> records.stream()
                        .filter(record -> record.id().equals(execution.getVariable(DEPLOYMENT)))
                        .findFirst())
                .orElseThrow(() -> new IllegalStateException(
                        "The deployment record " + execution.getVariable(DEPLOYMENT) + " is none of " + change));
    }

    DeploymentRecord record(DelegateTask task) {
        return record(task.getExecution());
    }
}
