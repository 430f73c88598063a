package io.sluice.kill;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sluice.TasklistClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One change request for one new custom permission, taken from raising it to its end by people who do not mind that
 * whatever they talk to may be dead at any moment: they look again, and do what is open. What becomes of it is its {@link Course}.
 */
final class HarnessChange {

    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private final Nodes nodes;
    private final Installation installation;
    private final String permission;
    private final Turn turn;
    private final Course course;
    private final HarnessForms forms;
    private final List<String> kills = new CopyOnWriteArrayList<>();
    private final List<String> incidents = new CopyOnWriteArrayList<>();
    private volatile String number = "";
    private volatile int repeats;
    private String problem = "";

    HarnessChange(Nodes nodes, Installation installation, Turn turn, int count, Course course) {
        this.nodes = nodes;
        this.installation = installation;
        this.permission = "Open_Lock_" + count;
        this.turn = turn;
        this.course = course;
        this.forms = new HarnessForms(component(), course);
    }

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

    Course course() {
        return course;
    }

    String file() {
        return "customPermissions/" + permission + ".customPermission";
    }

    /** As the developer writes it. */
    String content() {
        return content("May open the lock of " + permission);
    }

    /** As both orgs have it before; empty where they have not. */
    String contentBefore() {
        return course.overwrites() ? content("May open the lock by day") : "";
    }

    private String content(String description) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <CustomPermission xmlns="http://soap.sforce.com/2006/04/metadata">
                    <description>%s</description>
                    <isLicensed>false</isLicensed>
                    <label>%s</label>
                </CustomPermission>
                """.formatted(description, permission.replace('_', ' '));
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
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    /** Looks once, does what is open; the answer says where the change stands. */
    private String attempt(String before) {
        try {
            if (number.isEmpty()) {
                raise();
            }
            if (isAtRest("Completed")) {
                if (!course.isRolledBack()) {
                    return "over";
                }
                rollBack();
            }
            if (course.isRolledBack() && isAtRest("Cancelled")) {
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
            if (course.overwrites()) {
                installation.production().putFile(file(), contentBefore(), Installation.EDITOR);
                installation.sandbox().putFile(file(), contentBefore(), Installation.EDITOR);
            }
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

    /** The id of its deployment record. */
    private String record() {
        return installation
                .database()
                .query(
                        "select id from sluice.deployment where change_number = ? and rolls_back is null order by id desc",
                        number)
                .get(0)
                .get("id");
    }

    private void rollBack() {
        as(
                "mara",
                mara -> mara.sendToPages(
                        "POST",
                        "/api/deployments/" + record() + "/rollback",
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
        HarnessForms.Answer answer = forms.at(name);
        if (name.equals("Fix errors")) {
            repeats++;
        }
        if (!isTimeFor(name)) {
            return;
        }
        if (name.equals("Make changes")) {
            installation.sandbox().putFile(file(), content(), Installation.EDITOR);
        }
        as(answer.user(), person -> {
            Installation.done(person.claim(task, answer.user()));
            return person.submit(task, answer.fields());
        });
    }

    /** Whether people do a task now, or wait for something else. */
    private boolean isTimeFor(String task) {
        return switch (task) {
            case "Approve deployment" -> course != Course.QUICK || turn.take(this);
            case "Start deployment" -> (course != Course.REHEARSED || isRehearsed()) && turn.isFreeFor(this);
            case "Start rollback" -> turn.isFreeFor(this);
            default -> {
                turn.giveBack(this);
                yield true;
            }
        };
    }

    /** Asks for a rehearsal of the rollback where there was none yet, as the page of the deployment offers it. */
    private boolean isRehearsed() {
        List<Map<String, String>> rehearsals = installation.database().query("""
                select state from sluice.remote_job where change_request = ? and kind = 'rehearse-rollback'
                """, number);
        if (rehearsals.isEmpty()) {
            as(
                    "mara",
                    mara -> mara.sendToPages(
                            "POST", "/api/deployments/" + record() + "/rehearsal", "application/json", "{}"));
        }
        return rehearsals.stream().anyMatch(job -> job.get("state").equals("DELIVERED"));
    }

    private String component() {
        return "CustomPermission:" + permission;
    }

    /** An incident has to say what to do; retrying is what each of them leaves to an operator. */
    private void retryIncidents() {
        // No step waits for a rehearsal, so that it shows no incident but stands among the remote jobs.
        for (Map<String, String> job : installation.database().query("""
                select id, problem from sluice.remote_job
                where change_request = ? and stopped and process_instance is null
                """, number)) {
            incidents.add(job.get("problem"));
            as(
                    "olga",
                    olga -> olga.sendToPages(
                            "POST", "/api/jobs/" + job.get("id") + "/retry", "application/json", "{}"));
        }
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

    /** How many remote jobs of a kind ended well. */
    int ended(String kind) {
        return installation
                .database()
                .query(
                        "select 1 from sluice.remote_job where change_request = ? and kind = ? and state = 'DELIVERED'"
                                + " and outcome_code is null",
                        number,
                        kind)
                .size();
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
