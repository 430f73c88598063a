package io.sluice.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.TasklistClient;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Forms that the demo's people fill in without looking, at Tasklist's own door. */
public final class DemoForms {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final URI base;
    private final Map<String, TasklistClient> people = new HashMap<>();

    /** @param base where Sluice is */
    public DemoForms(URI base) {
        this.base = base;
    }

    /** Rita raises a change request; its number. */
    public String raise(String name, String type, String overview) {
        TasklistClient.Answer answer =
                person("rita").start("change-request", Map.of("name", name, "changeType", type, "overview", overview));
        if (!answer.ok()) {
            throw new IllegalStateException("The demo's change request was refused: " + answer.text());
        }
        return answer.body().path("businessKey").asText();
    }

    /** Waits for the task, claims and completes it. */
    public void complete(String change, String task, String user, Map<String, ?> fields) {
        String id = await(change, task, user).path("id").asText();
        TasklistClient person = person(user);
        person.claim(id, user);
        TasklistClient.Answer answer = person.submit(id, fields);
        if (!answer.ok()) {
            throw new IllegalStateException(change + ": " + task + " was refused: " + answer.text());
        }
    }

    /** Looks until the task is there for the person: what comes before it runs in the background. */
    public JsonNode await(String change, String task, String user) {
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
