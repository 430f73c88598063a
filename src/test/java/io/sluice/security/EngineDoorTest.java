package io.sluice.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.SluiceTest;
import io.sluice.TasklistClient;
import io.sluice.TasklistClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@SluiceTest(classes = DoorApplication.class)
class EngineDoorTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    private ProcessEngine engine;

    @LocalServerPort
    private int port;

    @BeforeEach
    void peopleAndProcesses() {
        Door.person(engine, "rita", "requester");
        Door.person(engine, "anna", "change-approver", "deployment-approver");
        Door.person(engine, "ben", "change-approver", "deployment-approver");
        Door.person(engine, "olga", "operator");
        Door.person(engine, "audrey", "auditor");
        if (engine.getRepositoryService().createDeploymentQuery().count() == 0) {
            Door.deployProcesses(engine);
        }
    }

    @Test
    void a_requester_starts_a_change_request_with_the_fields_of_its_form() {
        Answer started = login("rita").start("change-request", Map.of("name", "Invoice layout"));

        assertThat(started.ok()).as(started.text()).isTrue();
        assertThat(engine.getRuntimeService()
                        .getVariables(started.body().path("id").asText()))
                .isEqualTo(Map.of("name", "Invoice layout"));
    }

    @Test
    void a_variable_injected_with_the_start_form_starts_nothing() {
        long before = instances();

        Answer refused = login("rita").start("change-request", Map.of("name", "x", "approved", true, "hash", "c1:0"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("message").asText()).contains("no field approved, hash");
        assertThat(instances()).isEqualTo(before);
    }

    @Test
    void a_business_key_or_start_instructions_of_a_person_are_refused() {
        TasklistClient rita = login("rita");
        ObjectNode withKey = JSON.createObjectNode().put("businessKey", "CR-000001");
        ObjectNode withInstructions = JSON.createObjectNode();
        withInstructions
                .putArray("startInstructions")
                .addObject()
                .put("type", "startBeforeActivity")
                .put("activityId", "Task_Await");

        String start = rita.engine("/process-definition/key/change-request/start");
        assertThat(rita.post(start, withKey).body().path("message").asText()).contains("send no businessKey");
        assertThat(rita.post(start, withInstructions).body().path("message").asText())
                .contains("send no startInstructions");
    }

    @ParameterizedTest
    @CsvSource({"rita", "anna", "olga", "admin"})
    void nobody_starts_a_deployment_through_the_web_apps(String person) {
        long before = instances();

        Answer refused = login(person).start("deployment", Map.of());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("message").asText()).contains("deployment is started by Sluice itself");
        assertThat(instances()).isEqualTo(before);
    }

    @Test
    void a_deployment_is_not_started_in_a_persons_name_by_any_other_way_either() {
        engine.getIdentityService().setAuthentication(SluiceTest.ADMIN, List.of("camunda-admin"));
        try {
            assertThatThrownBy(() -> engine.getRuntimeService()
                            .createProcessInstanceByKey("deployment")
                            .startBeforeActivity("Task_Prepare")
                            .execute())
                    .hasMessageContaining("Only a change request can be started by a person");
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    @Test
    void who_may_not_raise_a_change_cannot_start_one() {
        Answer refused = login("audrey").start("change-request", Map.of("name", "x"));

        assertThat(refused.status()).isEqualTo(403);
    }

    @Test
    void a_candidate_completes_a_task_with_the_fields_of_its_form() {
        String task = Door.openDecision(engine);

        Answer done = login("anna").submit(task, Map.of("approve", true, "reason", "", "details", "x"));

        assertThat(done.ok()).as(done.text()).isTrue();
        assertThat(task(task)).isNull();
    }

    @Test
    void a_variable_injected_with_a_task_form_changes_nothing() {
        String task = Door.openDecision(engine);
        String instance = task(task).getProcessInstanceId();

        Answer refused = login("anna").submit(task, Map.of("approve", true, "approver", "rita", "target", "00D"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("message").asText()).contains("no field approver, target");
        assertThat(task(task)).isNotNull();
        assertThat(engine.getRuntimeService().getVariables(instance)).containsOnlyKeys("shown");
    }

    @Test
    void the_other_way_to_complete_a_task_is_checked_in_the_same_way() {
        String task = Door.openDecision(engine);
        TasklistClient anna = login("anna");
        ObjectNode body = JSON.createObjectNode();
        body.putObject("variables").putObject("approved").put("value", true);

        assertThat(anna.post(anna.engine("/task/" + task + "/complete"), body).status())
                .isEqualTo(400);
        assertThat(anna.post("/camunda/api/engine/task/" + task + "/complete", body)
                        .ok())
                .isFalse();
        assertThat(task(task)).isNotNull();
    }

    @Test
    void a_field_that_only_shows_something_keeps_its_value() {
        String task = Door.openDecision(engine);
        String instance = task(task).getProcessInstanceId();

        Answer done = login("anna").submit(task, Map.of("approve", true, "shown", "something else"));

        assertThat(done.ok()).as(done.text()).isTrue();
        assertThat(engine.getRuntimeService().getVariable(instance, "shown")).isEqualTo("as it was");
    }

    @Test
    void a_value_of_a_type_that_no_field_has_is_refused() {
        String task = Door.openDecision(engine);
        TasklistClient anna = login("anna");
        ObjectNode body = JSON.createObjectNode();
        body.putObject("variables").putObject("reason").put("value", "rO0").put("type", "Object");

        Answer refused = anna.post(anna.engine("/task/" + task + "/submit-form"), body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("message").asText()).contains("No field of a form holds the type");
    }

    @Test
    void what_another_person_has_claimed_cannot_be_completed_or_taken_away() {
        String task = Door.openDecision(engine);
        TasklistClient anna = login("anna");
        TasklistClient ben = login("ben");
        assertThat(anna.claim(task, "anna").ok()).isTrue();

        Answer completed = ben.submit(task, Map.of("approve", true));
        Answer unclaimed = ben.post(ben.engine("/task/" + task + "/unclaim"), JSON.createObjectNode());

        assertThat(completed.ok()).isFalse();
        assertThat(completed.text()).contains("claimed by anna");
        assertThat(unclaimed.status()).isEqualTo(403);
        assertThat(task(task).getAssignee()).isEqualTo("anna");
        TasklistClient olga = login("olga");
        assertThat(olga.post(olga.engine("/task/" + task + "/unclaim"), JSON.createObjectNode())
                        .ok())
                .as("an operator can give it back")
                .isTrue();
    }

    @Test
    void whoever_claimed_a_task_can_give_it_back_but_not_give_it_away() {
        String task = Door.openDecision(engine);
        TasklistClient anna = login("anna");
        anna.claim(task, "anna");

        Answer away = anna.post(
                anna.engine("/task/" + task + "/assignee"),
                JSON.createObjectNode().put("userId", "ben"));
        Answer changed = anna.send(
                "PUT", anna.engine("/task/" + task), JSON.createObjectNode().put("assignee", "ben"));
        Answer back = anna.post(anna.engine("/task/" + task + "/unclaim"), JSON.createObjectNode());

        assertThat(away.status()).isEqualTo(403);
        assertThat(changed.status()).isEqualTo(403);
        assertThat(back.ok()).as(back.text()).isTrue();
        assertThat(task(task).getAssignee()).isNull();
    }

    @Test
    void nobody_claims_in_the_name_of_another() {
        String task = Door.openDecision(engine);

        assertThat(login("anna").claim(task, "ben").status()).isEqualTo(403);
        assertThat(task(task).getAssignee()).isNull();
    }

    @Test
    void a_member_of_a_foreign_group_neither_sees_nor_completes_a_task() {
        String task = Door.openDecision(engine);
        TasklistClient rita = login("rita");

        assertThat(rita.get(rita.engine("/task/" + task)).ok()).isFalse();
        assertThat(rita.submit(task, Map.of("approve", true)).status()).isEqualTo(403);
        assertThat(task(task)).isNotNull();
    }

    @Test
    void not_even_an_administrator_completes_a_task_of_others() {
        String task = Door.openDecision(engine);

        Answer refused = login("admin").submit(task, Map.of("approve", true));

        assertThat(refused.ok()).isFalse();
        assertThat(refused.text()).contains("admin is not one of the people this task is for");
        assertThat(task(task)).isNotNull();
    }

    @Test
    void a_task_is_given_only_to_people_it_is_for_and_only_by_who_may() {
        String task = Door.openDecision(engine);
        TasklistClient olga = login("olga");
        String assignee = olga.engine("/task/" + task + "/assignee");

        assertThat(olga.post(assignee, JSON.createObjectNode().put("userId", "olga"))
                        .status())
                .isEqualTo(403);
        assertThat(login("anna")
                        .post(assignee, JSON.createObjectNode().put("userId", "ben"))
                        .status())
                .isEqualTo(403);
        assertThat(olga.post(assignee, JSON.createObjectNode().put("userId", "ben"))
                        .ok())
                .isTrue();
        assertThat(task(task).getAssignee()).isEqualTo("ben");
    }

    @ParameterizedTest
    @CsvSource({"anna", "rita", "olga"})
    void variables_are_not_written_past_the_forms(String person) {
        String task = Door.openDecision(engine);
        String instance = task(task).getProcessInstanceId();
        TasklistClient client = login(person);
        ObjectNode value = JSON.createObjectNode().put("value", "injected").put("type", "String");

        for (String path : List.of(
                "/task/" + task + "/variables/reason",
                "/task/" + task + "/localVariables/reason",
                "/process-instance/" + instance + "/variables/reason",
                "/execution/" + instance + "/localVariables/reason")) {
            assertThat(client.send("PUT", client.engine(path), value).status())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(engine.getRuntimeService().getVariables(instance)).containsOnlyKeys("shown");
    }

    @Test
    void the_engine_itself_refuses_variables_of_candidates_too() {
        String task = Door.openDecision(engine);
        String instance = task(task).getProcessInstanceId();
        engine.getIdentityService().setAuthentication("anna", List.of("change-approver"));
        try {
            assertThatThrownBy(() -> engine.getTaskService().setVariable(task, "reason", "x"))
                    .isInstanceOf(AuthorizationException.class);
            assertThatThrownBy(() -> engine.getTaskService().setAssignee(task, "ben"))
                    .isInstanceOf(AuthorizationException.class);
            assertThatThrownBy(() -> engine.getRuntimeService().setVariable(instance, "reason", "x"))
                    .isInstanceOf(AuthorizationException.class);
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/task/%s/bpmnError,{\"errorCode\":\"x\"}",
        "/task/%s/bpmnEscalation,{\"escalationCode\":\"x\"}",
        "/task/%s/resolve,{}",
        "/task/%s/delegate,{\"userId\":\"anna\"}",
        "/message,{\"messageName\":\"x\"}",
        "/signal,{\"name\":\"x\"}",
        "/modification/execute,{}",
        "/migration/execute,{}",
        "/condition,{}"
    })
    void ways_round_the_model_are_closed_for_administrators_too(String path, String body) throws Exception {
        String task = Door.openDecision(engine);
        TasklistClient admin = login("admin");

        Answer refused = admin.post(admin.engine(path.formatted(task)), JSON.readTree(body));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().path("message").asText()).contains("cannot be done by hand");
        assertThat(task(task)).isNotNull();
    }

    @Test
    void an_operator_retries_the_wait_of_a_job_but_does_not_complete_it() {
        String decision = Door.openDecision(engine);
        String instance = task(decision).getProcessInstanceId();
        engine.getTaskService().complete(decision);
        String wait = engine.getExternalTaskService()
                .createExternalTaskQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId();
        TasklistClient olga = login("olga");

        Answer retried = olga.send(
                "PUT",
                olga.engine("/external-task/" + wait + "/retries"),
                JSON.createObjectNode().put("retries", 2));
        Answer completed = olga.post(
                olga.engine("/external-task/" + wait + "/complete"),
                JSON.createObjectNode().put("workerId", "x"));

        assertThat(retried.ok()).as(retried.text()).isTrue();
        assertThat(completed.status()).isEqualTo(403);
        assertThat(login("audrey")
                        .send(
                                "PUT",
                                olga.engine("/external-task/" + wait + "/retries"),
                                JSON.createObjectNode().put("retries", 2))
                        .ok())
                .isFalse();
        assertThat(olga.send("DELETE", olga.engine("/process-instance/" + instance), JSON.createObjectNode())
                        .ok())
                .isTrue();
    }

    @Test
    void what_is_not_a_json_object_is_refused() {
        String task = Door.openDecision(engine);
        TasklistClient anna = login("anna");

        Answer refused = anna.post(anna.engine("/task/" + task + "/submit-form"), JSON.createArrayNode());

        assertThat(refused.status()).isEqualTo(400);
    }

    @Test
    void people_find_their_tasks_in_the_shared_filters() {
        String task = Door.openDecision(engine);
        TasklistClient anna = login("anna");
        anna.claim(task, "anna");

        assertThat(filterNames(anna)).containsExactlyInAnyOrder("My tasks", "My groups' tasks");
        assertThat(filterNames(login("olga"))).contains("All open tasks");
        assertThat(tasksOf(anna, "My tasks")).contains(task);
        assertThat(tasksOf(login("ben"), "My tasks")).doesNotContain(task);
        assertThat(tasksOf(login("ben"), "My groups' tasks")).doesNotContain(task);
    }

    @Test
    void an_expression_sent_by_a_person_is_not_evaluated() {
        TasklistClient anna = login("anna");
        String filter = anna.get(anna.engine("/filter?resourceType=Task&maxResults=50"))
                .body()
                .get(0)
                .path("id")
                .asText();

        Answer refused = anna.post(
                anna.engine("/filter/" + filter + "/list?firstResult=0&maxResults=50"),
                JSON.createObjectNode().put("assigneeExpression", "${currentUser()}"));
        Answer created = anna.post(
                anna.engine("/filter/create"),
                JSON.createObjectNode()
                        .put("name", "mine")
                        .put("resourceType", "Task")
                        .set("query", JSON.createObjectNode()));

        assertThat(refused.ok()).isFalse();
        assertThat(created.status()).isEqualTo(403);
    }

    private List<String> filterNames(TasklistClient client) {
        List<String> names = new ArrayList<>();
        client.get(client.engine("/filter?resourceType=Task&maxResults=50"))
                .body()
                .forEach(filter -> names.add(filter.path("name").asText()));
        return names;
    }

    private List<String> tasksOf(TasklistClient client, String filterName) {
        for (var filter : client.get(client.engine("/filter?resourceType=Task&maxResults=50"))
                .body()) {
            if (filter.path("name").asText().equals(filterName)) {
                Answer list = client.post(
                        client.engine("/filter/" + filter.path("id").asText() + "/list?firstResult=0&maxResults=50"),
                        JSON.createObjectNode());
                assertThat(list.ok()).as(list.text()).isTrue();
                return list.body().findValuesAsText("id");
            }
        }
        throw new AssertionError("No filter " + filterName);
    }

    private TasklistClient login(String person) {
        return Door.login(port, person);
    }

    private Task task(String id) {
        return engine.getTaskService().createTaskQuery().taskId(id).singleResult();
    }

    private long instances() {
        return engine.getRuntimeService().createProcessInstanceQuery().count();
    }
}
