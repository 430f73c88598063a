package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.change.ChangeStatus;
import io.sluice.change.ScopeDifference;
import io.sluice.change.ScopeItem;
import io.sluice.change.ScopeResult;
import io.sluice.deployment.DeploymentStatus;
import io.sluice.deployment.Hop;
import io.sluice.deployment.PrepareResult;
import io.sluice.deployment.Rollbacks;
import io.sluice.deployment.StartPlans;
import io.sluice.deployment.Validity;
import io.sluice.environment.Route;
import io.sluice.metadata.Component;
import io.sluice.metadata.Reference;
import io.sluice.remotejob.WaitingSteps;
import io.sluice.salesforce.OrgException;
import io.sluice.sync.PullResult;
import io.sluice.sync.PushResult;
import io.sluice.sync.SyncConflict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Every way through the models, with the lower rooms in memory. */
class ModelPathsTest {

    private static AnnotationConfigApplicationContext context;
    private static ProcessEngine engine;
    private static FakeRooms rooms;
    private static FakeAdditions additions;
    private static FakeRollbacks rollbacks;
    private static ChangeProcesses processes;
    private static WaitingSteps waiting;
    private static TransactionTemplate transaction;
    private static final Set<String> VISITED = new HashSet<>();

    /** Whether what the target has is kept without further words, where a step waits for it. */
    private boolean stateIsKept = true;

    @BeforeAll
    static void start() {
        context = new AnnotationConfigApplicationContext(PlainEngine.class);
        engine = context.getBean(ProcessEngine.class);
        rooms = context.getBean(FakeRooms.class);
        additions = context.getBean(FakeAdditions.class);
        rollbacks = context.getBean(FakeRollbacks.class);
        processes = context.getBean(ChangeProcesses.class);
        waiting = context.getBean(WaitingSteps.class);
        transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    }

    @BeforeEach
    void emptyRooms() {
        rooms.reset();
        context.getBean(FakeStarts.class).reset();
    }

    @AfterEach
    void collectAndClear() {
        engine.getHistoryService().createHistoricActivityInstanceQuery().list().stream()
                .map(HistoricActivityInstance::getActivityId)
                .forEach(VISITED::add);
        engine.getRuntimeService().createProcessInstanceQuery().rootProcessInstances().list().stream()
                .map(ProcessInstance::getId)
                .forEach(id -> engine.getRuntimeService().deleteProcessInstance(id, "end of test"));
    }

    @AfterAll
    static void everyFlowNodeWasVisited() {
        try {
            Set<String> nodes = new TreeSet<>();
            for (ProcessDefinition definition :
                    engine.getRepositoryService().createProcessDefinitionQuery().list()) {
                engine.getRepositoryService()
                        .getBpmnModelInstance(definition.getId())
                        .getModelElementsByType(FlowNode.class)
                        .forEach(node -> nodes.add(node.getId()));
            }
            nodes.removeAll(VISITED);
            assertThat(nodes).as("flow nodes that no test visited").isEmpty();
        } finally {
            context.close();
        }
    }

    @Test
    void change_taken_from_nothing_to_completed() {
        String change = raise();
        assertThat(tasks()).containsExactly("Define scope");
        assertThat(task("Define scope").getAssignee()).isEqualTo("rita");

        toMakeChanges(change);
        assertThat(rooms.changes.get(change).status()).isEqualTo(ChangeStatus.APPROVED);
        complete("Make changes", "dev", Map.of("scope", "ApexClass:Visits", "next", "look-again"));
        assertThat(variable("Make changes", "scope")).isEqualTo("ApexClass:Visits");
        makeChanges();
        assertThat(variable("Choose target", "target")).isEqualTo("production");
        complete("Choose target", "dev", Map.of("target", "production"));

        assertThat(processes.runningSteps(change)).containsExactly("Await comparison");
        deliver();
        prepare(true);
        complete("Approve deployment", "ben", Map.of("decision", "approve"));
        deliver();
        assertThat(processes.runningSteps(change)).containsExactly("Await validation");
        deliver();
        complete("Start deployment", "mara", Map.of("go", "start"));
        deliver();
        verified(change);
        assertThat(tasks()).containsExactly("Complete change request");
        assertThat(processes.runningSteps(change)).isEmpty();
        complete("Complete change request", "rita", Map.of());

        assertThat(rooms.changes.get(change).status()).isEqualTo(ChangeStatus.COMPLETED);
        assertThat(rooms.acts)
                .contains("mara GO")
                .containsSubsequence(
                        "sluice says Approved, production Deployed",
                        "rita COMPLETED",
                        "sluice says Completed, production Deployed");
        assertThat(running()).isZero();
    }

