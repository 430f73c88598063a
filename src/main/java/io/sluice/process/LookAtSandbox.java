package io.sluice.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.sync.Sync;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.spin.plugin.variable.SpinValues;
import org.springframework.stereotype.Component;

/** "Look at sandbox": what changed there, and what its record states as scope. */
@Component
class LookAtSandbox extends ServiceStep {

    private final Sync sync;
    private final ObjectMapper json;

    LookAtSandbox(Sync sync, ObjectMapper json) {
        this.sync = sync;
        this.json = json;
    }

    @Override
    void run(DelegateExecution execution, String change) {
        List<Map<String, String>> changed = Rows.sandbox(sync.changedSincePush(change));
        execution.setVariable(ChangeRequestProcess.SCOPE_TEXT, String.join("\n", sync.statedScope(change)));
        execution.setVariable(
                ChangeRequestProcess.SANDBOX_CHANGES,
                SpinValues.jsonValue(written(changed)).create());
    }

    private String written(List<Map<String, String>> rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Rows of text could not be written as JSON", e);
        }
    }
}
