package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.SluiceTest;
import io.sluice.TasklistClient;
import io.sluice.TasklistClient.Answer;
import io.sluice.approval.ApprovalRound;
import io.sluice.approval.Approvals;
import io.sluice.change.ChangeStatus;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.DeploymentStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who may decide, by every door that leads to a decision, and what a form can't smuggle in. */
@SluiceTest
class ApprovalDoorsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCOPE = "ApexClass:VisitRating";
    private static final String APPROVE = "Approve change request";

    @Autowired
    private ApplicationContext context;

    @Autowired
    private TaskService tasks;

    @Autowired
    private JdbcClient jdbc;

    private OrgPair orgs;
    private Persons persons;
    private Journey change;

    @BeforeEach
    void begin() {
        orgs = OrgPair.open(context);
        persons = Persons.of(context);
        change = Journey.begin(context, orgs, "rita", "Major");
        change.scope(SCOPE, "");
    }

    @AfterEach
    void end() {
        change.abandon();
        orgs.close();
    }

    @Test
    void two_approvers_who_complete_at_the_same_moment_both_succeed() throws Exception {
        String ofChangeApprovers = taskFor("change-approver");
        String ofReleaseManagers = taskFor("release-manager");
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            // Both are inside their transactions, at the round's lock, before either of them can end.
            List<Future<Answer>> answers = new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
                    .execute(status -> {
                        jdbc.sql("select id from sluice.approval_round where change_request = ? for update")
                                .param(change.number())
                                .query()
                                .listOfRows();
                        List<Future<Answer>> sent = new ArrayList<>();
                        sent.add(two.submit(() -> persons.at("anna").submit(ofChangeApprovers, Journey.approve())));
                        sent.add(two.submit(() -> persons.at("mara").submit(ofReleaseManagers, Journey.approve())));
                        await().until(this::waitingForTheRound, waiting -> waiting == 2);
                        return sent;
                    });
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().ok()).as(answer.get().text()).isTrue();
            }
        } finally {
            two.shutdownNow();
        }
        change.run();

        assertThat(round().decisions()).extracting(each -> each.person()).containsExactlyInAnyOrder("anna", "mara");
        assertThat(change.change().status()).isEqualTo(ChangeStatus.APPROVED);
        assertThat(change.openTasks()).containsExactly("Choose environment");
    }

    private long waitingForTheRound() {
        return jdbc.sql("""
                        select count(*) from pg_stat_activity
                        where wait_event_type = 'Lock' and datname = current_database()
                          and query like '%sluice.approval_round%for update%'
                        """).query(Long.class).single();
    }

    @Test
    void requester_does_not_decide_by_any_door() {
        persons.join("rita", "change-approver");
        try {
            String task = taskFor("change-approver");
            List<Object> before = change.state();
            String sentence = "rita may not decide here: rita asked for the change or last edited one of its items.";

            assertThat(byForm("rita", task)).isEqualTo(sentence);
            assertThat(byCompletion("rita", task)).contains("What do you decide?");
            assertThat(persons.at("rita").claim(task, "rita").ok()).isTrue();
            assertThat(byForm("rita", task)).isEqualTo(sentence);
            assertThat(assign("olga", task, "").ok()).isTrue();
            assertThat(assign("olga", task, "rita").ok())
                    .as("an operator may move it to a candidate")
                    .isTrue();
            assertThat(byForm("rita", task)).isEqualTo(sentence);
            assertThatThrownBy(() -> byJava("rita", task, new HashMap<>(Journey.approve())))
                    .hasMessageContaining(sentence);

            assertThat(round().decisions()).isEmpty();
            assertThat(change.acts()).isEqualTo(before.get(before.size() - 1));
        } finally {
            persons.leave("rita", "change-approver");
        }
    }

    @Test
    void member_of_a_foreign_group_does_not_decide_by_any_door() {
        String task = taskFor("change-approver");
        List<Object> before = change.state();

        assertThat(persons.at("dev").tasks(change.number())).isEmpty();
        for (String stranger : List.of("dev", "mara", "olga", "admin")) {
            assertThat(byForm(stranger, task)).contains(stranger);
            assertThat(byCompletion(stranger, task)).isNotBlank();
            assertThatThrownBy(() -> byJava(stranger, task, new HashMap<>(Journey.approve())))
                    .hasMessageContaining(stranger);
        }
        assertThat(byForm("admin", task)).isEqualTo("admin is not a member of group change-approver.");
        assertThat(persons.at("dev").claim(task, "dev").ok()).isFalse();
        assertThat(assign("olga", task, "dev").body().path("message").asText())
                .isEqualTo("dev is not one of the people this task is for, so it cannot be given to dev.");
        assertThat(assign("mara", task, "mara").ok()).isFalse();

        assertThat(change.state()).isEqualTo(before);
    }

    @Test
    void task_that_another_approver_claimed_is_not_decided_by_anybody_else() {
        String task = taskFor("change-approver");
        assertThat(persons.at("anna").claim(task, "anna").ok()).isTrue();

        assertThat(byForm("ben", task)).contains("This task is claimed by anna, so only anna can complete it.");
        assertThat(round().decisions()).isEmpty();
    }

    @Test
    void person_in_two_groups_counts_once() {
        persons.join("mara", "change-approver");
        persons.join("olga", "release-manager");
        try {
            assertThat(persons.at("mara")
                            .submit(taskFor("change-approver"), Journey.approve())
                            .ok())
                    .isTrue();
            change.run();
            String second = taskFor("release-manager");
            String sentence = "mara decided already in this round, for group:change-approver; one person counts once.";
            assertThat(byForm("mara", second)).isEqualTo(sentence);
            assertThat(byCompletion("mara", second)).contains("What do you decide?");
            assertThat(change.change().status()).isEqualTo(ChangeStatus.PENDING_APPROVAL);

            assertThat(persons.at("olga").submit(second, Journey.approve()).ok())
                    .isTrue();
            change.run();
            assertThat(change.change().status()).isEqualTo(ChangeStatus.APPROVED);
        } finally {
            persons.leave("mara", "change-approver");
            persons.leave("olga", "release-manager");
        }
    }

    @Test
    void only_member_of_a_group_has_to_decide_for_that_group() {
        persons.join("mara", "change-approver");
        try {
            assertThat(byForm("mara", taskFor("change-approver")))
                    .contains("If mara decides for group:change-approver, too few people are left for"
                            + " group:release-manager");
            assertThat(round().decisions()).isEmpty();
        } finally {
            persons.leave("mara", "change-approver");
        }
    }

    @Test
    void variables_injected_with_a_decision_change_nothing() {
        change.complete(APPROVE, "anna", Journey.approve());
        change.complete(APPROVE, "mara", Journey.approve());
        change.complete("Choose environment", "dev", Map.of("environment", orgs.sandboxId()));
        orgs.develop("classes/VisitRating.cls", "'Low' => 5", "'Low' => 2");
        change.toPrepareDeployment(SCOPE);
        change.prepare(true);
        DeploymentRecord before = change.record();
        String task = change.id("Approve deployment", "ben");
        Map<String, Object> injected = new HashMap<>(Journey.reject("No"));
        injected.put("approved", true);
        injected.put("approver", "group:release-manager");
        injected.put("hash", before.fingerprint());
        injected.put("target", orgs.sandboxId());

        // At Tasklist's door they are refused as a whole.
        List<Object> state = change.state();
        Answer refused = persons.at("ben").submit(task, injected);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("message").asText()).contains("approved", "hash", "target");
        assertThat(change.state()).isEqualTo(state);
        assertThat(byCompletion("ben", task, Map.of("approved", true))).contains("approved");
        assertThat(change.state()).isEqualTo(state);

        // Whoever comes past that door still changes nothing but the decision.
        byJava("ben", task, injected);
        change.run();
        assertThat(round(before.id()).decisions())
                .singleElement()
                .satisfies(decision -> assertThat(decision.approved()).isFalse())
                .satisfies(decision -> assertThat(decision.approver()).hasToString("group:deployment-approver"));
        assertThat(change.record().status()).isEqualTo(DeploymentStatus.REJECTED);
        assertThat(change.record().target()).isEqualTo(orgs.productionId());
        assertThat(change.record().fingerprint()).isEqualTo(before.fingerprint());
        assertThat(change.openTasks()).containsExactly("Prepare deployment");
        assertThat(change.shown("Prepare deployment", "mara", "target")).isEqualTo(orgs.productionId());
    }

    @Test
    void variables_injected_with_other_forms_change_nothing() {
        Map<String, Object> start = new HashMap<>(
                Map.of("name", "x", "changeType", "Minor", "overview", "x", "approved", true, "target", "sandbox"));
        Answer refused = persons.at("rita").start(ChangeRequestProcess.KEY, start);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("message").asText()).contains("no field approved, target");

        change.complete(APPROVE, "anna", Journey.reject("Too wide"));
        Map<String, Object> rework = new HashMap<>(Journey.scopeForm(SCOPE, ""));
        rework.put("approved", true);
        rework.put("approverGroups", "developer");
        rework.put("scopeCameBack", true);
        assertThat(change.refused("Rework change request", "rita", rework)).contains("approved", "approverGroups");
        byJava("rita", change.id("Rework change request", "rita"), rework);
        change.run();
        assertThat(change.change().status()).isEqualTo(ChangeStatus.PENDING_APPROVAL);
        assertThat(round().approvers())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("group:change-approver", "group:release-manager");
    }

    private String taskFor(String group) {
        return tasks
                .createTaskQuery()
                .processInstanceBusinessKey(change.number())
                .taskName(APPROVE)
                .taskCandidateGroup(group)
                .includeAssignedTasks()
                .list()
                .stream()
                .map(Task::getId)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing is asked of " + group));
    }

    private String byForm(String person, String task) {
        return refusal(persons.at(person).submit(task, Journey.approve()));
    }

    private String byCompletion(String person, String task) {
        return byCompletion(person, task, Journey.approve());
    }

    private String byCompletion(String person, String task, Map<String, ?> fields) {
        TasklistClient client = persons.at(person);
        ObjectNode body = JSON.createObjectNode();
        ObjectNode variables = body.putObject("variables");
        fields.forEach((name, value) -> variables.putObject(name).putPOJO("value", value));
        return refusal(client.post(client.engine("/task/" + task + "/complete"), body));
    }

    private static String refusal(Answer answer) {
        assertThat(answer.ok()).as(answer.text()).isFalse();
        return answer.body().path("message").asText();
    }

    private Answer assign(String operator, String task, String person) {
        TasklistClient client = persons.at(operator);
        return client.post(
                client.engine("/task/" + task + "/assignee"),
                JSON.createObjectNode().put("userId", person));
    }

    /** As the person, but not through the web apps. */
    private void byJava(String person, String task, Map<String, Object> fields) {
        IdentityService identities = context.getBean(IdentityService.class);
        List<String> groups = identities.createGroupQuery().groupMember(person).list().stream()
                .map(group -> group.getId())
                .toList();
        identities.setAuthentication(person, groups);
        try {
            context.getBean(FormService.class).submitTaskForm(task, fields);
        } finally {
            identities.clearAuthentication();
        }
    }

    private ApprovalRound round() {
        return round(change.number());
    }

    private ApprovalRound round(String subject) {
        return context.getBean(Approvals.class).ofChange(change.number()).stream()
                .filter(each -> each.subject().id().equals(subject))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }
}