    @Test
    void org_that_does_not_answer_keeps_nobody_from_completing_and_gets_the_last_status_later() {
        String change = raise();
        toAwaitRetrieve(change, false);
        deliver();
        deliver();
        deliver();
        for (int i = 0; i < 3; i++) {
            rooms.statusFaults.add(new OrgException("NETWORK", "https://development.example did not answer."));
        }
        verified(change);
        assertThat(tasks()).containsExactly("Complete change request");
        ManagementService management = engine.getManagementService();
        Job job = management.createJobQuery().singleResult();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> management.executeJob(job.getId())).isInstanceOf(TechnicalFault.class);
        }
        assertThat(processes.incidents(change))
                .singleElement()
                .asString()
                .startsWith("Sync status (" + change + ") failed: https://development.example did not answer.");

        complete("Complete change request", "rita", Map.of());
        assertThat(rooms.changes.get(change).status()).isEqualTo(ChangeStatus.COMPLETED);
        assertThat(running()).as("it waits for its last status").isEqualTo(1);

        management.setJobRetries(job.getId(), 1);
        jobs();
        assertThat(rooms.acts).endsWith("sluice says Completed, production Deployed");
        assertThat(running()).isZero();
    }

    @Test
    void wrong_start_form_is_refused_and_nothing_is_saved() {
        assertThatThrownBy(() -> as("rita", () -> start(Map.of("name", " ", "changeType", "Minor", "overview", "x"))))
                .hasMessageContaining("The name is empty.");
        assertThat(running()).isZero();
        assertThatThrownBy(() -> start(Map.of("name", "x", "changeType", "Minor", "overview", "x")))
                .hasMessageContaining("signed in");
    }

    @Test
    void empty_scope_is_refused_to_the_person() {
        raise();
        assertThatThrownBy(() -> complete("Define scope", "rita", Map.of("existing", "")))
                .hasMessageContaining("The scope is empty.");
        assertThat(tasks()).containsExactly("Define scope");
    }

    @Test
    void wrong_scope_item_comes_back_named() {
        rooms.scopeChecks.add(new ScopeResult.Refused(List.of("ApexClass:Vists is not in Production.")));
        raise();
        complete("Define scope", "rita", Map.of("existing", "ApexClass:Vists"));
        assertThat(variable("Define scope", "problem")).isEqualTo("ApexClass:Vists is not in Production.");
        assertThat(variable("Define scope", "existing")).isEqualTo("ApexClass:Vists");
        complete("Define scope", "rita", Map.of("existing", "ApexClass:Visits"));
        assertThat(tasks()).containsExactly("Approve change request");
        assertThat(variable("Approve change request", "problem")).isNull();
    }

    @Test
    void group_without_an_eligible_member_sends_the_scope_back() {
        rooms.groups.put("change-approver", Set.of("rita"));
        raise();
        complete("Define scope", "rita", Map.of("existing", "ApexClass:Visits"));
        assertThat(variable("Define scope", "problem")).asString().contains("group:change-approver");
    }

    @Test
    void requester_and_foreign_people_may_not_decide() {
        String change = raise();
        complete("Define scope", "rita", Map.of("existing", "ApexClass:Visits"));
        assertThatThrownBy(() -> complete("Approve change request", "rita", Map.of("decision", "approve")))
                .hasMessageContaining("rita may not decide here.");
        assertThatThrownBy(() -> complete("Approve change request", "mara", Map.of("decision", "approve")))
                .hasMessageContaining("mara is not a member of change-approver.");
        assertThatThrownBy(() -> complete("Approve change request", "anna", Map.of()))
                .hasMessageContaining("What do you decide?");
        assertThat(rooms.changes.get(change).status()).isEqualTo(ChangeStatus.PENDING_APPROVAL);
    }

    @Test
    void rejected_change_is_reworked_and_approved() {
        String change = raise();
        complete("Define scope", "rita", Map.of("existing", "ApexClass:Visits", "additionalApprovers", "olga"));
        assertThat(tasks()).containsExactly("Approve change request", "Approve change request");
        completeAsked("change-approver", "anna", Map.of("decision", "reject", "reason", "Too wide"));
        assertThat(tasks()).as("one rejection ends the round").containsExactly("Rework change request");
        assertThat(variable("Rework change request", "rejection")).isEqualTo("Too wide");
        assertThat(rooms.changes.get(change).status()).isEqualTo(ChangeStatus.REJECTED);
        Map<String, Object> reworked =
                Map.of("name", "Show visits", "existing", "ApexClass:Visits", "additionalApprovers", "");
        complete("Rework change request", "rita", reworked);
        assertThat(rooms.changes.get(change).name()).isEqualTo("Show visits");
        complete("Approve change request", "anna", Map.of("decision", "approve"));
        assertThat(tasks()).containsExactly("Choose environment");
    }

    @Test
    void powerful_right_gained_in_production_is_the_first_thing_seen_and_asks_a_security_approver_too()
            throws Exception {
        rooms.powerfulGains = List.of("Profile Sales gains Modify All Data");
        String change = raise();
        toPrepareDeployment(change);
        rooms.comparisons.add(rooms.comparison(change, record(change).id(), false));
        prepare(false);

        assertThat(tasks()).containsOnly("Approve deployment").hasSize(3);
        assertThat(engine.getTaskService().createTaskQuery().list())
                .extracting(ModelPathsTest::asked)
                .containsExactlyInAnyOrder("deployment-approver", "release-manager", "security-approver");
        JsonNode first = new ObjectMapper()
                .readTree(Path.of("forms/approveDeployment.form").toFile())
                .path("components")
                .path(0);
        assertThat(variable("Approve deployment", first.path("key").asText()))
                .isEqualTo("Profile Sales gains Modify All Data");
    }

    @Test
    void two_approvers_who_complete_at_the_same_moment_both_succeed() throws Exception {
        raise("Major");
        complete("Define scope", "rita", Map.of("existing", "ApexClass:Visits"));
        ExecutorService people = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Void>> decisions = new ArrayList<>();
            for (Task task : engine.getTaskService().createTaskQuery().list()) {
                String group = asked(task);
                String person = group.equals("release-manager") ? "mara" : "anna";
                decisions.add(() -> as(person, () -> {
                    engine.getFormService().submitTaskForm(task.getId(), Map.of("decision", "approve"));
                    return null;
                }));
            }
            assertThat(decisions).hasSize(2);
            for (Future<Void> decision : people.invokeAll(decisions)) {
                decision.get();
            }
        } finally {
            people.shutdownNow();
        }
        jobs();
        assertThat(tasks()).containsExactly("Choose environment");
    }

    @Test
    void refused_connections_and_unprepared_environments_come_back() {
        String change = raise();
        toChooseEnvironment();
        assertThatThrownBy(() -> complete("Choose environment", "dev", Map.of("environment", "nowhere")))
                .hasMessageContaining("no environment \"nowhere\"");
        assertThatThrownBy(() -> complete("Choose environment", "dev", Map.of("environment", "production")))
                .hasMessageContaining("is production");
        rooms.connectionTests.add(rooms.refusedConnection("invalid_client: invalid client credentials"));
        complete("Choose environment", "dev", Map.of("environment", "development"));
        assertThat(variable("Choose environment", "problem")).asString().contains("invalid_client");
        rooms.pushes.add(new PushResult.NotPrepared("An administrator prepares it on page /environments."));
        complete("Choose environment", "dev", Map.of("environment", "development"));
        assertThat(variable("Choose environment", "problem")).asString().contains("/environments");
        complete("Choose environment", "dev", Map.of("environment", "development"));
        assertThat(variable("Make changes", "connection")).asString().contains("00Ddevelopment");
        assertThat(rooms.changes.get(change).sandbox()).isEqualTo("development");
    }

    @Test
    void unreadable_scope_comes_back_with_what_was_typed() {
        String change = raise();
        toMakeChanges(change);
        assertThatThrownBy(() -> complete("Make changes", "dev", Map.of("scope", " ", "next", "done")))
                .hasMessageContaining("The scope is empty");
        rooms.statements.add(new ScopeResult.Refused(List.of("Line 1 is no Type:FullName.")));
        complete("Make changes", "dev", Map.of("scope", "nonsense", "next", "done"));
        assertThat(variable("Make changes", "problem")).isEqualTo("Line 1 is no Type:FullName.");
        assertThat(variable("Make changes", "scope")).isEqualTo("nonsense");
    }

    @Test
    void everything_that_hinders_the_way_back_is_named_where_it_can_be_mended() {
        String change = raise();
        toMakeChanges(change);
        Component missing = new Component("ApexClass", "New");
        Component undeleted = new Component("ApexClass", "Old");
        rooms.pulls.add(new PullResult.NotAsStated(List.of(missing), List.of(undeleted)));
        syncBack();
        assertThat(variable("Make changes", "problem"))
                .isEqualTo("ApexClass:New is in the scope, but not in the sandbox. Make it there, or take it out of the"
                        + " scope.\n"
                        + "ApexClass:Old is to be deleted, but still in the sandbox. Delete it there, or take it"
                        + " out of the scope.");
        rooms.pulls.add(new PullResult.Unreadable(List.of("Line 2 is no Type:FullName.")));
        syncBack();
        assertThat(variable("Make changes", "problem")).isEqualTo("Line 2 is no Type:FullName.");
        makeChanges();
        assertThatThrownBy(() -> complete("Choose target", "dev", Map.of("target", "development")))
                .hasMessageContaining("The change was made there");
        rooms.connectionTests.add(rooms.refusedConnection("user is inactive"));
        complete("Choose target", "dev", Map.of("target", "production"));
        assertThat(variable("Choose target", "problem")).isEqualTo("user is inactive");
        rooms.publications.add(new PushResult.NotPrepared("Production is not prepared."));
        complete("Choose target", "dev", Map.of("target", "production"));
        assertThat(variable("Choose target", "problem")).isEqualTo("Production is not prepared.");
        rooms.pulls.add(new PullResult.RecordGone("The record is gone."));
        complete("Choose target", "dev", Map.of("target", "production"));
        assertThat(variable("Choose environment", "problem")).isEqualTo("The record is gone.");
    }

    @Test
    void conflicts_go_to_a_person_who_sees_both_sides_and_then_the_sync_goes_on() {
        String change = raise();
        toMakeChanges(change);
        rooms.conflicts = List.of(
                conflict("a/note", "ApexClass:Visits", "why", "why not", null),
                conflict("b/presence", "ApexClass:Old", null, "ApexClass:Old (change)", null));
        rooms.pulls.add(new PullResult.Conflicts(rooms.conflicts));
        syncBack();

        assertThat(variable("Resolve conflicts", "problem")).asString().contains("2 things");
        assertThat(variable("Resolve conflicts", "conflicts"))
                .asString()
                .contains("ApexClass:Visits: note", "why not", "rita", "Dana Dev", "deleted");
        assertThatThrownBy(() -> complete("Resolve conflicts", "dev", Map.of("decision", "both")))
                .hasMessageContaining("Which side counts?");
        assertThatThrownBy(() -> complete("Resolve conflicts", "dev", Map.of("decision", "one-by-one")))
                .hasMessageContaining("Not decided yet: ApexClass:Visits, note; ApexClass:Old, presence");
        rooms.pulls.add(new PullResult.Conflicts(rooms.conflicts));
        complete("Resolve conflicts", "dev", Map.of("decision", "theirs"));
        assertThat(rooms.acts).contains("dev decides a/note: theirs", "dev decides b/presence: theirs");

        rooms.conflicts = List.of(conflict("a/note", "ApexClass:Visits", "why", "why not", "ours"));
        complete("Resolve conflicts", "dev", Map.of("decision", "one-by-one"));
        assertThat(processes.runningSteps(change)).containsExactly("Await comparison");
    }

    private static SyncConflict conflict(String key, String subject, String ours, String theirs, String decision) {
        return new SyncConflict(
                key,
                "development",
                subject,
                key.substring(2),
                "",
                ours,
                theirs,
                "rita",
                FakeRooms.NOW,
                "Dana Dev",
                FakeRooms.NOW,
                decision,
                null);
    }

    @Test
    void changed_scope_is_approved_again_with_the_difference_shown() {
        String change = raise();
        toMakeChanges(change);
        rooms.pulls.add(new PullResult.ScopeChanged(new ScopeDifference(
                List.of(new ScopeItem(new Component("Layout", "Visit"), ScopeItem.Kind.EXISTING)), List.of())));
        syncBack();
        assertThat(tasks()).containsExactly("Approve change request");
        assertThat(variable("Approve change request", "scopeDiffers")).isEqualTo(true);
        assertThat(variable("Approve change request", "scopeDifference"))
                .asString()
                .contains("added", "Layout:Visit");
        complete("Approve change request", "anna", Map.of("decision", "approve"));
        assertThat(processes.runningSteps(change)).containsExactly("Await comparison");
    }

    @Test
    void preparation_is_corrected_compared_again_and_rejected() {
        String change = raise();
        toPrepareDeployment(change);
        rooms.preparations.add(new PrepareResult.Refused(List.of("Production asks for tests.")));
        prepare(true);
        assertThat(variable("Prepare deployment", "problem")).isEqualTo("Production asks for tests.");
        rooms.preparations.add(new PrepareResult.CompareAgain(record(change), "Another target is compared first."));
        prepare(true);
        deliver();
        assertThat(variable("Prepare deployment", "problem")).isEqualTo("Another target is compared first.");
        rooms.groups.put("deployment-approver", Set.of("rita"));
        prepare(true);
        assertThat(variable("Prepare deployment", "problem")).asString().contains("deployment-approver");
        rooms.groups.put("deployment-approver", Set.of("ben"));
        prepare(true);
        complete("Approve deployment", "ben", Map.of("decision", "reject", "reason", "Not on a Friday"));
        assertThat(variable("Prepare deployment", "problem")).isEqualTo("ben rejected it: Not on a Friday");
        assertThat(record(change).status()).isEqualTo(DeploymentStatus.REJECTED);
        complete("Prepare deployment", "mara", Map.of());
        assertThat(variable("Approve deployment", "unknownEditors")).isEqualTo("Somebody Else");
    }

    @Test
    void missing_dependency_and_other_proofs_that_fail_are_repeated_with_the_same_approval() {
        String change = raise();
        rooms.missingReferences.add(new Reference(
                new Component("Layout", "Visit"), new Component("CustomField", "Visit__c.Gone__c"), "field"));
        toAwaitRetrieve(change, true);
        deliver();
        assertThat(variable("Fix errors", "problem")).asString().contains("CustomField:Visit__c.Gone__c");
        for (String code : List.of("retrieve-failed", "package-refused")) {
            complete("Fix errors", "mara", Map.of("next", "repeat"));
            assertThat(processes.runningSteps(change)).containsExactly("Await retrieve");
            refuse(code, "said " + code);
            assertThat(variable("Fix errors", "problem")).isEqualTo("said " + code);
        }
        complete("Fix errors", "mara", Map.of("next", "repeat"));
        deliver();
        refuse("validation-failed", "2 components failed.");
        complete("Fix errors", "mara", Map.of("next", "make-changes"));
        assertThat(tasks()).containsExactly("Make changes");
        assertThat(rooms.acts).contains("mara deployment-errors-answered");
    }

    @Test
    void what_is_missing_is_stated_in_the_sandbox_before_changes_go_on() {
        String change = raise();
        rooms.missingReferences.add(new Reference(
                new Component("Layout", "Visit"), new Component("CustomField", "Visit__c.Gone__c"), "field"));
        toAwaitRetrieve(change, true);
        deliver();
        assertThatThrownBy(() -> complete("Fix errors", "mara", Map.of("next", "add-missing")))
                .hasMessageContaining("Nothing is missing that could be added");
        additions.missing.add(new Component("CustomField", "Visit__c.Gone__c"));
        complete("Fix errors", "mara", Map.of("next", "add-missing"));
        assertThat(tasks()).containsExactly("Make changes");
        assertThat(variable("Make changes", "scope")).asString().contains("CustomField:Visit__c.Gone__c");
        assertThat(variable("Make changes", "problem")).asString().contains("has to be approved again");
        assertThat(additions.waiting(change)).isEmpty();
    }

    @Test
    void scope_that_an_org_cannot_hand_out_is_compared_again_or_the_change_is_given_up() {
        String change = raise();
        toAwaitComparison(change);
        refuse("retrieve-failed", "It is too large.");
        assertThat(variable("Fix errors", "problem")).isEqualTo("It is too large.");
        complete("Fix errors", "mara", Map.of("next", "repeat"));
        assertThat(processes.runningSteps(change)).containsExactly("Await comparison");
        refuse("retrieve-failed", "It is too large.");
        complete("Fix errors", "mara", Map.of("next", "give-up", "reason", "Two changes instead"));
        assertThat(rooms.changes.get(change).status()).isEqualTo(ChangeStatus.CANCELLED);
        assertThat(record(change).status()).isEqualTo(DeploymentStatus.CANCELLED);
        assertThat(running()).isZero();
    }

    @Test
    void target_that_moved_is_compared_and_approved_again() {
        String change = raise();
        toAwaitRetrieve(change, false);
        deliver();
        refuse("fingerprint-changed", "ApexClass:Visits was changed in Production.");
        assertThat(processes.runningSteps(change)).containsExactly("Await comparison");
        deliver();
        assertThat(variable("Prepare deployment", "problem")).asString().contains("was changed in Production");
        prepare(false);
        complete("Approve deployment", "ben", Map.of("decision", "approve"));
        deliver();
        deliver();
        refuse("fingerprint-changed", "Again.");
        assertThat(processes.runningSteps(change)).containsExactly("Await comparison");
    }

    @Test
    void target_that_moved_before_its_state_was_kept_is_compared_and_approved_again() {
        stateIsKept = false;
        String change = raise();
        toAwaitRetrieve(change, false);
        deliver();
        deliver();
        assertThat(processes.runningSteps(change)).containsExactly("Await snapshot");
        refuse("fingerprint-changed", "Environment production is not as it was when the deployment was approved.");
        assertThat(processes.runningSteps(change)).containsExactly("Await comparison");
        deliver();
        assertThat(variable("Prepare deployment", "problem")).asString().contains("not as it was");
    }

    @Test
    void planned_start_is_waited_for_and_looked_at_again_when_its_time_comes() {
        FakeStarts starts = context.getBean(FakeStarts.class);
        starts.waitsUntil = FakeRooms.NOW.plusSeconds(3600);
        String change = raise();
        toAwaitRetrieve(change, false);
        deliver();
        deliver();
        assertThat(processes.runningSteps(change)).containsExactly("Wait for the planned start");
        Job timer = timer();
        assertThat(timer.getDuedate()).isEqualTo(java.util.Date.from(starts.waitsUntil));

        starts.waitsUntil = FakeRooms.NOW.plusSeconds(7200);
        engine.getManagementService().executeJob(timer.getId());
        assertThat(processes.runningSteps(change))
                .as("the window is closed")
                .containsExactly("Wait for the planned start");
        starts.waitsUntil = null;
        engine.getManagementService().executeJob(timer().getId());
        jobs();
        keepState();
        assertThat(processes.runningSteps(change)).containsExactly("Await deployment");
    }

    @Test
    void wait_for_the_start_is_ended_by_a_release_manager_only() {
        FakeStarts starts = context.getBean(FakeStarts.class);
        StartWaits waits = context.getBean(StartWaits.class);
        String change = raise();
        String record = toWaitForStart(change, starts);
        assertThat(waits.startNow(record, "dev").orElseThrow()).startsWith("A release manager decides");
        assertThat(waits.stop(record, "mara", " ").orElseThrow()).startsWith("Say why");

        assertThat(waits.stop(record, "mara", "Release freeze")).isEmpty();
        assertThat(variable("Fix errors", "problem")).isEqualTo("mara ended the wait for the start: Release freeze");
        assertThat(waits.startNow(record, "mara").orElseThrow()).contains("does not wait for its start");

        starts.plan = StartPlans.read("", "22:00-04:00", "", "UTC").plan().orElseThrow();
        complete("Fix errors", "mara", Map.of("next", "repeat"));
        deliver();
        deliver();
        assertThat(processes.runningSteps(change)).containsExactly("Wait for the planned start");
        assertThat(waits.startNow(record, "mara")).isEmpty();
        jobs();
        keepState();
        assertThat(processes.runningSteps(change)).containsExactly("Await deployment");
    }

    private String toWaitForStart(String change, FakeStarts starts) {
        toAwaitRetrieve(change, false);
        starts.plan = StartPlans.read("", "22:00-04:00", "", "UTC").plan().orElseThrow();
        starts.waitsUntil = FakeRooms.NOW.plusSeconds(3600);
        deliver();
        deliver();
        assertThat(processes.runningSteps(change)).containsExactly("Wait for the planned start");
        return rooms.records.keySet().iterator().next();
    }

    private static Job timer() {
        return engine.getManagementService().createJobQuery().timers().singleResult();
    }

    @Test
    void quick_deployment_that_is_refused_is_followed_by_the_whole_one() {
        String change = raise();
        rooms.validity = new Validity(null, FakeRooms.NOW, null);
        toAwaitRetrieve(change, false);
        deliver();
        deliver();
        assertThat(processes.runningSteps(change)).containsExactly("Await quick deployment");
        refuse("quick-deploy-refused", "It is too old.");
        assertThat(processes.runningSteps(change)).containsExactly("Await deployment");
        deliver();
        assertThat(processes.runningSteps(change)).containsExactly("Await verification");
    }

    @Test
    void quick_deployment_is_verified_like_any_other() {
        String change = raise();
        rooms.validity = new Validity(null, FakeRooms.NOW, null);
        toAwaitRetrieve(change, false);
        deliver();
        deliver();
        deliver();
        assertThat(processes.runningSteps(change)).containsExactly("Await verification");
    }

    @Test
    void failed_deployment_is_repeated_then_given_up_with_a_reason() {
        String change = raise();
        toAwaitRetrieve(change, false);
        deliver();
        deliver();
        assertThat(processes.runningSteps(change)).containsExactly("Await deployment");
        refuse("deploy-failed", "A trigger refused it.");
        assertThat(variable("Fix errors", "problem")).isEqualTo("A trigger refused it.");
        complete("Fix errors", "mara", Map.of("next", "repeat"));
        deliver();
        deliver();
        deliver();
        refuse("verify-failed", "ApexClass:Visits differs.");
        assertThatThrownBy(() -> complete("Fix errors", "mara", Map.of("next", "give-up", "reason", " ")))
                .hasMessageContaining("Giving up needs a reason.");
        complete("Fix errors", "mara", Map.of("next", "give-up", "reason", "Not worth it"));
        assertThat(rooms.changes.get(change).status()).isEqualTo(ChangeStatus.CANCELLED);
        assertThat(record(change).status()).isEqualTo(DeploymentStatus.CANCELLED);
        assertThat(rooms.acts).endsWith("sluice says Cancelled, production Cancelled");
        assertThat(running()).isZero();
    }

    @Test
    void path_leads_over_several_targets_each_with_a_record_of_its_own() {
        String change = raise();
        toVerifiedInQa(change);
        assertThat(processes.runningSteps(change)).containsExactly("Await comparison");
        assertThat(records(change)).containsExactly("development to qa: Deployed", "qa to production: In Progress");

        deployed(change, "qa", "production");
        assertThat(tasks()).containsExactly("Complete change request");
        assertThat(variable("Complete change request", "deployments"))
                .isEqualTo("DEP-000001, to QA: Deployed\nDEP-000002, to Production: Deployed");
        complete("Complete change request", "rita", Map.of());
        assertThat(rooms.changes.get(change).status()).isEqualTo(ChangeStatus.COMPLETED);
        assertThat(running()).isZero();
    }

    @Test
    void ways_are_offered_shortest_first_and_only_those_are_accepted() {
        rooms.registered.add(1, rooms.qa);
        rooms.routes.addAll(Set.of(new Route("development", "qa"), new Route("qa", "production")));
        toMakeChanges(raise());
        makeChanges();
        assertThat(variable("Choose target", "targets").toString())
                .containsSubsequence("QA (full)", "QA, then Production (production)");
        assertThat(variable("Choose target", "target")).isEqualTo("qa,production");
        assertThatThrownBy(() -> complete("Choose target", "dev", Map.of("target", "production")))
                .hasMessageContaining("No route leads from Development to Production");
        assertThatThrownBy(() -> complete("Choose target", "dev", Map.of("target", "qa,qa")))
                .hasMessageContaining("once");
        assertThatThrownBy(() -> complete("Choose target", "dev", Map.of("target", "qa,development")))
                .hasMessageContaining("was made there");
        assertThatThrownBy(() -> complete("Choose target", "dev", Map.of("target", " , ")))
                .hasMessageContaining("choose where");
    }

    @Test
    void next_target_that_can_not_be_opened_is_tried_again_or_left_out_with_a_reason() {
        rooms.registered.add(1, rooms.qa);
        String change = raise();
        toAwaitComparison(change, "qa,production");
        toAwaitVerification(change, "development", "qa");
        rooms.connectionTests.add(rooms.refusedConnection("expired access/refresh token"));
        verified(change, "qa");
        assertThat(tasks()).containsExactly("Choose next target");
        assertThat(variable("Choose next target", "problem")).isEqualTo("expired access/refresh token");
        assertThat(variable("Choose next target", "reached")).isEqualTo("QA");
        assertThat(variable("Choose next target", "target")).isEqualTo("production");
        rooms.publications.add(new PushResult.NotPrepared("An administrator prepares it on page /environments."));
        complete("Choose next target", "mara", Map.of("target", "production", "reason", ""));
        assertThat(variable("Choose next target", "problem")).asString().contains("/environments");
        assertThatThrownBy(() -> complete("Choose next target", "mara", Map.of("target", ".", "reason", " ")))
                .hasMessageContaining("needs a reason");
        assertThatThrownBy(() -> complete("Choose next target", "mara", Map.of("target", "", "reason", "x")))
                .hasMessageContaining("choose where");
        complete("Choose next target", "mara", Map.of("target", ".", "reason", "Production is frozen"));
        assertThat(tasks()).containsExactly("Complete change request");
        assertThat(rooms.acts).contains("mara goes to []: Production is frozen");
    }

    @Test
    void change_whose_path_goes_on_is_not_completed() {
        String change = raise();
        toAwaitComparison(change);
        toAwaitVerification(change, "development", "production");
        verified(change, "production");
        rooms.paths.put(change, List.of(rooms.paths.get(change).get(0), new Hop("backup", null)));
        assertThatThrownBy(() -> complete("Complete change request", "mara", Map.of()))
                .hasMessageContaining("goes on to backup");
        assertThat(rooms.changes.get(change).status()).isEqualTo(ChangeStatus.APPROVED);
    }

    @Test
    void second_target_fails_is_repeated_and_given_up() {
        String change = raise();
        toVerifiedInQa(change);
        toAwaitDeployment("qa", "production");
        refuse("deploy-failed", "A trigger refused it.");
        complete("Fix errors", "mara", Map.of("next", "repeat"));
        deliver();
        deliver();
        refuse("deploy-failed", "A trigger refused it.");
        complete("Fix errors", "mara", Map.of("next", "give-up", "reason", "Not worth it"));
        assertThat(records(change)).containsExactly("development to qa: Deployed", "qa to production: Cancelled");
        assertThat(rooms.changes.get(change).status()).isEqualTo(ChangeStatus.CANCELLED);
        assertThat(running()).isZero();
    }

    @Test
    void changes_made_after_the_first_target_go_along_the_path_from_its_beginning() {
        String change = raise();
        toVerifiedInQa(change);
        toAwaitDeployment("qa", "production");
        refuse("deploy-failed", "A trigger refused it.");
        complete("Fix errors", "mara", Map.of("next", "make-changes"));
        makeChanges();
        assertThat(variable("Choose target", "target")).isEqualTo("qa,production");
        complete("Choose target", "dev", Map.of("target", "qa,production"));
        assertThat(records(change)).first().isEqualTo("development to qa: In Progress");
        deployed(change, "development", "qa");
        assertThat(records(change)).first().isEqualTo("development to qa: Deployed");
        deployed(change, "qa", "production");
        assertThat(tasks()).containsExactly("Complete change request");
    }

    @Test
    void go_that_is_not_given_leads_to_fix_errors() {
        String change = raise();
        toAwaitRetrieve(change, true);
        deliver();
        deliver();
        assertThatThrownBy(() -> complete("Start deployment", "mara", Map.of("go", "not-now")))
                .hasMessageContaining("say why");
        complete("Start deployment", "mara", Map.of("go", "not-now", "reason", "Freeze"));
        assertThat(variable("Fix errors", "problem")).isEqualTo("mara did not start the deployment: Freeze");
        rooms.rounds.remove(record(change).id());
        complete("Fix errors", "mara", Map.of("next", "repeat"));
        assertThat(processes.runningSteps(change))
                .as("without an approval that holds it is compared and approved again")
                .containsExactly("Await comparison");
    }

    @Test
    void deployment_that_is_not_verified_can_not_be_completed() {
        String change = raise();
        toAwaitRetrieve(change, false);
        deliver();
        deliver();
        deliver();
        context.getBean(FakeRooms.Records.class).status(record(change).id(), DeploymentStatus.DEPLOYED, null);
        deliver();
        assertThatThrownBy(() -> complete("Complete change request", "mara", Map.of()))
                .hasMessageContaining("is not verified");
    }

    @Test
    void failed_deployment_is_rolled_back_from_nothing_to_verified_and_then_people_are_asked_again() {
        String change = raise();
        toFixErrorsAfterDeploying(change);
        assertThatThrownBy(() -> complete("Fix errors", "mara", Map.of("next", "roll-back", "reason", " ")))
                .hasMessageContaining("Rolling back needs a reason");
        assertThatThrownBy(() -> complete("Fix errors", "dev", Map.of("next", "roll-back", "reason", "Wrong rates")))
                .hasMessageContaining("Release managers roll deployments back; dev is none.");
        complete("Fix errors", "mara", Map.of("next", "roll-back", "reason", "Wrong rates"));
        assertThat(processes.runningSteps(change)).containsExactly("Await comparison");
        deliver();

        assertThat(variable("Prepare rollback", "plan")).isEqualTo("decide ApexClass:Visits");
        assertThat(variable("Prepare rollback", "items").toString())
                .contains("changed by somebody since", "Pat Partner", "\"act\":\"restore\"");
        rollbacks.preparations.add(new PrepareResult.Refused(List.of("ApexClass:Visits was changed.")));
        prepareRollback();
        assertThat(variable("Prepare rollback", "problem")).isEqualTo("ApexClass:Visits was changed.");
        rollbacks.preparations.add(new PrepareResult.CompareAgain(rollback(change), "Compare again."));
        prepareRollback();
        assertThat(processes.runningSteps(change)).containsExactly("Await comparison");
        deliver();
        rooms.groups.put("deployment-approver", new HashSet<>());
        prepareRollback();
        assertThat(variable("Prepare rollback", "problem")).asString().contains("deployment-approver");
        rooms.groups.put("deployment-approver", new HashSet<>(Set.of("ben")));
        prepareRollback();
        assertThat(variable("Approve rollback", "rollbackReason")).isEqualTo("Wrong rates");
        assertThat(variable("Approve rollback", "rollbackBy")).isEqualTo("mara");
        complete("Approve rollback", "ben", Map.of("decision", "reject", "reason", "Not today"));
        assertThat(variable("Prepare rollback", "problem")).isEqualTo("ben rejected it: Not today");
        prepareRollback();
        complete("Approve rollback", "ben", Map.of("decision", "approve"));
        assertThat(processes.runningSteps(change)).containsExactly("Await validation");
        deliver();
        complete("Start rollback", "mara", Map.of("go", "not-now", "reason", "Freeze"));
        assertThat(variable("Fix errors", "problem")).isEqualTo("mara did not start the deployment: Freeze");
        rooms.rounds.remove(rollback(change).id());
        complete("Fix errors", "mara", Map.of("next", "repeat"));
        assertThat(processes.runningSteps(change))
                .as("without an approval that holds it is compared and approved again")
                .containsExactly("Await comparison");
        deliver();
        prepareRollback();
        complete("Approve rollback", "ben", Map.of("decision", "approve"));
        deliver();
        complete("Start rollback", "mara", Map.of("go", "start"));
        deliver();
        context.getBean(FakeRooms.Records.class)
                .status(
                        record(change).id(),
                        DeploymentStatus.FAILED,
                        "Rolled back by " + rollback(change).id() + ".");
        context.getBean(FakeRooms.Records.class).status(rollback(change).id(), DeploymentStatus.DEPLOYED, null);
        deliver();

        assertThat(tasks()).containsExactly("Fix errors");
        assertThat(variable("Fix errors", "problem"))
                .isEqualTo("Rolled back by " + rollback(change).id() + ".");
        complete("Fix errors", "mara", Map.of("next", "make-changes"));
        assertThat(tasks()).containsExactly("Make changes");
    }

    @Test
    void every_error_of_a_rollback_is_mended_or_the_rollback_given_up() {
        String change = raise();
        toFixErrorsAfterDeploying(change);
        complete("Fix errors", "mara", Map.of("next", "roll-back", "reason", "Wrong rates"));
        deliver();
        rollbacks.builds.add(new Rollbacks.BuildResult.Refused("Too big."));
        rooms.missingReferences.add(new Reference(
                new Component("Layout", "Visit"), new Component("CustomField", "Visit__c.Gone__c"), "field"));
        complete("Prepare rollback", "mara", plan(false));
        complete("Approve rollback", "ben", Map.of("decision", "approve"));
        assertThat(variable("Fix errors", "problem")).isEqualTo("Too big.");
        complete("Fix errors", "mara", Map.of("next", "repeat"));
        assertThat(variable("Fix errors", "problem")).asString().contains("CustomField:Visit__c.Gone__c");
        complete("Fix errors", "mara", Map.of("next", "repeat"));
        refuse("validation-failed", "2 components failed.");
        complete("Fix errors", "mara", Map.of("next", "repeat"));
        refuse("fingerprint-changed", "ApexClass:Visits was changed in Production.");
        assertThat(processes.runningSteps(change)).containsExactly("Await comparison");
        deliver();
        complete("Prepare rollback", "mara", plan(false));
        complete("Approve rollback", "ben", Map.of("decision", "approve"));
        deliver();
        assertThat(processes.runningSteps(change)).as("no go is needed").containsExactly("Await deployment");
        refuse("deploy-failed", "A trigger refused it.");
        complete("Fix errors", "mara", Map.of("next", "repeat"));
        deliver();
        refuse("fingerprint-changed", "Again.");
        assertThat(processes.runningSteps(change)).containsExactly("Await comparison");
        deliver();
        complete("Prepare rollback", "mara", plan(false));
        complete("Approve rollback", "ben", Map.of("decision", "approve"));
        deliver();
        deliver();
        refuse("verify-failed", "ApexClass:Visits is not as it was kept.");
        complete("Fix errors", "mara", Map.of("next", "compare-again"));
        assertThat(processes.runningSteps(change)).containsExactly("Await comparison");
        deliver();
        complete("Prepare rollback", "mara", plan(false));
        complete("Approve rollback", "ben", Map.of("decision", "approve"));
        refuse("validation-failed", "Again.");
        assertThatThrownBy(() -> complete("Fix errors", "mara", Map.of("next", "give-up", "reason", "")))
                .hasMessageContaining("Giving up needs a reason.");
        complete("Fix errors", "mara", Map.of("next", "give-up", "reason", "By hand"));
        assertThat(variable("Fix errors", "problem"))
                .isEqualTo("The rollback " + rollback(change).id()
                        + " was given up: By hand What is in the target stays as it is.");
    }

    @Test
    void rollback_begun_from_the_page_rests_the_deployment_until_it_is_given_up() {
        String change = raise();
        toFixErrorsAfterDeploying(change);
        String id = record(change).id();
        RollbackProcesses starts = context.getBean(RollbackProcesses.class);
        assertThat(starts.start(id, "Why", "dev"))
                .isEqualTo(
                        new RollbackProcesses.Started.Refused("Release managers roll deployments back; dev is none."));
        assertThat(starts.start(id, " ", "mara"))
                .isEqualTo(new RollbackProcesses.Started.Refused("Rolling back needs a reason; approvers read it."));
        assertThat(as("mara", () -> starts.start(id, "Why", "mara")))
                .isInstanceOf(RollbackProcesses.Started.Begun.class);
        jobs();
        assertThat(starts.start(id, "Why", "mara"))
                .isEqualTo(new RollbackProcesses.Started.Refused(id + " is being rolled back already by "
                        + rollback(change).id() + "."));
        assertThatThrownBy(() -> complete("Fix errors", "mara", Map.of("next", "repeat")))
                .hasMessageContaining(
                        "is being rolled back by " + rollback(change).id());
        assertThat(processes.cancel(change, "mara", "x").orElseThrow())
                .endsWith("is rolling it back. Wait until that has ended, or give it up first.");
        deliver();
        complete("Prepare rollback", "mara", Map.of("next", "give-up", "reason", "Not needed"));
        assertThat(rollback(change).status()).isEqualTo(DeploymentStatus.CANCELLED);
        assertThat(tasks()).containsExactly("Fix errors");

        starts.start(id, "Once more", "mara");
        jobs();
        engine.getRuntimeService()
                .deleteProcessInstance(
                        engine.getRuntimeService()
                                .createProcessInstanceQuery()
                                .processDefinitionKey("rollback")
                                .singleResult()
                                .getId(),
                        "in Cockpit");
        rooms.jobs.clear();
        leavable(rollback(change).id());
        assertThat(starts.start(id, "Why", "mara"))
                .as("one whose process is gone keeps nobody from another one")
                .isInstanceOf(RollbackProcesses.Started.Begun.class);
    }

    @Test
    void change_is_cancelled_by_those_who_may() {
        String change = raise();
        toAwaitComparison(change);
        assertThat(processes.cancel(change, "rita", " ")).contains("Cancelling needs a reason.");
        assertThat(processes.cancel("CR-999999", "rita", "x")).contains("There is no change request CR-999999.");
        assertThat(processes.cancel(change, "dev", "x").orElseThrow()).contains("Only rita");
        rooms.withdrawal = java.util.Optional.of("A deployment is being carried out.");
        assertThat(processes.cancel(change, "rita", "x")).contains("A deployment is being carried out.");
        rooms.withdrawal = java.util.Optional.empty();
        assertThat(processes.cancel(change, "mara", "Not wanted any more")).isEmpty();
        assertThat(rooms.changes.get(change).status()).isEqualTo(ChangeStatus.CANCELLED);
        assertThat(rooms.acts).as("no org is asked in the person's transaction").noneMatch(act -> act.contains("says"));
        jobs();
        assertThat(rooms.acts).contains("sluice says Cancelled, production Cancelled");
        assertThat(running()).isZero();
        assertThat(record(change).status()).isEqualTo(DeploymentStatus.CANCELLED);
        assertThat(processes.cancel(change, "mara", "again").orElseThrow()).contains("has ended already");
    }

    @Test
    void variables_sent_along_with_a_form_change_nothing() {
        String other = raise();
        complete("Define scope", "rita", Map.of("existing", "ApexClass:Other"));
        as(
                "rita",
                () -> start(Map.of(
                        "name",
                        "x",
                        "changeType",
                        "Minor",
                        "overview",
                        "x",
                        "changeRequest",
                        other,
                        "approved",
                        true,
                        "scopeCameBack",
                        true)));
        String change = "CR-000002";
        complete(
                "Define scope",
                "rita",
                Map.of(
                        "existing",
                        "ApexClass:Visits",
                        "changeRequest",
                        other,
                        "approved",
                        true,
                        "approverGroups",
                        "nobody",
                        "scopeCameBack",
                        true));
        Task approve = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(change)
                .singleResult();
        as("anna", () -> {
            engine.getFormService()
                    .submitTaskForm(
                            approve.getId(),
                            new HashMap<>(Map.of(
                                    "decision",
                                    "reject",
                                    "reason",
                                    "no",
                                    "approved",
                                    true,
                                    "approver",
                                    "group:release-manager",
                                    "changeRequest",
                                    other,
                                    "hash",
                                    "s1:0")));
            return null;
        });
        jobs();
        assertThat(rooms.changes.get(change).status()).isEqualTo(ChangeStatus.REJECTED);
        assertThat(rooms.changes.get(other).status()).isEqualTo(ChangeStatus.PENDING_APPROVAL);
        assertThat(processes.openTasks(change)).extracting(OpenTask::name).containsExactly("Rework change request");
        assertThat(processes.changeOfTask(approve.getId())).contains(change);
    }

    @Test
    void long_scope_survives_its_form() {
        raise();
        String many = java.util.stream.IntStream.range(0, 400)
                .mapToObj(i -> "ApexClass:AVeryLongNameOfAClass" + i)
                .collect(Collectors.joining("\n"));
        rooms.scopeChecks.add(new ScopeResult.Refused(List.of("x".repeat(6000))));
        complete("Define scope", "rita", Map.of("existing", many));
        assertThat(((String) variable("Define scope", "existing")).lines())
                .containsExactlyInAnyOrderElementsOf(many.lines().toList());
        assertThat(variable("Define scope", "problem")).asString().hasSize(6000);
    }

    @Test
    void technical_fault_is_tried_again_and_then_an_incident_that_says_what_to_do() {
        String change = raise();
        for (int i = 0; i < 3; i++) {
            rooms.faults.add(new OrgException("NETWORK", "https://production.example did not answer."));
        }
        complete("Define scope", "rita", Map.of("existing", "ApexClass:Visits"));
        ManagementService management = engine.getManagementService();
        Job job = management.createJobQuery().singleResult();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> management.executeJob(job.getId())).isInstanceOf(TechnicalFault.class);
        }
        assertThat(processes.incidents(change))
                .containsExactly("Check scope (" + change + ") failed: https://production.example did not answer."
                        + " Nothing was changed. Retrying is safe.");
        management.setJobRetries(job.getId(), 1);
        jobs();
        assertThat(tasks()).containsExactly("Approve change request");
    }

    @Test
    void waiting_step_is_stopped_lifted_and_gone() {
        String change = raise();
        toAwaitComparison(change);
        String instance = rooms.jobs.get(0).processInstance();
        assertThat(waiting.state(instance)).isEqualTo(WaitingSteps.State.WAITING);
        transaction.executeWithoutResult(status -> waiting.stop(instance, "Decide by hand.", "x".repeat(30_000)));
        assertThat(waiting.state(instance)).isEqualTo(WaitingSteps.State.STOPPED);
        assertThat(processes.incidents(change)).containsExactly("Decide by hand.");
        String task = engine.getExternalTaskService()
                .createExternalTaskQuery()
                .singleResult()
                .getId();
        engine.getExternalTaskService().setRetries(task, 1);
        assertThat(waiting.state(instance)).isEqualTo(WaitingSteps.State.WAITING);
        deliver();
        assertThat(waiting.state(instance)).isEqualTo(WaitingSteps.State.GONE);
    }

    // What people and orgs do

    private String raise() {
        return raise("Minor");
    }

    private String raise(String type) {
        return as("rita", () -> start(Map.of("name", "Visits", "changeType", type, "overview", "Record visits")))
                .getBusinessKey();
    }

    private ProcessInstance start(Map<String, Object> form) {
        String definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(ChangeRequestProcess.KEY)
                .latestVersion()
                .singleResult()
                .getId();
        ProcessInstance started = engine.getFormService().submitStartForm(definition, new HashMap<>(form));
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(started.getId())
                .singleResult();
    }

    private void toChooseEnvironment() {
        complete("Define scope", "rita", Map.of("existing", "ApexClass:Visits"));
        complete("Approve change request", "anna", Map.of("decision", "approve"));
    }

    private void toMakeChanges(String change) {
        toChooseEnvironment();
        complete("Choose environment", "dev", Map.of("environment", "development"));
        assertThat(rooms.changes.get(change).approvedRevision()).isEqualTo(1);
    }

    private void makeChanges() {
        complete("Make changes", "dev", Map.of("scope", "ApexClass:Visits", "next", "done"));
    }

    private void syncBack() {
        makeChanges();
        complete("Choose target", "dev", Map.of("target", "production"));
    }

    private void toAwaitComparison(String change) {
        toAwaitComparison(change, "production");
    }

    private void toAwaitComparison(String change, String path) {
        toMakeChanges(change);
        makeChanges();
        complete("Choose target", "dev", Map.of("target", path));
    }

    private void toVerifiedInQa(String change) {
        rooms.registered.add(1, rooms.qa);
        toAwaitComparison(change, "qa,production");
        deployed(change, "development", "qa");
    }

    private void deployed(String change, String source, String target) {
        toAwaitVerification(change, source, target);
        verified(change, target);
    }

    private void toAwaitVerification(String change, String source, String target) {
        toAwaitDeployment(source, target);
        deliver();
        assertThat(processes.runningSteps(change)).containsExactly("Await verification");
    }

    /** From the comparison to the deployment, without a go. */
    private void toAwaitDeployment(String source, String target) {
        deliver();
        prepare(source, target, false);
        complete("Approve deployment", "ben", Map.of("decision", "approve"));
        deliver();
        deliver();
    }

    /** The records of a change, oldest first. */
    private List<String> records(String change) {
        return rooms.records.values().stream()
                .filter(record -> record.change().equals(change))
                .map(record -> record.source() + " to " + record.target() + ": "
                        + record.status().words())
                .toList();
    }

    private void toPrepareDeployment(String change) {
        toAwaitComparison(change);
        deliver();
    }

    private void prepare(boolean go) {
        prepare("development", "production", go);
    }

    private void prepare(String source, String target, boolean go) {
        complete(
                "Prepare deployment",
                "mara",
                Map.of("source", source, "target", target, "testLevel", "RunLocalTests", "tests", "", "goNeeded", go));
    }

    private void toAwaitRetrieve(String change, boolean go) {
        toPrepareDeployment(change);
        prepare(go);
        complete("Approve deployment", "ben", Map.of("decision", "approve"));
        assertThat(processes.runningSteps(change)).containsExactly("Await retrieve");
    }

    private void toFixErrorsAfterDeploying(String change) {
        toAwaitRetrieve(change, false);
        deliver();
        deliver();
        refuse("deploy-failed", "A trigger refused it.");
        assertThat(tasks()).containsExactly("Fix errors");
    }

    private void prepareRollback() {
        complete("Prepare rollback", "mara", plan(true));
    }

    private static Map<String, Object> plan(boolean go) {
        return Map.of(
                "next", "prepare",
                "plan", "restore ApexClass:Visits",
                "testLevel", "RunLocalTests",
                "tests", "",
                "goNeeded", go);
    }

    private io.sluice.deployment.DeploymentRecord rollback(String change) {
        return rollbacks.of(record(change).id()).stream()
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private void leavable(String id) {
        context.getBean(FakeRooms.Records.class).leavable.add(id);
    }

    private void verified(String change) {
        verified(change, "production");
    }

    private void verified(String change, String target) {
        String id = rooms.records.values().stream()
                .filter(record ->
                        record.change().equals(change) && record.target().equals(target))
                .findFirst()
                .orElseThrow()
                .id();
        context.getBean(FakeRooms.Records.class).status(id, DeploymentStatus.DEPLOYED, null);
        rooms.comparisons.add(rooms.comparison(change, id, true));
        deliver();
    }

    private io.sluice.deployment.DeploymentRecord record(String change) {
        return rooms.records.values().stream()
                .filter(record -> record.change().equals(change) && record.rollback() == null)
                .findFirst()
                .orElseThrow();
    }

    /** The newest remote job has ended well. */
    private void deliver() {
        String instance = rooms.jobs.get(rooms.jobs.size() - 1).processInstance();
        transaction.executeWithoutResult(status -> waiting.complete(instance));
        jobs();
        keepState();
    }

    private void keepState() {
        if (stateIsKept && rooms.jobs.get(rooms.jobs.size() - 1).kind().equals("snapshot")) {
            deliver();
        }
    }

    /** The newest remote job has ended with a business error. */
    private void refuse(String code, String message) {
        String instance = rooms.jobs.get(rooms.jobs.size() - 1).processInstance();
        transaction.executeWithoutResult(status -> waiting.refuse(instance, code, message));
        jobs();
    }

    private void complete(String name, String person, Map<String, Object> answers) {
        submit(task(name), person, answers);
    }

    private void completeAsked(String group, String person, Map<String, Object> answers) {
        Task task = engine.getTaskService().createTaskQuery().list().stream()
                .filter(each -> asked(each).equals(group))
                .findFirst()
                .orElseThrow();
        submit(task, person, answers);
    }

    private void submit(Task task, String person, Map<String, Object> answers) {
        as(person, () -> {
            engine.getFormService().submitTaskForm(task.getId(), new HashMap<>(answers));
            return null;
        });
        jobs();
        if (!rooms.jobs.isEmpty() && running() > 0) {
            keepState();
        }
    }

    private static String asked(Task task) {
        return engine.getTaskService().getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    private static Task task(String name) {
        return engine.getTaskService()
                .createTaskQuery()
                .taskName(name)
                .orderByTaskCreateTime()
                .desc()
                .list()
                .get(0);
    }

    private static List<String> tasks() {
        return engine.getTaskService().createTaskQuery().list().stream()
                .map(Task::getName)
                .toList();
    }

    private static Object variable(String task, String name) {
        return engine.getTaskService().getVariable(task(task).getId(), name);
    }

    private static long running() {
        return engine.getRuntimeService().createProcessInstanceQuery().count();
    }

    /** Executes every job that is due until none is left; a failure goes on to the caller after its first try. */
    private static void jobs() {
        if (!rooms.faults.isEmpty()) {
            return;
        }
        for (Job job = next(); job != null; job = next()) {
            engine.getManagementService().executeJob(job.getId());
        }
    }

    private static Job next() {
        return engine.getManagementService().createJobQuery().messages().withRetriesLeft().list().stream()
                .filter(job -> rooms.statusFaults.isEmpty() || !activity(job).startsWith("Task_SyncStatus"))
                .findFirst()
                .orElse(null);
    }

    private static String activity(Job job) {
        return engine.getManagementService()
                .createJobDefinitionQuery()
                .jobDefinitionId(job.getJobDefinitionId())
                .singleResult()
                .getActivityId();
    }

    private static <T> T as(String person, java.util.function.Supplier<T> act) {
        engine.getIdentityService().setAuthentication(person, List.of());
        try {
            return act.get();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }
}
