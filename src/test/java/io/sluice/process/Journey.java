package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.TasklistClient;
import io.sluice.TasklistClient.Answer;
import io.sluice.TestClock;
import io.sluice.approval.Approvals;
import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeRequests;
import io.sluice.change.Scope;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.Deployments;
import io.sluice.evidence.Act;
import io.sluice.evidence.Evidence;
import io.sluice.remotejob.Dispatcher;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobState;
import io.sluice.remotejob.RemoteJobs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.context.ApplicationContext;

/**
 * One change request on its way through the real application. People act at Tasklist's door; whatever happens without them
 * (jobs of the engine, the dispatcher, the orgs) is stepped here, so that nothing waits.
 */
final class Journey {

    private static final int MOST_STEPS = 300;
    private static final Duration LONGER_THAN_ANY_PAUSE = Duration.ofMinutes(1);
    private static final Set<RemoteJobState> OVER = EnumSet.of(RemoteJobState.DELIVERED, RemoteJobState.WITHDRAWN);

    private final ApplicationContext context;
    private final Persons persons;
    private final OrgPair orgs;
    private final String number;

    private Journey(ApplicationContext context, OrgPair orgs, String number) {
        this.context = context;
        this.persons = Persons.of(context);
        this.orgs = orgs;
        this.number = number;
    }

    /** Raises a change request with the real start form. */
    static Journey begin(ApplicationContext context, OrgPair orgs, String person, String type) {
        Answer answer = Persons.of(context)
                .at(person)
                .start(
                        ChangeRequestProcess.KEY,
                        Map.of("name", "Rate visits", "changeType", type, "overview", "Low findings cost less"));
        assertThat(answer.ok()).as(answer.text()).isTrue();
        return new Journey(context, orgs, answer.body().path("businessKey").asText());
    }

    String number() {
        return number;
    }

    // What people do

    /** Sends a form and says what came back; nothing else happens. */
    Answer send(String task, String person, Map<String, ?> fields) {
        return persons.at(person).submit(id(task, person), fields);
    }

    /** Sends a form, which has to be accepted, and lets everything happen that follows from it. */
    void complete(String task, String person, Map<String, ?> fields) {
        accepted(send(task, person, fields));
        run();
    }

    /** Sends a form, which has to be accepted; nothing else happens yet. */
    void only(String task, String person, Map<String, ?> fields) {
        accepted(send(task, person, fields));
    }

    private static void accepted(Answer answer) {
        assertThat(answer.ok()).as(answer.text()).isTrue();
    }

    /** Sends a form, which has to be refused with a message, and sees that nothing at all was saved. */
    String refused(String task, String person, Map<String, ?> fields) {
        List<Object> before = state();
        Answer answer = send(task, person, fields);
        assertThat(answer.ok()).as(answer.text()).isFalse();
        assertThat(state()).isEqualTo(before);
        assertThat(engineJobs()).isEmpty();
        return answer.body().path("message").asText();
    }

