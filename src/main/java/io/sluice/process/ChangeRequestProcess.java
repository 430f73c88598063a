package io.sluice.process;

import java.util.List;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;

/**
 * What Java knows of {@code change-request.bpmn}: its key, its variables, its messages. Element ids are not among it; owners
 * may rename and move every element.
 */
public final class ChangeRequestProcess {

    /** Key of the process definition. */
    public static final String KEY = "change-request";

    /** The message that ends a change request that was cancelled. */
    public static final String CANCELLED_MESSAGE = "change-request-cancelled";

    /** Number of the change request, for forms; what decides is read from the business key. String. */
    public static final String CHANGE_REQUEST = "changeRequest";

    /** Why a step has to be done again, in words. String or null; written by error events and by steps. */
    public static final String PROBLEM = "problem";

    /** Groups that the decision table named, separated by commas. String. */
    static final String APPROVER_GROUPS = "approverGroups";

    /** Whom one task of an approval asks, {@code group:x} or {@code user:x}. String, one for each such task. */
    static final String APPROVER = "approver";

    /** Whether the newest round of approval was approved; read from our tables right before a gateway. Boolean. */
    static final String APPROVED = "approved";

    /** Whether the scope that was submitted came back from the sandbox. Boolean. */
    static final String SCOPE_CAME_BACK = "scopeCameBack";

    /** The result of the last connection test in words. String. */
    static final String CONNECTION = "connection";

    /** What changed in the sandbox, rows for a table. Json. */
    static final String SANDBOX_CHANGES = "sandboxChanges";

    /** The scope as the sandbox's record states it, or as the developer typed it last. String. */
    static final String SCOPE_TEXT = "scopeText";

    /** Whether the developer wants to look at the sandbox again. Boolean. */
    static final String LOOK_AGAIN = "lookAgain";

    /** Whether the promotion path goes on; read from our tables right before a gateway. Boolean. */
    static final String NEXT_TARGET = "nextTarget";

    /** Ids of the environments that the change goes to, separated by commas; in a preparation, the one. String. */
    static final String TARGET = "target";

    /** Who completed the last form; only for the records of the steps that follow it. String. */
    static final String ACTOR = "actor";

    /** Who acts where no person does. */
    static final String SLUICE = "sluice";

    /** Variables of ours that no form may change. A form that sends one of them changes a copy that ends with its task. */
    static final List<String> CONFINED = List.of(
            CHANGE_REQUEST,
            PROBLEM,
            APPROVER_GROUPS,
            APPROVER,
            APPROVED,
            SCOPE_CAME_BACK,
            CONNECTION,
            SANDBOX_CHANGES,
            SCOPE_TEXT,
            LOOK_AGAIN,
            TARGET,
            NEXT_TARGET,
            ACTOR,
            DeploymentProcess.DEPLOYMENT,
            DeploymentProcess.OUTCOME,
            DeploymentProcess.SOURCE,
            DeploymentProcess.TEST_LEVEL,
            DeploymentProcess.TESTS,
            DeploymentProcess.LEFT_OUT,
            DeploymentProcess.QUICK_DEPLOY,
            DeploymentProcess.GO_NEEDED,
            DeploymentProcess.GO_GIVEN,
            DeploymentProcess.VALIDATION_GOOD,
            DeploymentProcess.MAY_START,
            DeploymentProcess.NOT_BEFORE,
            DeploymentProcess.WINDOW,
            DeploymentProcess.DAYS,
            DeploymentProcess.ZONE,
            DeploymentProcess.PREPARATION,
            DeploymentProcess.WHAT_NEXT,
            DeploymentProcess.ROLLBACK,
            DeploymentProcess.ROLLBACK_PLAN,
            DeploymentProcess.APPROVAL_HOLDS);

    private ChangeRequestProcess() {}

    /** Number of the change request that an instance belongs to: its business key, which no form can overwrite. */
    static String change(DelegateExecution execution) {
        String number = execution.getProcessBusinessKey();
        if (number == null) {
            throw new IllegalStateException("The process instance " + execution.getProcessInstanceId()
                    + " has no business key; change requests are raised with the form New change request");
        }
        return number;
    }

    static String change(DelegateTask task) {
        return change(task.getExecution());
    }

    /** Who completed the last form, or Sluice itself. */
    static String actor(DelegateExecution execution) {
        return execution.getVariable(ACTOR) instanceof String person ? person : SLUICE;
    }

    static String text(DelegateExecution execution, String name) {
        return execution.getVariable(name) instanceof String text ? text : "";
    }

    static String name(BaseDelegateExecution execution) {
        return execution instanceof DelegateExecution step && step.getCurrentActivityName() != null
                ? step.getCurrentActivityName()
                : "A step";
    }
}
