package io.sluice.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Cancelling on the change page, and deleting in Cockpit, while a change is deployed: before the send, between send and
 * answer, while the org deploys, and before the result is taken.
 */
class CancelAndDeleteTest {

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
    }

    @Test
    void before_the_send_cancel_withdraws_and_nothing_is_sent() {
        Change change = Change.readyToDeploy(installation);
        Deploying.beforeTheSend(installation, change);

        assertThat(change.cancel("mara")).isEmpty();

        installation.production().behave();
        assertThat(change.job(DEPLOY)).containsEntry("state", "WITHDRAWN");
        isCancelledAndNothingWasSent(change);
    }

    @Test
    void before_the_send_delete_withdraws_and_the_records_can_be_cancelled() {
        Change change = Change.readyToDeploy(installation);
        Deploying.beforeTheSend(installation, change);

        change.deleteInCockpit("olga");

        installation.production().behave();
        change.awaitJob(DEPLOY, Map.of("state", "WITHDRAWN"));
        assertThat(change.cancel("olga")).isEmpty();
        isCancelledAndNothingWasSent(change);
    }

    @Test
    void between_send_and_answer_cancel_is_refused_and_what_was_deleted_is_found_again_after_a_kill() {
        Change change = Change.readyToDeploy(installation);
        Deploying.betweenSendAndAnswer(installation, change);

        assertThat(change.cancel("mara"))
                .get()
                .asString()
                .startsWith("409 The job deploy of ")
                .contains("so it cannot be cancelled now");
        change.deleteInCockpit("olga");
        installation.killApplication();
        assertThat(change.job(DEPLOY)).containsEntry("state", "SENDING").containsEntry("remote_id", "null");
        installation.startApplication();

        endsWithoutProcess(change);
        assertThat(change.acts()).contains("Remote job adopted");
    }

    @Test
    void while_the_org_deploys_cancel_is_refused_and_what_is_deleted_is_watched_to_its_end() {
        Change change = Change.readyToDeploy(installation);
        Deploying.whileTheOrgDeploys(installation, change);

        assertThat(change.cancel("mara"))
                .get()
                .asString()
                .startsWith("409 The job deploy of ")
                .contains(change.job(DEPLOY).get("remote_id"), "so it cannot be cancelled now");
        change.deleteInCockpit("olga");
        change.awaitJob(DEPLOY, Map.of("state", "RUNNING", "abandoned", "t"));
        assertThat(change.cancel("mara")).get().asString().contains("so it cannot be cancelled now");
        JsonNode shown = change.page("olga").path("next").path("running").path(0);
        assertThat(shown.path("kind").asText()).isEqualTo("Deploy");
        assertThat(shown.path("abandoned").asBoolean()).isTrue();
        installation.production().behave();

        endsWithoutProcess(change);
    }

    @Test
    void before_the_result_is_taken_cancel_is_refused_and_delete_ends_without_process() {
        Change change = Change.readyToDeploy(installation);
        Deploying.whileTheOrgDeploys(installation, change);
        change.suspendDeploymentInCockpit("olga", true);
        installation.production().behave();
        change.awaitJob(DEPLOY, Map.of("state", "ENDED"));

        assertThat(change.cancel("mara"))
                .get()
                .asString()
                .startsWith("409 ")
                .contains("can't be cancelled")
                .contains("Deploying to production");
        change.deleteInCockpit("olga");

        endsWithoutProcess(change);
    }

    @Test
    void a_suspended_step_takes_its_result_when_it_is_activated() {
        Change change = Change.readyToDeploy(installation);
        Deploying.whileTheOrgDeploys(installation, change);
        change.suspendDeploymentInCockpit("olga", true);
        installation.production().behave();
        change.awaitJob(DEPLOY, Map.of("state", "ENDED"));
        change.awaitAnotherLook(DEPLOY);
        assertThat(change.job(DEPLOY)).containsEntry("failures", "0").containsEntry("problem", "null");

        change.suspendDeploymentInCockpit("olga", false);

        Deploying.endsWell(installation, change);
    }

    private static void isCancelledAndNothingWasSent(Change change) {
        JsonNode page = change.page("mara");
        assertThat(page.path("status").asText()).isEqualTo("Cancelled");
        assertThat(page.path("deployments").path(0).path("status").asText()).isEqualTo("Cancelled");
        assertThat(page.path("next").path("tasks")).isEmpty();
        // The process ends when the orgs have the last status.
        Wait.until("the process of the change ends", () -> !change.isRunning("olga"));
        assertThat(change.deployments()).isEmpty();
    }

    private static void endsWithoutProcess(Change change) {
        change.awaitJob(DEPLOY, Map.of("state", "DELIVERED", "abandoned", "t"));
        assertThat(change.deployments()).extracting(OrgProcess.Listed::status).containsExactly("Succeeded");
        assertThat(change.job(DEPLOY))
                .containsEntry("remote_id", change.deployments().get(0).id());
        assertThat(change.isRunning("olga")).isFalse();
        assertThat(change.acts()).containsOnlyOnce("Remote job ended without process");
        assertThat(change.page("olga").path("remoteJobs").findValuesAsText("abandoned"))
                .contains("true");
        Deploying.evidenceIsIntact(installation);
    }
}