    /** Id of an open task, as the person sees it in Tasklist. */
    String id(String task, String person) {
        return StreamSupport.stream(persons.at(person).tasks(number).spliterator(), false)
                .filter(each -> each.path("name").asText().equals(task))
                .map(each -> each.path("id").asText())
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(person + " sees no task \"" + task + "\" of " + number + "; open are "
                                + openTasks() + ", running " + runningSteps() + ", problem " + problem()
                                + ", incidents " + incidents()));
    }

    private List<Object> problem() {
        return instances().stream()
                .map(instance -> context.getBean(RuntimeService.class)
                        .getVariable(instance.getId(), ChangeRequestProcess.PROBLEM))
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    /** What the form shows the person in a field; empty where nothing. */
    String shown(String task, String person, String field) {
        TasklistClient client = persons.at(person);
        JsonNode value = client.get(
                        client.engine("/task/" + id(task, person) + "/form-variables?deserializeValues=false"))
                .body()
                .path(field)
                .path("value");
        return value.isNull() || value.isMissingNode() ? "" : value.asText();
    }

    // Usual ways to a step

    void scope(String existing, String proposed) {
        complete("Define scope", "rita", scopeForm(existing, proposed));
    }

    static Map<String, String> scopeForm(String existing, String proposed) {
        return Map.of("existing", existing, "proposed", proposed, "additionalApprovers", "");
    }

    void toChooseEnvironment(String existing, String proposed) {
        scope(existing, proposed);
        complete("Approve change request", "anna", approve());
    }

    void toMakeChanges(String existing, String proposed) {
        toChooseEnvironment(existing, proposed);
        complete("Choose environment", "dev", Map.of("environment", orgs.sandboxId()));
    }

    void toPrepareDeployment(String scope) {
        complete("Make changes", "dev", Map.of("scope", scope, "next", "done"));
        complete("Choose target", "dev", Map.of("target", orgs.productionId()));
    }

    void prepare(boolean goNeeded) {
        complete("Prepare deployment", "mara", preparation("RunLocalTests", "", goNeeded));
    }

    Map<String, Object> preparation(String testLevel, String tests, boolean goNeeded) {
        return preparation(orgs.sandboxId(), orgs.productionId(), testLevel, tests, goNeeded);
    }

    static Map<String, Object> preparation(
            String source, String target, String testLevel, String tests, boolean goNeeded) {
        return Map.of(
                "source", source,
                "target", target,
                "testLevel", testLevel,
                "tests", tests,
                "deployQuickly", false,
                "goNeeded", goNeeded);
    }

    static Map<String, String> approve() {
        return Map.of("decision", "approve", "reason", "");
    }

    static Map<String, String> reject(String reason) {
        return Map.of("decision", "reject", "reason", reason);
    }

    static Map<String, String> next(String next, String reason) {
        return Map.of("next", next, "reason", reason);
    }

    // What happens without people

    /** Steps everything until the change waits for a person, an operator, or has ended. */
    void run() {
        runUntil(() -> false);
    }

    /** Steps everything until then, or until nothing is left to do. */
    void runUntil(BooleanSupplier reached) {
        for (int step = 0; step < MOST_STEPS; step++) {
            boolean moved = engineJob();
            if (reached.getAsBoolean()) {
                return;
            }
            if (!moved) {
                if (openJobs().isEmpty()) {
                    return;
                }
                context.getBean(TestClock.class).move(LONGER_THAN_ANY_PAUSE);
                orgs.step();
                context.getBean(Dispatcher.class).step();
            }
        }
        throw new AssertionError(number + " does not come to rest: " + runningSteps() + ", " + openJobs());
    }

    /** Steps orgs and dispatcher alone, for what belongs to no change. */
    void stepOrgsUntil(BooleanSupplier reached) {
        for (int step = 0; step < MOST_STEPS && !reached.getAsBoolean(); step++) {
            context.getBean(TestClock.class).move(LONGER_THAN_ANY_PAUSE);
            orgs.step();
            context.getBean(Dispatcher.class).step();
        }
        assertThat(reached.getAsBoolean()).isTrue();
    }

    /** Executes one job of the engine. */
    private boolean engineJob() {
        ManagementService management = context.getBean(ManagementService.class);
        for (ProcessInstance instance : instances()) {
            List<Job> jobs = new ArrayList<>(management
                    .createJobQuery()
                    .processInstanceId(instance.getId())
                    .messages()
                    .withRetriesLeft()
                    .listPage(0, 1));
            // A timer is due by the clock that the test moves.
            jobs.addAll(management
                    .createJobQuery()
                    .processInstanceId(instance.getId())
                    .timers()
                    .withRetriesLeft()
                    .duedateLowerThan(Date.from(context.getBean(TestClock.class).instant()))
                    .listPage(0, 1));
            if (!jobs.isEmpty()) {
                management.executeJob(jobs.get(0).getId());
                return true;
            }
        }
        return false;
    }

    /** Jobs of the engine that have retries left. */
    List<Job> engineJobs() {
        ManagementService management = context.getBean(ManagementService.class);
        return instances().stream()
                .flatMap(instance ->
                        management
                                .createJobQuery()
                                .processInstanceId(instance.getId())
                                .withRetriesLeft()
                                .list()
                                .stream())
                .toList();
    }

    private List<RemoteJob> openJobs() {
        return jobs().stream()
                .filter(job -> !OVER.contains(job.state()) && !job.stopped())
                .toList();
    }

    List<RemoteJob> jobs() {
        return context.getBean(RemoteJobs.class).ofChange(number);
    }

    /** Ends what is left, so that the next test finds nothing of this one under way. */
    void abandon() {
        instances().stream()
                .filter(instance -> instance.getRootProcessInstanceId().equals(instance.getId()))
                .forEach(instance ->
                        context.getBean(RuntimeService.class).deleteProcessInstance(instance.getId(), "end of test"));
        run();
    }

    /**
     * Everything that a refused form must leave as it is: change request, scope, records, rounds, tasks, variables, and the
     * number of acts on evidence.
     */
    List<Object> state() {
        Approvals approvals = context.getBean(Approvals.class);
        return List.of(
                change(),
                scope(),
                context.getBean(Deployments.class).ofChange(number),
                approvals.ofChange(number),
                processes().openTasks(number),
                instances().stream()
                        .map(instance -> context.getBean(RuntimeService.class)
                                .getVariables(instance.getId())
                                .toString())
                        .toList(),
                acts());
    }

    // Where it stands

    List<ProcessInstance> instances() {
        return context.getBean(RuntimeService.class)
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .list();
    }

    List<String> openTasks() {
        return processes().openTasks(number).stream().map(OpenTask::name).toList();
    }

    List<String> runningSteps() {
        return processes().runningSteps(number);
    }

    List<String> incidents() {
        return processes().incidents(number);
    }

    ChangeProcesses processes() {
        return context.getBean(ChangeProcesses.class);
    }

    ChangeRequest change() {
        return context.getBean(ChangeRequests.class).require(number);
    }

    /** Gives it another name without any form. */
    void rename(String name) {
        context.getBean(ChangeRequests.class).takeOverWords(number, name, change().overview(), "rita");
    }

    Scope scope() {
        return context.getBean(ChangeRequests.class).scope(number);
    }

    /** Its records, oldest first. */
    List<DeploymentRecord> records() {
        return context.getBean(Deployments.class).ofChange(number);
    }

    DeploymentRecord record() {
        List<DeploymentRecord> records = records();
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    /** Kinds of the acts on evidence, oldest first. */
    List<String> acts() {
        return context.getBean(Evidence.class).about(number).stream()
                .map(Act::kind)
                .toList();
    }
}
