package io.sluice.rehearsal.org;

import static io.sluice.rehearsal.org.OrgClient.file;
import static io.sluice.rehearsal.org.OrgClient.manifest;
import static io.sluice.rehearsal.org.OrgClient.object;
import static io.sluice.rehearsal.org.OrgClient.options;
import static io.sluice.rehearsal.org.OrgClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The states of a deployment in an org that finalizes, seen by clients that know it and clients that don't. */
class DeployStatesTest {
    private static final Map<String, String> FIELD = Map.of(
            "package.xml", manifest("CustomField:Invoice__c.Due__c"),
            "objects/Invoice__c.object", file("CustomObject", text("Due__c", "")));
    private static final String DUE = "CustomField:Invoice__c.Due__c";

    private final RehearsalOrg org =
            RehearsalOrg.start(OrgSettings.of("Target").withSandbox(false).withApiVersion(66.0));
    private OrgClient client;
    private OrgClient old;

    @BeforeEach
    void fill() throws Exception {
        org.putFile("objects/Invoice__c.object", object(text("Amount__c", "")), "Dana Developer");
        client = new OrgClient(org).version("65.0");
        old = new OrgClient(org).version("64.0");
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void from_65_a_deployment_finalizes_before_it_succeeds() throws Exception {
        String id = finalizing();
        assertThat(client.status(id).get("done").asBoolean()).isFalse();
        assertThat(org.components()).doesNotContain(DUE);
        org.step();
        assertThat(status(client, id)).isEqualTo("Succeeded");
        assertThat(org.components()).contains(DUE);
    }

    @Test
    void before_65_nobody_sees_that_it_finalizes() throws Exception {
        assertThat(status(old, finalizing())).isEqualTo("InProgress");
    }

    @Test
    void a_validation_has_nothing_to_finalize() throws Exception {
        String id = start(options().put("checkOnly", true));
        for (int i = 0; i < 9 && !client.status(id).get("done").asBoolean(); i++) {
            assertThat(status(client, id)).isIn("Pending", "InProgress");
            org.step();
        }
        assertThat(status(client, id)).isEqualTo("Succeeded");
    }

    @Test
    void from_65_a_cancel_while_finalizing_is_refused() throws Exception {
        String id = finalizing();
        OrgClient.Answer answer = client.cancel(id);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/0/errorCode").asText()).isEqualTo("INVALID_ID_FIELD");
        assertThat(answer.json().at("/0/message").asText())
                .isEqualTo("You cannot cancel the deployment while finalizing is in progress");
        org.step();
        assertThat(status(client, id)).isEqualTo("Succeeded");
    }

    @Test
    void before_65_a_cancel_while_finalizing_succeeds_and_the_data_stays() throws Exception {
        String id = finalizing();
        assertThat(old.cancel(id).json().at("/deployResult/status").asText()).isEqualTo("Canceling");
        org.step();
        assertThat(status(old, id)).isEqualTo("Canceled");
        assertThat(org.components()).contains(DUE);
    }

    @Test
    void a_change_by_hand_while_finalizing_fails_the_deployment() throws Exception {
        String id = start(options());
        String layout = "layouts/Invoice__c-Main.layout";
        String second = client.deploy(
                        options(),
                        Map.of(
                                "package.xml",
                                manifest("Layout:Invoice__c-Main"),
                                layout,
                                file(
                                        "Layout",
                                        "<layoutSections><layoutColumns><layoutItems><field>Amount__c</field></layoutItems></layoutColumns></layoutSections>")))
                .json()
                .get("id")
                .asText();
        client.done(org, id);
        until(second, "FinalizingDeploy");
        org.putFile("objects/Invoice__c.object", object(text("Other__c", "")), "Dana Developer");
        org.step();

        JsonNode failed = client.status(second);
        assertThat(failed.get("status").asText()).isEqualTo("FinalizingDeployFailed");
        assertThat(failed.get("done").asBoolean()).isTrue();
        assertThat(failed.get("success").asBoolean()).isFalse();
        assertThat(OrgClient.problems(failed)).contains("Invoice__c.Amount__c");
        assertThat(status(old, second)).isEqualTo("Failed");
        assertThat(org.file(layout)).isEmpty();
    }

    @Test
    void a_waiting_deployment_is_canceled_at_once_and_an_unknown_one_is_no_deployment() throws Exception {
        start(options());
        String second = start(options());
        org.step();
        assertThat(status(client, second)).isEqualTo("Pending");
        client.cancel(second);
        assertThat(status(client, second)).isEqualTo("Canceled");
        assertThat(client.cancel("0Af000000000zzzAAA").json().at("/0/message").asText())
                .isEqualTo("Invalid deploy ID");
    }

    private String finalizing() throws Exception {
        String id = start(options());
        until(id, "FinalizingDeploy");
        return id;
    }

    private void until(String id, String status) throws Exception {
        for (int i = 0; i < 20 && !status(client, id).equals(status); i++) {
            org.step();
        }
        assertThat(status(client, id)).isEqualTo(status);
    }

    private String start(com.fasterxml.jackson.databind.node.ObjectNode options) throws Exception {
        return client.deploy(options, FIELD).json().get("id").asText();
    }

    private static String status(OrgClient asked, String id) throws Exception {
        return asked.status(id).get("status").asText();
    }

    @Test
    void failures_are_told_while_the_deployment_is_in_progress() throws Exception {
        String id = client.deploy(options(), Map.of("package.xml", manifest("ApexClass:Gone", "ApexClass:Lost")))
                .json()
                .get("id")
                .asText();
        org.step();
        assertThat(client.status(id).get("numberComponentErrors").asInt()).isZero();
        org.step();
        JsonNode running = client.status(id);
        assertThat(running.get("done").asBoolean()).isFalse();
        assertThat(running.get("numberComponentErrors").asInt()).isEqualTo(1);
        assertThat(running.get("numberComponentsDeployed").asInt()).isZero();
        assertThat(running.at("/details/componentFailures")).hasSize(1);
        assertThat(running.at("/details/componentSuccesses")).isEmpty();
        assertThat(client.done(org, id).get("numberComponentErrors").asInt()).isEqualTo(2);
    }
}
