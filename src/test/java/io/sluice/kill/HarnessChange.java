package io.sluice.kill;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sluice.TasklistClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One change request for one new custom permission, taken from raising it to its end by people who do not mind that
 * whatever they talk to may be dead at any moment: they look again, and do what is open. Every third one is rolled back after that.
 */
final class HarnessChange {

    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private final Nodes nodes;
    private final Installation installation;
    private final String permission;
    private final boolean rolledBack;
    private final List<String> kills = new CopyOnWriteArrayList<>();
    private final List<String> incidents = new CopyOnWriteArrayList<>();
    private volatile String number = "";
    private volatile int repeats;
    private String problem = "";

    HarnessChange(Nodes nodes, Installation installation, int count) {
        this.nodes = nodes;
        this.installation = installation;
        this.permission = "Open_Lock_" + count;
        this.rolledBack = count % 3 == 1;
    }

    /** How one task is done. */
    private record Answer(String user, Map<String, ?> fields) {}

    String number() {
        return number;
    }

    /** What was killed while it was under way. */
    List<String> kills() {
        return kills;
    }

    void wasUnderWayAt(String kill) {
        kills.add(kill);
    }

    /** What operators read and retried. */
    List<String> incidents() {
        return incidents;
    }

    /** How often people had to repeat a deployment. */
    int repeats() {
        return repeats;
    }

    boolean isRolledBack() {
        return rolledBack;
    }

    String file() {
        return "customPermissions/" + permission + ".customPermission";
    }

