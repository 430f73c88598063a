package io.sluice.security;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a person may do with a task, beyond the engine's authorizations. A task that does not exist is left to the engine. */
@Component
class TaskChecks {

    static final String ADMINISTRATOR = "camunda-admin";
    static final String OPERATOR = "operator";

    private static final Optional<String> ALLOWED = Optional.empty();

    private final TaskService tasks;
    private final FormService forms;
    private final IdentityService identities;
    private final SubmittedVariables variables;

    TaskChecks(TaskService tasks, FormService forms, IdentityService identities, SubmittedVariables variables) {
        this.tasks = tasks;
        this.forms = forms;
        this.identities = identities;
        this.variables = variables;
    }

    /** Only the fields of the task's form may come with its completion. */
    Optional<String> formOnly(Attempt attempt) {
        Task task = task(attempt);
        return task == null
                ? ALLOWED
                : variables.check(attempt.body(), variables.fields(() -> forms.getDeployedTaskForm(task.getId())));
    }

    Optional<String> claimForOneself(Attempt attempt) {
        return attempt.body().path("userId").asText("").equals(attempt.person().id())
                ? ALLOWED
                : Optional.of("A task is claimed for oneself. An operator can give it to another person.");
    }

    /** The engine would let every candidate take a claimed task away from its assignee. */
    Optional<String> unclaimOnesOwn(Attempt attempt) {
        Task task = task(attempt);
        if (task == null
                || attempt.person().id().equals(task.getAssignee())
                || attempt.person().isOneOf(OPERATOR, ADMINISTRATOR)) {
            return ALLOWED;
        }
        return Optional.of("Only the person who claimed this task, or an operator, can give it back.");
    }

    Optional<String> assignToCandidate(Attempt attempt) {
        return mayHold(attempt, attempt.body().path("userId"));
    }

    Optional<String> updateForCandidate(Attempt attempt) {
        return mayHold(attempt, attempt.body().path("assignee"));
    }

    Optional<String> administratorOnly(Attempt attempt) {
        return attempt.person().isOneOf(ADMINISTRATOR)
                ? ALLOWED
                : Optional.of("Only an administrator may change this by hand: it would go round the forms.");
    }

    /** Operators may move a task between the people it was meant for, so that nobody gets a decision that was never theirs. */
    private Optional<String> mayHold(Attempt attempt, JsonNode userId) {
        if (!attempt.person().isOneOf(OPERATOR, ADMINISTRATOR)) {
            return Optional.of("Only an operator can change a task or give it to another person.");
        }
        Task task = task(attempt);
        if (task == null
                || userId.isMissingNode()
                || userId.isNull()
                || userId.asText().isEmpty()) {
            return ALLOWED;
        }
        List<IdentityLink> candidates = tasks.getIdentityLinksForTask(task.getId()).stream()
                .filter(link -> link.getType().equals(IdentityLinkType.CANDIDATE))
                .toList();
        String person = userId.asText();
        boolean candidate = candidates.isEmpty()
                || candidates.stream()
                        .anyMatch(link -> person.equals(link.getUserId()) || isMember(person, link.getGroupId()));
        return candidate
                ? ALLOWED
                : Optional.of(person + " is not one of the people this task is for, so it cannot be given to " + person
                        + ".");
    }

    private boolean isMember(String person, @Nullable String group) {
        return group != null
                && identities
                                .createUserQuery()
                                .userId(person)
                                .memberOfGroup(group)
                                .count()
                        > 0;
    }

    private @Nullable Task task(Attempt attempt) {
        return tasks.createTaskQuery().taskId(attempt.part("task")).singleResult();
    }
}
