package io.sluice.kill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sluice.TasklistClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.core.ConditionTimeoutException;

/** A change request for one new field, taken from form to form by the people whose turn it is. */
final class Change {

    private static final Path OBJECT =
            Path.of("src/test/resources/rehearsal/orgs/site-visits/objects/Site_Visit__c.object");
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Installation installation;
    private final String number;
    private final String field;

    private Change(Installation installation, String number, String field) {
        this.installation = installation;
        this.number = number;
        this.field = field;
    }

    static Change raise(Installation installation) {
        String field = "Level_" + COUNT.incrementAndGet() + "__c";
        TasklistClient.Answer raised = Installation.done(installation
                .person("rita")
                .start(
                        "change-request",
                        Map.of(
                                "name",
                                "Note " + field,
                                "changeType",
                                "Minor",
                                "overview",
                                "Inspectors note one more level on a visit.")));
        return new Change(installation, raised.body().path("businessKey").asText(), field);
    }

    /** One whose package is validated, so that only the go is missing. */
    static Change readyToDeploy(Installation installation) {
        Change change = raise(installation);
        change.comparing();
        change.prepare();
        change.approve();
        change.awaitTask("Start deployment", "mara");
        return change;
    }

    String number() {
        return number;
    }

    /** From the scope to the comparison that is made when the target is chosen. */
    void comparing() {
        complete("Define scope", "rita", Map.of("existing", "", "proposed", component()));
        complete("Approve change request", "anna", Map.of("decision", "approve", "reason", ""));
        complete("Choose environment", "dev", Map.of("environment", "sandbox"));
        awaitTask("Make changes", "dev");
        installation.sandbox().putFile("objects/Site_Visit__c.object", withField(), Installation.EDITOR);
        complete("Make changes", "dev", Map.of("scope", component(), "next", "done"));
        complete("Choose target", "dev", Map.of("target", "production"));
    }

    void prepare() {
        complete(
                "Prepare deployment",
                "mara",
                Map.of(
                        "source", "sandbox",
                        "target", "production",
                        "testLevel", "RunLocalTests",
                        "tests", "",
                        "deployQuickly", false,
                        "goNeeded", true));
    }

    void approve() {
        complete("Approve deployment", "anna", Map.of("decision", "approve", "reason", ""));
    }

    void giveTheGo() {
        complete("Start deployment", "mara", Map.of("go", "start", "reason", ""));
    }

    void complete() {
        complete("Complete change request", "mara", Map.of());
    }

    private String component() {
        return "CustomField:Site_Visit__c." + field;
    }

    private String withField() {
        String added = """
                <fields>
                    <fullName>%s</fullName>
                    <label>Level</label>
                    <precision>3</precision>
                    <required>false</required>
                    <scale>0</scale>
                    <type>Number</type>
                </fields>
                """.formatted(field);
        try {
            String object = Files.readString(OBJECT);
            int end = object.indexOf("\n    <label>") + 1;
            return object.substring(0, end) + added + object.substring(end);
        } catch (IOException e) {
            throw new UncheckedIOException("The sample application lacks " + OBJECT, e);
        }
    }

    private void complete(String task, String user, Map<String, ?> fields) {
        String id = awaitTask(task, user);
        TasklistClient person = installation.person(user);
        Installation.done(person.claim(id, user));
        Installation.done(person.submit(id, fields));
    }

    private String awaitTask(String task, String user) {
        AtomicReference<String> id = new AtomicReference<>();
        try {
            Wait.until(number + " comes to " + task + " for " + user, () -> {
                for (JsonNode found : installation.person(user).tasks(number)) {
                    if (found.path("name").asText().equals(task)) {
                        id.set(found.path("id").asText());
                    }
                }
                return id.get() != null;
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    number + " did not come to " + task + " for " + user + ". What happens next: "
                            + page("mara").path("next").toPrettyString(),
                    e);
        }
        return id.get();
    }

    /** Waits until the newest job of a kind has these values in its row. */
    void awaitJob(String kind, Map<String, String> columns) {
        installation.database().awaitJob(number, kind, columns);
    }

    /** Waits until the dispatcher has taken the newest job of a kind in hand once more. */
    void awaitAnotherLook(String kind) {
        String fence = job(kind).get("fence");
        Wait.until(
                kind + " of " + number + " is looked at again",
                () -> !job(kind).get("fence").equals(fence));
    }

    Map<String, String> job(String kind) {
        return installation.database().job(number, kind);
    }

    /** The change page's JSON twin. */
    JsonNode page(String user) {
        return Installation.done(installation.person(user).get("/api/changes/" + number))
                .body();
    }

    /** The real deployments of this change in production, whatever became of them. */
    List<OrgProcess.Listed> deployments() {
        String sha256 =
                page("mara").path("deployments").path(0).path("packageSha256").asText();
        return installation.production().realDeployments().stream()
                .filter(listed -> listed.zipSha256().equals(sha256))
                .toList();
    }

    /** Cancels on the change page; the sentence that says why not, empty when it is cancelled. */
    Optional<String> cancel(String user) {
        TasklistClient.Answer answer = installation
                .person(user)
                .sendToPages(
                        "POST",
                        "/api/changes/" + number + "/cancel",
                        "application/json",
                        "{\"reason\":\"No longer needed.\"}");
        return answer.ok()
                ? Optional.empty()
                : Optional.of(
                        answer.status() + " " + answer.body().path("detail").asText());
    }

    /** Deletes the whole process in Cockpit. */
    void deleteInCockpit(String user) {
        TasklistClient person = installation.person(user);
        Installation.done(person.send(
                "DELETE", person.engine("/process-instance/" + instance(user)), JsonNodeFactory.instance.objectNode()));
    }

    /** Suspends the waiting deployment in Cockpit, or lets it go on. */
    void suspendDeploymentInCockpit(String user, boolean suspended) {
        TasklistClient person = installation.person(user);
        Installation.done(person.send(
                "PUT",
                person.engine("/process-instance/" + job("deploy").get("process_instance") + "/suspended"),
                JsonNodeFactory.instance.objectNode().put("suspended", suspended)));
    }

    boolean isRunning(String user) {
        return !instances(user).isEmpty();
    }

    private String instance(String user) {
        return instances(user).path(0).path("id").asText();
    }

    private JsonNode instances(String user) {
        TasklistClient person = installation.person(user);
        return Installation.done(person.get(person.engine("/process-instance?businessKey=" + number
                        + "&processDefinitionKey=change-request&maxResults=2")))
                .body();
    }

    /** What was written about it, oldest first. */
    List<String> acts() {
        return Installation.done(installation.person("audrey").get("/api/changes/" + number + "/evidence"))
                .body()
                .findValuesAsText("act");
    }
}
