package io.sluice.process;

import io.sluice.change.ChangeRequests;
import io.sluice.environment.EnvironmentKind;
import io.sluice.environment.Environments;
import io.sluice.metadata.Component;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.TypedValue;

/**
 * The facts that the decision table {@code change-approvers} sees, from our tables. They live no longer than the decision.
 * Public because models call its methods.
 */
@org.springframework.stereotype.Component
public class ChangeFacts {

    private final ChangeRequests changes;
    private final Environments environments;

    ChangeFacts(ChangeRequests changes, Environments environments) {
        this.changes = changes;
        this.environments = environments;
    }

    /** Minor, Standard, Major or Emergency. */
    public TypedValue changeType(DelegateExecution execution) {
        return Variables.stringValue(changeType(ChangeRequestProcess.change(execution)), true);
    }

    /** Kind of the environment that the change finally goes to. */
    public TypedValue targetKind(DelegateExecution execution) {
        return Variables.stringValue(targetKind(), true);
    }

    /** Types of the items in the scope. */
    public TypedValue itemTypes(DelegateExecution execution) {
        return Variables.untypedValue(itemTypes(ChangeRequestProcess.change(execution)), true);
    }

    /** All of them, for the record of the round. */
    Map<String, Object> all(String change) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("changeType", changeType(change));
        facts.put("targetKind", targetKind());
        facts.put("itemTypes", itemTypes(change));
        return facts;
    }

    private String changeType(String change) {
        return changes.require(change).type().word();
    }

    private String targetKind() {
        return environments
                .production()
                .map(production -> production.kind().word())
                .orElse(EnvironmentKind.PRODUCTION.word());
    }

    private List<String> itemTypes(String change) {
        return changes.scope(change).components().stream()
                .map(Component::type)
                .distinct()
                .toList();
    }
}
