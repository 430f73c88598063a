package io.sluice.rehearsal.org;

import static io.sluice.rehearsal.org.OrgClient.manifest;
import static io.sluice.rehearsal.org.OrgClient.object;
import static io.sluice.rehearsal.org.OrgClient.options;
import static io.sluice.rehearsal.org.OrgClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestTest {
    private static final String ROW = "/services/data/v62.0/sobjects/Invoice__c/Key__c/K-1";

    private final RehearsalOrg org = RehearsalOrg.start(OrgSettings.of("Rest"));
    private OrgClient client;

    @BeforeEach
    void fill() throws Exception {
        org.putFile(
                "objects/Invoice__c.object",
                object(text("Key__c", "<externalId>true</externalId><unique>true</unique>") + text("Note__c", "")),
                "Dana Developer");
        client = new OrgClient(org);
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void log_in_tells_wrong_secrets_apart_and_userinfo_names_the_user() throws Exception {
        assertThat(client.login("rehearsal-client", "wrong")
                        .get("error_description")
                        .asText())
                .isEqualTo("invalid client credentials");
        assertThat(client.call("GET", "/services/oauth2/userinfo", null)
                        .json()
                        .get("organization_id")
                        .asText())
                .isEqualTo(org.orgId());
        var stranger = client.callAs("nonsense", "/services/data/v62.0/query?q=x");
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(stranger.json().at("/0/errorCode").asText()).isEqualTo("INVALID_SESSION_ID");
        org.faults().endSessions();
        assertThat(client.call("GET", "/services/data/v62.0", null).status()).isEqualTo(401);
    }

    @Test
    void an_upsert_creates_then_updates_then_clears() throws Exception {
        var created = client.call("PATCH", ROW, Map.of("Name", "First", "Note__c", "hello"));
        var updated = client.call("PATCH", ROW, java.util.Collections.singletonMap("Note__c", null));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().get("created").asBoolean()).isTrue();
        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.json().get("id")).isEqualTo(created.json().get("id"));
        assertThat(org.records("Invoice__c").get(0))
                .containsEntry("Name", "First")
                .containsEntry("Note__c", null);
    }

    @Test
    void rows_that_do_not_fit_are_refused() throws Exception {
        assertThat(code(client.call("PATCH", ROW, Map.of("Note__c", "x".repeat(21)))))
                .isEqualTo("STRING_TOO_LONG");
        assertThat(code(client.call("PATCH", ROW, Map.of("Gone__c", "x")))).isEqualTo("INVALID_FIELD");
        assertThat(code(client.call("PATCH", "/services/data/v62.0/sobjects/Gone__c/Key__c/1", Map.of())))
                .isEqualTo("NOT_FOUND");
        assertThat(code(client.call("PATCH", "/services/data/v62.0/sobjects/Invoice__c/Note__c/1", Map.of())))
                .isEqualTo("NOT_FOUND");
        assertThat(org.records("Invoice__c")).isEmpty();
    }

    @Test
    void queries_filter_order_and_say_what_is_unknown() throws Exception {
        for (String key : List.of("A", "B", "C")) {
            org.putRecord("Invoice__c", Map.of("Name", "N" + key, "Key__c", key));
        }
        var rows = client.query(
                        "SELECT Id, Name, CreatedBy.Name FROM Invoice__c WHERE Key__c IN ('A','C') AND Name LIKE 'N%' ORDER BY Name DESC LIMIT 1")
                .json();
        assertThat(rows.at("/records/0/Name").asText()).isEqualTo("NC");
        assertThat(rows.at("/records/0/CreatedBy/Name").asText()).isEqualTo("Integration");
        assertThat(client.query("SELECT Id, IsSandbox FROM Organization")
                        .json()
                        .at("/records/0/IsSandbox")
                        .asBoolean())
                .isTrue();
        assertThat(code(client.query("SELECT Id FROM Gone__c"))).isEqualTo("INVALID_TYPE");
        assertThat(code(client.query("SELECT Gone__c FROM Invoice__c"))).isEqualTo("INVALID_FIELD");
        assertThat(code(client.query("SELECT FROM"))).isEqualTo("MALFORMED_QUERY");
    }

    @Test
    void a_deploy_request_can_be_lost_before_and_after_it_took_effect() throws Exception {
        Map<String, String> files = Map.of("package.xml", manifest());
        org.faults().dropBeforeDeploy();
        assertThatThrownBy(() -> client.deploy(options(), files)).isInstanceOf(IOException.class);
        assertThat(org.deployments()).isEmpty();
        org.faults().dropAfterDeploy();
        assertThatThrownBy(() -> client.deploy(options(), files)).isInstanceOf(IOException.class);
        assertThat(org.deployments()).hasSize(1);
    }

    @Test
    void held_jobs_stand_still_and_an_unavailable_org_answers_with_a_page() throws Exception {
        client.call("POST", "/rehearsal/faults", Map.of("holdJobs", true, "unavailable", 1));
        assertThat(client.call("GET", "/services/data", null).status()).isEqualTo(503);
        client.deploy(options(), Map.of("package.xml", manifest()));
        client.call("POST", "/rehearsal/step", null);
        assertThat(org.deployments().get(0).status()).isEqualTo("Pending");
        org.faults().releaseJobs();
        client.call("POST", "/rehearsal/step", null);
        assertThat(client.call("GET", "/rehearsal/deployments", null)
                        .json()
                        .at("/0/status")
                        .asText())
                .isEqualTo("InProgress");
    }

    @Test
    void an_org_goes_on_where_it_was_after_a_restart(@TempDir Path folder) throws Exception {
        OrgSettings settings = OrgSettings.of("Kept").withStateFolder(folder);
        String id;
        try (RehearsalOrg first = RehearsalOrg.start(settings)) {
            first.putFile(
                    "objects/Invoice__c.object",
                    object(text("Key__c", "<externalId>true</externalId>")),
                    "Dana Developer");
            first.putRecord("Invoice__c", Map.of("Key__c", "K"));
            OrgClient before = new OrgClient(first);
            id = before.deploy(
                            options(),
                            Map.of(
                                    "package.xml",
                                    manifest("CustomField:Invoice__c.Due__c"),
                                    "objects/Invoice__c.object",
                                    OrgClient.file("CustomObject", text("Due__c", ""))))
                    .json()
                    .get("id")
                    .asText();
            first.step();
        }
        try (RehearsalOrg second = RehearsalOrg.start(settings)) {
            // As many as the longest way takes, with FinalizingDeploy.
            for (int i = 0; i < 5; i++) {
                second.step();
            }
            assertThat(new OrgClient(second).status(id).get("status").asText()).isEqualTo("Succeeded");
            assertThat(second.components()).contains("CustomField:Invoice__c.Due__c");
            assertThat(second.records("Invoice__c")).hasSize(1);
        }
    }

    @Test
    void the_setup_page_shows_components_and_refuses_broken_xml() throws Exception {
        assertThat(client.call("GET", "/", null).json().asText()).contains("Invoice__c", "Dana Developer");
        assertThatThrownBy(() -> org.putFile("flows/Bad.flow", "<Flow>", "Dana Developer"))
                .hasMessageContaining("not well-formed XML, line 1");
        assertThatThrownBy(() -> org.putFile("nonsense/Bad.flow", "<Flow/>", "Dana Developer"))
                .hasMessageContaining("no address of a metadata file");
    }

    @Test
    void the_rehearsal_org_imports_nothing_of_the_product() throws Exception {
        try (var files = Files.walk(Path.of("src/test/java/io/sluice/rehearsal"))) {
            List<Path> sources = files.filter(f -> f.getParent()
                            .getFileName()
                            .toString()
                            .matches("org|metadata|jobs|soap|rest|oauth|records|setup|http|state"))
                    .filter(f -> f.toString().endsWith(".java"))
                    .toList();
            assertThat(sources).hasSizeGreaterThan(30).allSatisfy(f -> assertThat(Files.readString(f))
                    .doesNotContainPattern("import (static )?io\\.sluice\\.(?!rehearsal\\.)"));
        }
    }

    private static String code(OrgClient.Answer answer) {
        return answer.json().at("/0/errorCode").asText();
    }
}
