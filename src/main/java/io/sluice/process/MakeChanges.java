package io.sluice.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Completing "Make changes": hands the stated scope on to the step that writes it to the sandbox. */
@Component
class MakeChanges implements TaskListener {

    private final CurrentPerson person;
    private final TaskForms forms;

    MakeChanges(CurrentPerson person, TaskForms forms) {
        this.person = person;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        TaskForm form = forms.of(task);
        ScopeVersion.demandNewest(form);
        boolean again = form.choice("next", "What next?", "look-again", "done").equals("look-again");
        String scope = form.answer("scope");
        if (scope.isBlank()) {
            throw new FormRefused("The scope is empty: name what belongs to the change, one Type:FullName a line.");
        }
        form.done(person.id())
                .tell(ChangeRequestProcess.SCOPE_TEXT, scope)
                .tell(ChangeRequestProcess.LOOK_AGAIN, again);
    }
}
