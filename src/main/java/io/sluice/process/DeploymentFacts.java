package io.sluice.process;

import io.sluice.change.ChangeRequests;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.Deployments;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.springframework.stereotype.Component;

/**
 * The facts that the decision table {@code deployment-approvers} sees, from our tables. They live no longer than the
 * decision. Public because models call its methods.
 */
@Component
public class DeploymentFacts {

    private final ChangeRequests changes;
    private final Deployments deployments;
    private final DeploymentProcess process;

    DeploymentFacts(ChangeRequests changes, Deployments deployments, DeploymentProcess process) {
        this.changes = changes;
        this.deployments = deployments;
        this.process = process;
    }

    /** Minor, Standard, Major or Emergency. */
    public TypedValue changeType(DelegateExecution execution) {
        return fact(execution, "changeType");
    }

    /** Kind of the target, for example production. */
    public TypedValue targetKind(DelegateExecution execution) {
        return fact(execution, "targetKind");
    }

    /** Types of the items in the scope. */
    public TypedValue itemTypes(DelegateExecution execution) {
        return fact(execution, "itemTypes");
    }

    /** NoTestRun, RunSpecifiedTests, RunLocalTests or RunAllTestsInOrg. */
    public TypedValue testLevel(DelegateExecution execution) {
        return fact(execution, "testLevel");
    }

    /** How many items differ between source and target. */
    public TypedValue differences(DelegateExecution execution) {
        return fact(execution, "differences");
    }

    /** How many rights the deployment gives. */
    public TypedValue rightsGained(DelegateExecution execution) {
        return fact(execution, "rightsGained");
    }

    /** How many of them reach over sharing, over everybody's data or over the org itself. */
    public TypedValue powerfulRightsGained(DelegateExecution execution) {
        return fact(execution, "powerfulRightsGained");
    }

    /** How many rights the deployment takes. */
    public TypedValue rightsLost(DelegateExecution execution) {
        return fact(execution, "rightsLost");
    }

    /** All of them, for the record of the round. */
    Map<String, Object> all(DeploymentRecord record) {
        Map<String, Object> facts = new LinkedHashMap<>(deployments.policyFacts(record.id()));
        facts.put("changeType", changes.require(record.change()).type().word());
        return facts;
    }

    private TypedValue fact(DelegateExecution execution, String name) {
        return Variables.untypedValue(all(process.record(execution)).get(name), true);
    }
}
