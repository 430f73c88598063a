package io.sluice.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.TasklistClient;
import io.sluice.metadata.Component;
import io.sluice.rehearsal.DemoAccounts;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** A change request through all steps of the models; the forms are sent at once, at Tasklist's door, by those whose turn it is. */
final class DeploymentWalk {

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private static final Map<String, Object> APPROVED = Map.of("decision", "approve", "reason", "");

    /** The shipped table asks a release manager, too, for a deployment of more differences. */
    private static final int MANY = 200;

    private final URI sluice;
    private final Map<String, TasklistClient> people = new HashMap<>();

    DeploymentWalk(URI sluice) {
        this.sluice = sluice;
    }

    /** From the start form to Completed; its number. */
    String walk(SortedSet<Component> components) {
        String scope = components.stream().map(Component::toString).collect(Collectors.joining("\n"));
        TasklistClient.Answer raised = accepted(person("rita")
                .start(
                        "change-request",
                        Map.of(
                                "name",
                                components.size() + " components",
                                "changeType",
                                "Minor",
                                "overview",
                                "Measures a deployment.")));
        String change = raised.body().path("businessKey").asText();
        complete(change, "Define scope", "rita", Map.of("existing", "", "proposed", scope));
        complete(change, "Approve change request", "anna", APPROVED);
        complete(change, "Choose environment", "dev", Map.of("environment", DeploymentApplication.SOURCE));
        complete(change, "Make changes", "dev", Map.of("scope", scope, "next", "done"));
        complete(change, "Choose target", "dev", Map.of("target", DeploymentApplication.TARGET));
        complete(
                change,
                "Prepare deployment",
                "mara",
                Map.of(
                        "source",
                        DeploymentApplication.SOURCE,
                        "target",
                        DeploymentApplication.TARGET,
                        "testLevel",
                        "RunLocalTests",
                        "tests",
                        "",
                        "goNeeded",
                        true));
        complete(change, "Approve deployment", "anna", APPROVED);
        if (components.size() > MANY) {
            complete(change, "Approve deployment", "mara", APPROVED);
        }
        complete(change, "Start deployment", "mara", Map.of("go", "start", "reason", ""));
        complete(change, "Complete change request", "mara", Map.of());
        await(change, () -> page(change).path("status").asText().equals("Completed"));
        return change;
    }

    private void complete(String change, String task, String user, Map<String, ?> fields) {
        String[] id = new String[1];
        await(change + " to come to " + task, () -> {
            for (JsonNode found : person(user).tasks(change)) {
                if (found.path("name").asText().equals(task)) {
                    id[0] = found.path("id").asText();
                } else if (found.path("name").asText().equals("Fix errors")) {
                    throw new IllegalStateException(change + " came to Fix errors: " + page(change));
                }
            }
            return id[0] != null;
        });
        accepted(person(user).claim(id[0], user));
        accepted(person(user).submit(id[0], fields));
    }

    private void await(String what, java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Waited in vain for " + what);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private JsonNode page(String change) {
        return person("mara").get("/api/changes/" + change).body();
    }

    private static TasklistClient.Answer accepted(TasklistClient.Answer answer) {
        if (!answer.ok()) {
            throw new IllegalStateException("Refused: " + answer.status() + " " + answer.text());
        }
        return answer;
    }

    private TasklistClient person(String user) {
        return people.computeIfAbsent(user, id -> TasklistClient.login(sluice, id, DemoAccounts.PASSWORD));
    }
}