    String content() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <CustomPermission xmlns="http://soap.sforce.com/2006/04/metadata">
                    <description>May open the lock of %s</description>
                    <isLicensed>false</isLicensed>
                    <label>%s</label>
                </CustomPermission>
                """.formatted(permission, permission.replace('_', ' '));
    }

    /**
     * Takes it to its end.
     *
     * @throws IllegalStateException saying where it is stuck
     */
    void complete() {
        String before = "";
        long since = System.nanoTime();
        while (true) {
            String now = attempt(before);
            if (now.equals("over")) {
                return;
            }
            if (!now.equals(before)) {
                before = now;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        number + " is stuck at " + now + "; last trouble: " + problem + "; its jobs: " + jobs());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
        }
    }

    /** Looks once, does what is open; the answer says where the change stands. */
    private String attempt(String before) {
        try {
            if (number.isEmpty()) {
                raise();
            }
            if (isAtRest("Completed")) {
                if (!rolledBack) {
                    return "over";
                }
                rollBack();
            }
            if (rolledBack && isAtRest("Cancelled")) {
                return "over";
            }
            retryIncidents();
            List<Map<String, String>> tasks = tasks();
            for (Map<String, String> task : tasks) {
                act(task.get("id_"), task.get("name_"));
            }
            return tasks.stream().map(task -> task.get("name_")).toList() + " " + jobs();
        } catch (RuntimeException e) {
            // A node or the database is dead at this moment; whether that passes is seen by the change going on.
            problem = e.getMessage();
            return before;
        }
    }

    private void raise() {
        List<Map<String, String>> found = installation
                .database()
                .query("select number from sluice.change_request where name = ?", "Permit " + permission);
        if (found.isEmpty()) {
            installation.sandbox().putFile(file(), content(), Installation.EDITOR);
            as(
                    "rita",
                    rita -> rita.start(
                            "change-request",
                            Map.of(
                                    "name",
                                    "Permit " + permission,
                                    "changeType",
                                    "Minor",
                                    "overview",
                                    "Lock keepers need one more permission.")));
        } else {
            number = found.get(0).get("number");
        }
    }

    private void rollBack() {
        String record = installation
                .database()
                .query(
                        "select owner from sluice.remote_job where change_request = ? and kind = 'deploy' order by position",
                        number)
                .get(0)
                .get("owner");
        as(
                "mara",
                mara -> mara.sendToPages(
                        "POST",
                        "/api/deployments/" + record + "/rollback",
                        "application/json",
                        "{\"reason\":\"Lock keepers do without it.\"}"));
    }

    private boolean isAtRest(String status) {
        return installation
                        .database()
                        .query("select status from sluice.change_request where number = ?", number)
                        .get(0)
                        .get("status")
                        .equals(status)
                && installation
                        .database()
                        .query("select 1 from public.act_ru_execution where business_key_ = ? limit 1", number)
                        .isEmpty();
    }

    private List<Map<String, String>> tasks() {
        return installation.database().query("""
                select t.id_, t.name_ from public.act_ru_task t
                join public.act_ru_execution p on p.id_ = t.proc_inst_id_
                join public.act_ru_execution r on r.id_ = p.root_proc_inst_id_
                where r.business_key_ = ?
                """, number);
    }

    String jobs() {
        return installation.database().query("""
                select kind, attempt, state, remote_id, failures, stopped, problem from sluice.remote_job
                where change_request = ? order by position desc limit 3
                """, number).toString();
    }

    private void act(String task, String name) {
        Answer answer =
                switch (name) {
                    case "Define scope" -> new Answer("rita", Map.of("existing", "", "proposed", component()));
                    case "Approve change request", "Approve deployment", "Approve rollback" ->
                        new Answer("anna", Map.of("decision", "approve", "reason", ""));
                    case "Choose environment" -> new Answer("dev", Map.of("environment", "sandbox"));
                    case "Make changes" -> new Answer("dev", Map.of("scope", component(), "next", "done"));
                    case "Choose target" -> new Answer("dev", Map.of("target", "production"));
                    case "Prepare deployment" ->
                        new Answer(
                                "mara",
                                Map.of(
                                        "source",
                                        "sandbox",
                                        "target",
                                        "production",
                                        "testLevel",
                                        "RunLocalTests",
                                        "tests",
                                        "",
                                        "goNeeded",
                                        true));
                    case "Prepare rollback" ->
                        new Answer(
                                "mara",
                                Map.of(
                                        "next",
                                        "prepare",
                                        "plan",
                                        "delete " + component(),
                                        "testLevel",
                                        "RunLocalTests",
                                        "tests",
                                        "",
                                        "goNeeded",
                                        true,
                                        "reason",
                                        ""));
                    case "Start deployment", "Start rollback" ->
                        new Answer("mara", Map.of("go", "start", "reason", ""));
                    case "Fix errors" -> {
                        repeats++;
                        yield new Answer("mara", Map.of("next", "repeat", "reason", ""));
                    }
                    case "Complete change request" -> new Answer("mara", Map.of());
                    default -> throw new IllegalStateException("Nobody knows what to do at " + name);
                };
        as(answer.user(), person -> {
            Installation.done(person.claim(task, answer.user()));
            return person.submit(task, answer.fields());
        });
    }

    private String component() {
        return "CustomPermission:" + permission;
    }

    /** An incident has to say what to do; retrying is what each of them leaves to an operator. */
    private void retryIncidents() {
        for (Map<String, String> incident : installation.database().query("""
                select i.id_, i.incident_type_, i.configuration_, i.incident_msg_ from public.act_ru_incident i
                join public.act_ru_execution p on p.id_ = i.proc_inst_id_
                join public.act_ru_execution r on r.id_ = p.root_proc_inst_id_
                where r.business_key_ = ? and i.configuration_ is not null
                """, number)) {
            incidents.add(incident.get("incident_msg_"));
            String door = incident.get("incident_type_").equals("failedExternalTask") ? "/external-task/" : "/job/";
            as(
                    "olga",
                    olga -> olga.send(
                            "PUT",
                            olga.engine(door + incident.get("configuration_") + "/retries"),
                            JsonNodeFactory.instance.objectNode().put("retries", 1)));
        }
    }

    private void as(String user, java.util.function.Function<TasklistClient, TasklistClient.Answer> work) {
        try {
            Installation.done(work.apply(nodes.person(user)));
        } catch (RuntimeException e) {
            nodes.forget(user);
            throw e;
        }
    }

    /** What is wrong with how it ended; empty when all is as it must be. */
    List<String> faults() {
        List<String> wrong = new ArrayList<>();
        List<Map<String, String>> deployJobs = installation.database().query("""
                select remote_id, state, input ->> 'package' as sha from sluice.remote_job
                where change_request = ? and changes_org and remote_id is not null
                """, number);
        Set<String> shas =
                Set.copyOf(deployJobs.stream().map(job -> job.get("sha")).toList());
        List<OrgProcess.Listed> inOrg = installation.production().realDeployments().stream()
                .filter(listed -> shas.contains(listed.zipSha256()))
                .toList();
        if (inOrg.size() != deployJobs.size()) {
            wrong.add("double: the org has " + inOrg + " for the attempts " + deployJobs);
        }
        long wanted = rolledBack ? 2 : 1;
        if (inOrg.stream().filter(listed -> listed.status().equals("Succeeded")).count() != wanted) {
            wrong.add("lost: the org lists not " + wanted + " good deployments: " + inOrg);
        }
        String deployed = installation.production().file(file());
        String approved = rolledBack ? "" : installation.sandbox().file(file());
        if (!deployed.equals(approved)) {
            wrong.add("lost: the target's content is not what was approved: " + deployed);
        }
        installation.database().query("""
                select kind, attempt, state from sluice.remote_job
                where change_request = ? and state not in ('DELIVERED', 'WITHDRAWN')
                """, number).forEach(job -> wrong.add("stuck: " + job));
        incidents.stream()
                .filter(message -> !message.matches("(?si).*\\bretr(y|ies|ied)\\b.*"))
                .forEach(message -> wrong.add("an incident does not say what to do: " + message));
        return wrong;
    }

    /** How often an act about a remote job was written down for it. */
    int acts(String kind) {
        return Integer.parseInt(installation
                .database()
                .query("select count(*) as n from sluice.evidence where subject = ? and kind = ?", number, kind)
                .get(0)
                .get("n"));
    }
}
