package io.sluice.security;

import java.util.Optional;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a person may start: a change request, with the fields of its start form and nothing else. */
@Component
class StartChecksOfProcesses {

    static final String CHANGE_REQUEST = "change-request";

    private final RepositoryService models;
    private final FormService forms;
    private final SubmittedVariables variables;

    StartChecksOfProcesses(RepositoryService models, FormService forms, SubmittedVariables variables) {
        this.models = models;
        this.forms = forms;
        this.variables = variables;
    }

    Optional<String> byKey(Attempt attempt) {
        return check(
                attempt,
                attempt.part("key"),
                models.createProcessDefinitionQuery()
                        .processDefinitionKey(attempt.part("key"))
                        .latestVersion()
                        .withoutTenantId()
                        .singleResult());
    }

    Optional<String> byId(Attempt attempt) {
        ProcessDefinition process = models.createProcessDefinitionQuery()
                .processDefinitionId(attempt.part("id"))
                .singleResult();
        return process == null ? Optional.empty() : check(attempt, process.getKey(), process);
    }

    private Optional<String> check(Attempt attempt, String key, @Nullable ProcessDefinition process) {
        if (!key.equals(CHANGE_REQUEST)) {
            return Optional.of(
                    "Only a change request can be started by a person; " + key + " is started by Sluice itself.");
        }
        if (attempt.body().hasNonNull("businessKey")) {
            return Optional.of("The number of a change request is given by Sluice: send no businessKey.");
        }
        if (attempt.body().hasNonNull("startInstructions")) {
            return Optional.of("A change request starts at its beginning: send no startInstructions.");
        }
        return process == null
                ? Optional.empty()
                : variables.check(attempt.body(), variables.fields(() -> forms.getDeployedStartForm(process.getId())));
    }
}
