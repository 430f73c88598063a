package io.sluice.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.change.ScopeResult;
import io.sluice.deployment.ScopeAdditions;
import io.sluice.sync.Sync;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.spin.plugin.variable.SpinValues;
import org.springframework.stereotype.Component;

/**
 * "Look at sandbox": what changed there, and what its record states as scope. Missing components that somebody asked to add
 * are stated there first.
 */
@Component
class LookAtSandbox extends ServiceStep {

    private final Sync sync;
    private final ScopeAdditions additions;
    private final ObjectMapper json;

    LookAtSandbox(Sync sync, ScopeAdditions additions, ObjectMapper json) {
        this.sync = sync;
        this.additions = additions;
        this.json = json;
    }

    @Override
    void run(DelegateExecution execution, String change) {
        SortedSet<io.sluice.metadata.Component> waiting = additions.waiting(change);
        if (!waiting.isEmpty()) {
            state(execution, change, waiting);
        }
        List<Map<String, String>> changed = Rows.sandbox(sync.changedSincePush(change));
        execution.setVariable(ChangeRequestProcess.SCOPE_TEXT, String.join("\n", sync.statedScope(change)));
        execution.setVariable(
                ChangeRequestProcess.SANDBOX_CHANGES,
                SpinValues.jsonValue(written(changed)).create());
    }

    /** Where the record can't take them they go on waiting, and the form says why. */
    private void state(DelegateExecution execution, String change, SortedSet<io.sluice.metadata.Component> waiting) {
        Set<String> lines = new LinkedHashSet<>(sync.statedScope(change));
        waiting.forEach(each -> lines.add(each.toString()));
        String actor = ChangeRequestProcess.actor(execution);
        if (sync.stateScope(change, String.join("\n", lines), actor) instanceof ScopeResult.Refused refused) {
            execution.setVariable(
                    ChangeRequestProcess.PROBLEM,
                    "What is missing could not be added to the scope: " + String.join(" ", refused.problems()));
            return;
        }
        additions.added(change, waiting, actor);
        execution.setVariable(
                ChangeRequestProcess.PROBLEM,
                "Added to the scope because the deployment needs it: "
                        + waiting.stream().map(Object::toString).collect(Collectors.joining(", "))
                        + ". The scope has to be approved again.");
    }

    private String written(List<Map<String, String>> rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Rows of text could not be written as JSON", e);
        }
    }
}
