package io.sluice.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeRequests;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** The forms of tasks. */
@Component
class TaskForms {

    private final ObjectMapper json;
    private final ChangeRequests changes;

    TaskForms(ObjectMapper json, ChangeRequests changes) {
        this.json = json;
        this.changes = changes;
    }

    TaskForm of(DelegateTask task) {
        return new TaskForm(task, json);
    }

    /** The form with what every form shows: the number with the address of its page, the name, and what went wrong. */
    TaskForm headed(DelegateTask task) {
        ChangeRequest change = changes.require(ChangeRequestProcess.change(task));
        return of(task).show(ChangeRequestProcess.CHANGE_REQUEST, change.number())
                .show("changeName", change.name())
                .show(ChangeRequestProcess.PROBLEM, task.getExecution().getVariable(ChangeRequestProcess.PROBLEM));
    }
}
