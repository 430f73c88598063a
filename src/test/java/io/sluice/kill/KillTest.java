package io.sluice.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The application is killed while it deploys, and started again: one deployment in the org, a completed change, evidence
 * intact. Each test stops the application at its point by what an org does, or by a lock in the database.
 */
class KillTest {

    private static final String DEPLOY = "deploy";

    private static Installation installation;

    @BeforeAll
    static void start() {
        installation = Installation.start();
    }

    @AfterAll
    static void end() {
        if (installation != null) {
            installation.close();
        }
    }

    @AfterEach
    void orgsBehave() {
        installation.production().behave();
        installation.sandbox().behave();
    }

    @Test
    void postgresql_keeps_what_it_says_is_committed() {
        assertThat(installation.database().query("show fsync")).containsExactly(Map.of("fsync", "on"));
        assertThat(installation.database().query("show synchronous_commit"))
                .containsExactly(Map.of("synchronous_commit", "on"));
    }

    @Test
    void killed_before_the_send_it_is_deployed_once() {
        Change change = Change.readyToDeploy(installation);
        Deploying.beforeTheSend(installation, change);

        installation.killApplication();
        int before = installation.production().realDeployments().size();
        installation.production().behave();
        installation.startApplication();

        Deploying.endsWell(installation, change);
        assertThat(installation.production().realDeployments()).hasSize(before + 1);
    }

    @Test
    void killed_between_send_and_answer_the_request_is_found_again() {
        Change change = Change.readyToDeploy(installation);
        Deploying.betweenSendAndAnswer(installation, change);

        installation.killApplication();
        assertThat(change.job(DEPLOY)).containsEntry("state", "SENDING").containsEntry("remote_id", "null");
        installation.startApplication();

        Deploying.endsWell(installation, change);
        assertThat(change.acts()).contains("Remote job adopted");
    }

    @Test
    void killed_after_a_send_that_never_arrived_it_is_sent_once_more() {
        Change change = Change.readyToDeploy(installation);
        installation.production().order(Map.of("dropBeforeDeploy", 1));
        change.giveTheGo();
        change.awaitJob(DEPLOY, Map.of("state", "SENDING", "failures", "1"));

        installation.killApplication();
        assertThat(change.job(DEPLOY)).containsEntry("state", "SENDING").containsEntry("remote_id", "null");
        installation.startApplication();

        Deploying.endsWell(installation, change);
    }

    @Test
    void killed_while_the_org_deploys_the_same_deployment_is_watched_to_its_end() {
        Change change = Change.readyToDeploy(installation);
        int before = installation.production().realDeployments().size();
        Deploying.whileTheOrgDeploys(installation, change);

        installation.killApplication();
        String sent = change.job(DEPLOY).get("remote_id");
        assertThat(installation.production().realDeployments()).hasSize(before + 1);
        installation.startApplication();
        change.awaitAnotherLook(DEPLOY);
        assertThat(change.job(DEPLOY)).containsEntry("state", "RUNNING").containsEntry("remote_id", sent);
        installation.production().behave();

        Deploying.endsWell(installation, change);
        assertThat(change.job(DEPLOY)).containsEntry("remote_id", sent);
    }

    @Test
    void killed_before_the_result_is_taken_it_is_taken_later() {
        Change change = Change.readyToDeploy(installation);
        Deploying.whileTheOrgDeploys(installation, change);

        installation.killApplication();
        installation.production().behave();
        Wait.until("the org has deployed", () -> {
            List<OrgProcess.Listed> all = installation.production().realDeployments();
            return all.get(all.size() - 1).status().equals("Succeeded");
        });
        assertThat(change.job(DEPLOY)).containsEntry("state", "RUNNING");
        installation.startApplication();

        Deploying.endsWell(installation, change);
    }

    @Test
    void killed_between_the_result_and_the_waiting_step_the_step_goes_on_once() {
        Change change = Change.readyToDeploy(installation);
        Deploying.whileTheOrgDeploys(installation, change);
        String instance = change.job(DEPLOY).get("process_instance");

        try (Locked step = Locked.by(
                installation.database(),
                "select * from public.act_ru_ext_task where proc_inst_id_ = '" + instance + "' for update")) {
            installation.production().behave();
            change.awaitJob(DEPLOY, Map.of("state", "ENDED"));
            installation.killApplication();
        }
        assertThat(change.job(DEPLOY)).containsEntry("state", "ENDED");
        installation.startApplication();

        Deploying.endsWell(installation, change);
    }

    @Test
    void killed_whenever_an_org_has_handed_out_its_zip_the_retrieve_is_made_again() {
        Change change = Change.raise(installation);
        killedWhileWriting("sluice.comparison", "compare", change, change::comparing);
        change.prepare();
        killedWhileWriting("sluice.package_chunk", "retrieve", change, change::approve);
        killedWhileWriting("sluice.comparison", "verify", change, change::giveTheGo);

        Deploying.endsWell(installation, change);
    }

    /** Kills when the zips are fetched, which an org hands out once, and nothing of them is written down yet. */
    private static void killedWhileWriting(String table, String kind, Change change, Runnable before) {
        try (Locked writing = Locked.by(installation.database(), "lock table " + table + " in exclusive mode")) {
            before.run();
            Wait.until(kind + " has fetched every zip", () -> {
                String job = change.job(kind).get("id");
                List<Map<String, String>> runs = job == null
                        ? List.of()
                        : installation
                                .database()
                                .query("select spent from sluice.retrieve_run where key like ?", job + ":%");
                return !runs.isEmpty()
                        && runs.stream().allMatch(run -> run.get("spent").equals("t"));
            });
            installation.killApplication();
        }
        assertThat(change.job(kind)).containsEntry("state", "RUNNING");
        installation.startApplication();
    }
}
