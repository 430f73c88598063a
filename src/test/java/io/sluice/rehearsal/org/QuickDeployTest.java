package io.sluice.rehearsal.org;

import static io.sluice.rehearsal.org.OrgClient.apex;
import static io.sluice.rehearsal.org.OrgClient.file;
import static io.sluice.rehearsal.org.OrgClient.manifest;
import static io.sluice.rehearsal.org.OrgClient.object;
import static io.sluice.rehearsal.org.OrgClient.options;
import static io.sluice.rehearsal.org.OrgClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which validations can be deployed without their tests. */
class QuickDeployTest {
    private static final Map<String, String> FIELD = Map.of(
            "package.xml", manifest("CustomField:Invoice__c.Due__c"),
            "objects/Invoice__c.object", file("CustomObject", text("Due__c", "")));

    private final HandClock clock = new HandClock();
    private final RehearsalOrg org =
            RehearsalOrg.start(OrgSettings.of("Target").withSandbox(false).withClock(clock));
    private OrgClient client;

    @BeforeEach
    void fill() throws Exception {
        org.putFile("objects/Invoice__c.object", object(text("Amount__c", "")), "Dana Developer");
        client = new OrgClient(org);
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/validatedDeployRequestId"})
    void both_addresses_start_a_deployment_with_a_new_id_and_without_tests(String address) throws Exception {
        String validation = validated("RunLocalTests");

        OrgClient.Answer started = client.quick(validation, address);

        assertThat(started.status()).isEqualTo(201);
        String id = started.json().get("id").asText();
        assertThat(id).startsWith("0Af").isNotEqualTo(validation);
        assertThat(started.json().get("validatedDeployRequestId").asText()).isEqualTo(validation);
        JsonNode result = client.done(org, id);
        assertThat(result.get("status").asText()).isEqualTo("Succeeded");
        assertThat(result.get("checkOnly").asBoolean()).isFalse();
        assertThat(result.get("numberTestsTotal").asInt()).isZero();
        assertThat(org.components()).contains("CustomField:Invoice__c.Due__c");
        assertThat(client.status(validation).get("status").asText()).isEqualTo("Succeeded");
    }

    @Test
    void ten_days_are_recent_and_a_second_more_is_not() throws Exception {
        String first = validated("RunLocalTests");
        clock.move(Duration.ofDays(10));
        client = new OrgClient(org);
        assertThat(client.quick(first, "").status()).isEqualTo(201);
        client.done(org, org.deployments().get(1).id());

        String second = validated("RunLocalTests");
        clock.move(Duration.ofDays(10).plusSeconds(1));
        client = new OrgClient(org);
        refused(second);
    }

    @Test
    void a_validation_without_tests_is_none() throws Exception {
        refused(validated(null));
    }

    @Test
    void a_validation_is_deployed_once() throws Exception {
        String validation = validated("RunLocalTests");
        String id = client.quick(validation, "").json().get("id").asText();
        refused(validation);
        client.done(org, id);
        refused(validation);
    }

    @Test
    void a_deployment_in_between_voids_the_validation() throws Exception {
        String validation = validated("RunLocalTests");
        client.deployed(org, options(), Map.of("package.xml", manifest()));
        refused(validation);
    }

    @Test
    void another_validation_in_between_voids_nothing() throws Exception {
        String validation = validated("RunLocalTests");
        validated("RunLocalTests");
        assertThat(client.quick(validation, "").status()).isEqualTo(201);
    }

    @Test
    void failed_running_and_real_ones_and_unknown_ids_do_not_qualify() throws Exception {
        String failed = client.deployed(
                        org,
                        options().put("checkOnly", true).put("testLevel", "RunLocalTests"),
                        apex("Totals", "public class Totals {\n}"))
                .get("id")
                .asText();
        refused(failed);
        String running = client.deploy(options().put("checkOnly", true).put("testLevel", "RunLocalTests"), FIELD)
                .json()
                .get("id")
                .asText();
        refused(running);
        client.done(org, running);
        refused(client.deployed(org, options().put("testLevel", "RunLocalTests"), FIELD)
                .get("id")
                .asText());
        refused("0Af000000000zzzAAA");
    }

    private String validated(String level) throws Exception {
        var options = options().put("checkOnly", true);
        if (level != null) {
            options.put("testLevel", level);
        }
        JsonNode result = client.deployed(org, options, FIELD);
        assertThat(result.get("status").asText()).isEqualTo("Succeeded");
        return result.get("id").asText();
    }

    private void refused(String id) throws Exception {
        int before = org.deployments().size();
        assertThat(client.quick(id, "").status()).isEqualTo(404);
        assertThat(client.quick(id, "/validatedDeployRequestId").status()).isEqualTo(404);
        assertThat(org.deployments()).hasSize(before);
    }

    @Test
    void a_deployment_that_succeeds_before_a_waiting_quick_deploy_begins_voids_it() throws Exception {
        String validation = validated("RunLocalTests");
        String earlier = client.deploy(options(), Map.of("package.xml", manifest()))
                .json()
                .get("id")
                .asText();
        String quick = client.quick(validation, "").json().get("id").asText();

        JsonNode result = client.done(org, quick);

        assertThat(client.status(earlier).get("status").asText()).isEqualTo("Succeeded");
        assertThat(result.get("status").asText()).isEqualTo("Failed");
        assertThat(result.get("errorStatusCode").asText()).isEqualTo("INVALID_ID_FIELD");
        assertThat(result.get("errorMessage").asText()).contains(validation, "something was deployed since");
        assertThat(org.components()).doesNotContain("CustomField:Invoice__c.Due__c");
    }

    @Test
    void a_deployment_that_fails_before_a_waiting_quick_deploy_begins_voids_nothing() throws Exception {
        String validation = validated("RunLocalTests");
        client.deploy(options(), Map.of("package.xml", manifest("ApexClass:Gone")));
        String quick = client.quick(validation, "").json().get("id").asText();

        assertThat(client.done(org, quick).get("status").asText()).isEqualTo("Succeeded");
        assertThat(org.components()).contains("CustomField:Invoice__c.Due__c");
    }
}
