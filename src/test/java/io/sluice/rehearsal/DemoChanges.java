package io.sluice.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.TasklistClient;
import io.sluice.change.ChangeFilter;
import io.sluice.change.ChangeRequests;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.ApplicationContext;

/**
 * The demo's change requests under way, at different steps. They are raised by completing the forms at Tasklist's own
 * door, each by the person whose turn it is; nothing is written behind the product's back.
 */
final class DemoChanges {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final URI base;
    private final Map<String, TasklistClient> people = new HashMap<>();

    private DemoChanges(URI base) {
        this.base = base;
    }

    /** Raises them once; a demo that has change requests already is left as it is. */
    static void raise(ApplicationContext context, DemoOrgs orgs, int port) {
        ChangeRequests changes = context.getBean(ChangeRequests.class);
        if (!changes.list(ChangeFilter.ALL).isEmpty()) {
            return;
        }
        DemoChanges demo = new DemoChanges(URI.create("http://localhost:" + port));
        demo.waitingForApproval();
        demo.rejected();
        demo.inTheSandbox(orgs);
        demo.waitingForDeploymentApproval(orgs);
    }

    private void waitingForApproval() {
        String change = raise(
                "Inspectors may plan visits",
                "Major",
                "Inspectors ask to create visits themselves. Gives the profile the right to assign an inspector.");
        complete(
                change,
                "Define scope",
                "rita",
                Map.of("existing", "Profile:Inspector\nPermissionSet:Visit_Planner", "proposed", ""));
        await(change, "Approve change request", "anna");
    }

    private void rejected() {
        String change = raise(
                "Delete old visits by a flow",
                "Standard",
                "Visits older than two years are deleted every night, to keep lists short.");
        complete(
                change,
                "Define scope",
                "rita",
                Map.of("existing", "Flow:Close_Resolved_Visit", "proposed", "Flow:Delete_Old_Visits"));
        complete(
                change,
                "Approve change request",
                "ben",
                Map.of(
                        "decision",
                        "reject",
                        "reason",
                        "Findings must be kept for five years. Archive, do not delete."));
        await(change, "Rework change request", "rita");
    }

    private void inTheSandbox(DemoOrgs orgs) {
        String change = raise(
                "Count findings on the visit",
                "Minor",
                "The list of visits should show how many findings are open, without opening each visit.");
        complete(
                change,
                "Define scope",
                "rita",
                Map.of(
                        "existing", "Layout:Site_Visit__c-Site Visit Layout",
                        "proposed", "CustomField:Site_Visit__c.Open_Findings__c"));
        toTheSandbox(change);
        orgs.development()
                .putFile(
                        "objects/Site_Visit__c.object",
                        withField(
                                orgs.development()
                                        .file("objects/Site_Visit__c.object")
                                        .orElseThrow(),
                                """
                                    <fields>
                                        <fullName>Open_Findings__c</fullName>
                                        <label>Open Findings</label>
                                        <precision>3</precision>
                                        <required>false</required>
                                        <scale>0</scale>
                                        <type>Number</type>
                                    </fields>
                                """),
                        DemoOrgs.DEVELOPER);
    }

    private void waitingForDeploymentApproval(DemoOrgs orgs) {
        String change = raise(
                "Low findings cost less",
                "Minor",
                "A finding of low severity takes 2 points off the rating instead of 5, as agreed with the inspectors.");
        complete(
                change,
                "Define scope",
                "rita",
                Map.of("existing", "ApexClass:VisitRating\nApexClass:VisitRatingTest", "proposed", ""));
        toTheSandbox(change);
        orgs.development()
                .putFile(
                        "classes/VisitRating.cls",
                        DemoOrgs.sample("classes/VisitRating.cls").replace("'Low' => 5", "'Low' => 2"),
                        DemoOrgs.DEVELOPER);
        orgs.development()
                .putFile(
                        "classes/VisitRatingTest.cls",
                        DemoOrgs.sample("classes/VisitRatingTest.cls").replace("assertEquals(70,", "assertEquals(73,"),
                        DemoOrgs.DEVELOPER);
        complete(
                change,
                "Make changes",
                "dev",
                Map.of("scope", "ApexClass:VisitRating\nApexClass:VisitRatingTest", "next", "done"));
        complete(change, "Choose target", "dev", Map.of("target", "production"));
        complete(
                change,
                "Prepare deployment",
                "mara",
                Map.of(
                        "source", "development",
                        "target", "production",
                        "testLevel", "RunLocalTests",
                        "tests", "",
                        "goNeeded", true));
        await(change, "Approve deployment", "anna");
    }

    private void toTheSandbox(String change) {
        complete(change, "Approve change request", "anna", Map.of("decision", "approve", "reason", ""));
        complete(change, "Choose environment", "dev", Map.of("environment", "development"));
        await(change, "Make changes", "dev");
    }

    private static String withField(String object, String field) {
        int end = object.indexOf("\n    <label>") + 1;
        return object.substring(0, end) + field.indent(4) + object.substring(end);
    }

    private String raise(String name, String type, String overview) {
        TasklistClient.Answer answer =
                person("rita").start("change-request", Map.of("name", name, "changeType", type, "overview", overview));
        if (!answer.ok()) {
            throw new IllegalStateException("The demo's change request was refused: " + answer.text());
        }
        return answer.body().path("businessKey").asText();
    }

    private void complete(String change, String task, String user, Map<String, ?> fields) {
        String id = await(change, task, user).path("id").asText();
        TasklistClient person = person(user);
        person.claim(id, user);
        TasklistClient.Answer answer = person.submit(id, fields);
        if (!answer.ok()) {
            throw new IllegalStateException(change + ": " + task + " was refused: " + answer.text());
        }
    }

    /** Looks until the task is there for the person: what comes before it runs in the background. */
    private JsonNode await(String change, String task, String user) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            for (JsonNode found : person(user).tasks(change)) {
                if (found.path("name").asText().equals(task)) {
                    return found;
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        throw new IllegalStateException(change + " did not come to " + task + " for " + user + " in " + PATIENCE);
    }

    private TasklistClient person(String user) {
        return people.computeIfAbsent(user, id -> TasklistClient.login(base, id, DemoAccounts.PASSWORD));
    }
}
