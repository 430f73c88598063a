package io.sluice.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.spin.plugin.variable.SpinValues;
import org.jspecify.annotations.Nullable;

/**
 * The form of one task. What it shows and what is answered are variables of that task alone: they end with it, and no answer
 * reaches the rest of the process but through a listener.
 */
final class TaskForm {

    private final DelegateTask task;
    private final ObjectMapper json;

    TaskForm(DelegateTask task, ObjectMapper json) {
        this.task = task;
        this.json = json;
    }

    /** Shows a fact, or fills a field in. */
    TaskForm show(String name, @Nullable Object value) {
        task.setVariableLocal(name, value);
        return this;
    }

    /** Shows rows in a table, or offers options in a select. */
    TaskForm rows(String name, List<Map<String, String>> rows) {
        task.setVariableLocal(name, SpinValues.jsonValue(written(rows)).create());
        return this;
    }

    /** Declares fields that a person fills in. */
    TaskForm empty(String... names) {
        Arrays.stream(names).forEach(name -> task.setVariableLocal(name, null));
        return this;
    }

    /** What was answered; empty where nothing was. */
    String answer(String name) {
        return task.getVariableLocal(name) instanceof String text ? text : "";
    }

    boolean ticked(String name) {
        return Boolean.TRUE.equals(task.getVariableLocal(name));
    }

    /** What was answered, one of the given words, or a refusal that names the question. */
    String choice(String name, String question, String... words) {
        String answer = answer(name);
        if (!Arrays.asList(words).contains(answer)) {
            throw new FormRefused("Please answer \"" + question + "\".");
        }
        return answer;
    }

    /** Lets the process know. */
    TaskForm tell(String name, @Nullable Object value) {
        task.getExecution().setVariable(name, value);
        return this;
    }

    /** The person has seen the problem and acted on it. */
    TaskForm done(String actor) {
        return tell(ChangeRequestProcess.PROBLEM, null).tell(ChangeRequestProcess.ACTOR, actor);
    }

    private String written(List<Map<String, String>> rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Rows of text could not be written as JSON", e);
        }
    }
}
