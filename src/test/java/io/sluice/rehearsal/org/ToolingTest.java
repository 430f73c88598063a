package io.sluice.rehearsal.org;

import static io.sluice.rehearsal.org.OrgClient.apex;
import static io.sluice.rehearsal.org.OrgClient.file;
import static io.sluice.rehearsal.org.OrgClient.manifest;
import static io.sluice.rehearsal.org.OrgClient.object;
import static io.sluice.rehearsal.org.OrgClient.options;
import static io.sluice.rehearsal.org.OrgClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an org tells about deployments, changes, dependencies and code through queries. */
class ToolingTest {
    private final HandClock clock = new HandClock();
    private final RehearsalOrg org =
            RehearsalOrg.start(OrgSettings.of("Sandbox").withClock(clock));
    private OrgClient client;

    @BeforeEach
    void fill() throws Exception {
        client = OrgClient.withInvoices(org);
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void deploy_requests_are_told_from_49_on() throws Exception {
        client.deployed(org, options(), Map.of("package.xml", manifest()));
        String asked =
                "SELECT Id, Status, Type, CheckOnly, StartDate, CompletedDate, CreatedBy.Name, CanceledById, ErrorStatusCode, NumberTestsTotal, TestLevel FROM DeployRequest WHERE Status = 'Succeeded' AND CheckOnly = false ORDER BY CreatedDate DESC LIMIT 5";
        JsonNode row = client.tooling(asked).json().at("/records/0");
        assertThat(row.get("Id").asText()).startsWith("0Af");
        assertThat(row.at("/CreatedBy/Name").asText()).isEqualTo("Integration");
        assertThat(row.get("CompletedDate").asText()).startsWith("2026-09-01T08:00");
        assertThat(client.version("48.0")
                        .tooling(asked)
                        .json()
                        .at("/0/errorCode")
                        .asText())
                .isEqualTo("INVALID_TYPE");
    }

    @Test
    void source_members_have_a_rising_counter_and_know_what_is_new_and_gone() throws Exception {
        clock.move(Duration.ofMinutes(5));
        org.putFile(
                "objects/Invoice__c.object",
                object(text("Amount__c", "<required>false</required>") + text("Due__c", "")),
                "Erin Editor");
        JsonNode rows = client.tooling(
                        "SELECT MemberIdOrName, MemberType, MemberName, RevisionCounter, IsNameObsolete, IsNewMember, ChangedBy, LastModifiedDate, LastModifiedBy.Name FROM SourceMember WHERE LastModifiedBy.Name = 'Erin Editor' ORDER BY MemberName")
                .json()
                .get("records");
        assertThat(rows.findValuesAsText("MemberName"))
                .containsExactly("Invoice__c.Amount__c", "Invoice__c.Due__c", "Invoice__c.Note__c");
        assertThat(rows.findValuesAsText("IsNameObsolete")).containsExactly("false", "false", "true");
        assertThat(rows.get(0).get("MemberIdOrName").asText()).startsWith("00N");
        assertThat(client.query("SELECT Name FROM User WHERE Id IN ('"
                                + rows.get(0).get("ChangedBy").asText() + "')")
                        .json()
                        .at("/records/0/Name")
                        .asText())
                .isEqualTo("Erin Editor");
        assertThat(rows.get(0).get("ChangedBy").asText()).hasSize(15);
        assertThat(rows.get(0).get("LastModifiedDate").asText()).startsWith("2026-09-01T08:05");
        long before = counter("Invoice__c.Amount__c");

        client.deployed(
                org,
                options(),
                Map.of(
                        "package.xml", manifest("CustomField:Invoice__c.Amount__c"),
                        "objects/Invoice__c.object", file("CustomObject", text("Amount__c", ""))));

        assertThat(counter("Invoice__c.Amount__c")).isGreaterThan(before);
    }

    @Test
    void a_validation_and_an_unchanged_component_leave_no_trace() throws Exception {
        long before = client.tooling("SELECT COUNT() FROM SourceMember")
                .json()
                .get("totalSize")
                .asLong();
        Map<String, String> files = Map.of(
                "package.xml", manifest("CustomField:Invoice__c.Due__c"),
                "objects/Invoice__c.object", file("CustomObject", text("Due__c", "")));
        client.deployed(org, options().put("checkOnly", true), files);
        assertThat(client.tooling("SELECT COUNT() FROM SourceMember")
                        .json()
                        .get("totalSize")
                        .asLong())
                .isEqualTo(before);
        client.deployed(org, options(), files);
        long once = counter("Invoice__c.Due__c");
        client.deployed(org, options(), files);
        assertThat(counter("Invoice__c.Due__c")).isEqualTo(once);
    }

    @Test
    void production_and_sandboxes_without_tracking_have_no_source_members() throws Exception {
        String asked = "SELECT MemberName FROM SourceMember";
        assertThat(client.call("GET", "/services/data/v62.0/tooling/sobjects/SourceMember/describe", null)
                        .status())
                .isEqualTo(200);
        try (RehearsalOrg production =
                RehearsalOrg.start(OrgSettings.of("Production").withSandbox(false))) {
            OrgClient.Answer refused = new OrgClient(production).tooling(asked);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().at("/0/message").asText())
                    .startsWith("sObject type 'SourceMember' is not supported.");
            assertThat(new OrgClient(production)
                            .call("GET", "/services/data/v62.0/tooling/sobjects/SourceMember/describe", null)
                            .status())
                    .isEqualTo(404);
        }
        org.putFile(
                "settings/SourceTracking.settings",
                file("SourceTrackingSettings", "<enableSourceTrackingSandboxes>false</enableSourceTrackingSandboxes>"),
                "Dana Developer");
        assertThat(client.tooling(asked).status()).isEqualTo(400);
    }

    @Test
    void the_audit_trail_names_who_did_what_and_counts_rows_only() throws Exception {
        org.putFile("classes/Totals.cls", "public class Totals {}", "Erin Editor");
        clock.move(Duration.ofDays(1));
        org.removeFile("classes/Totals.cls", "Finn Former");
        client = new OrgClient(org);
        JsonNode rows = client.query(
                        "SELECT Action, Section, Display, CreatedDate, CreatedBy.Name, DelegateUser FROM SetupAuditTrail WHERE Section = 'Apex Class' ORDER BY CreatedDate DESC")
                .json()
                .get("records");
        assertThat(rows.findValuesAsText("Action")).containsExactly("deletedApexClass", "createdApexClass");
        assertThat(rows.findValuesAsText("Display"))
                .containsExactly("Deleted Totals Apex Class code", "Created Totals Apex Class code");
        assertThat(rows.at("/0/CreatedBy/Name").asText()).isEqualTo("Finn Former");
        assertThat(rows.at("/0/CreatedDate").asText()).startsWith("2026-09-02");
        assertThat(client.query("SELECT COUNT() FROM SetupAuditTrail").status()).isEqualTo(200);
        assertThat(client.query("SELECT COUNT(Id) FROM SetupAuditTrail")
                        .json()
                        .at("/0/message")
                        .asText())
                .isEqualTo("field Id does not support aggregate operator COUNT");
    }

    @Test
    void the_audit_trail_tells_deployments_under_the_name_of_who_made_them() throws Exception {
        client.deployed(org, options(), apex("Totals", "public class Totals {}"));
        assertThat(client.query(
                                "SELECT CreatedBy.Name FROM SetupAuditTrail WHERE Display = 'Created Totals Apex Class code'")
                        .json()
                        .at("/records/0/CreatedBy/Name")
                        .asText())
                .isEqualTo("Integration");
    }

    @Test
    void changes_survive_a_restart(@TempDir Path folder) throws Exception {
        OrgSettings settings = OrgSettings.of("Kept").withStateFolder(folder);
        try (RehearsalOrg first = RehearsalOrg.start(settings)) {
            first.putFile("classes/Totals.cls", "public class Totals {}", "Erin Editor");
        }
        try (RehearsalOrg second = RehearsalOrg.start(settings)) {
            OrgClient there = new OrgClient(second);
            assertThat(there.query("SELECT COUNT() FROM SetupAuditTrail")
                            .json()
                            .get("totalSize")
                            .asInt())
                    .isEqualTo(1);
            assertThat(there.tooling("SELECT MemberName FROM SourceMember")
                            .json()
                            .at("/records/0/MemberName")
                            .asText())
                    .isEqualTo("Totals");
        }
    }

    @Test
    void dependencies_lead_from_the_user_to_the_used_by_id() throws Exception {
        org.putFile(
                "classes/Totals.cls",
                "public class Totals { Object a(Invoice__c i) { return i.Note__c; } }",
                "Dana Developer");
        String id = client.tooling("SELECT Id FROM ApexClass WHERE Name = 'Totals'")
                .json()
                .at("/records/0/Id")
                .asText();
        JsonNode rows = client.tooling(
                        "SELECT MetadataComponentName, MetadataComponentType, RefMetadataComponentId, RefMetadataComponentName, RefMetadataComponentType FROM MetadataComponentDependency WHERE MetadataComponentId = '"
                                + id + "' AND RefMetadataComponentType = 'CustomField'")
                .json()
                .get("records");
        assertThat(rows).hasSize(1);
        assertThat(rows.at("/0/MetadataComponentName").asText()).isEqualTo("Totals");
        assertThat(rows.at("/0/RefMetadataComponentName").asText()).isEqualTo("Note");
        assertThat(rows.at("/0/RefMetadataComponentId").asText()).startsWith("00N");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT COUNT() FROM MetadataComponentDependency|not yet supported",
                "SELECT MetadataComponentId FROM MetadataComponentDependency LIMIT 5 OFFSET 5|not yet supported",
                "SELECT MetadataComponentId FROM MetadataComponentDependency ORDER BY MetadataComponentId|can not be sorted",
                "SELECT MetadataComponentId FROM MetadataComponentDependency WHERE MetadataComponentName = \"A\"|can not be filtered",
                "SELECT MetadataComponentId FROM MetadataComponentDependency WHERE RefMetadataComponentName = \"A\"|can not be filtered",
                "SELECT MetadataComponentId FROM MetadataComponentDependency WHERE MetadataComponentType LIKE \"A%\"|Only equals",
                "SELECT MetadataComponentId FROM MetadataComponentDependency WHERE MetadataComponentId > \"A\"|Only equals",
                "SELECT MetadataComponentId FROM MetadataComponentDependency WHERE RefMetadataComponentType = \"StandardEntity\"|not yet supported"
            })
    void dependencies_refuse_most_of_soql(String soql, String words) throws Exception {
        OrgClient.Answer refused = client.tooling(soql.replace('"', '\''));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/0/message").asText()).contains(words);
    }

    @Test
    void dependencies_end_at_two_thousand_rows_without_a_word() throws Exception {
        StringBuilder fields = new StringBuilder();
        StringBuilder uses = new StringBuilder();
        for (int i = 0; i < 2001; i++) {
            fields.append(text("F" + i + "__c", ""));
            uses.append(" i.F").append(i).append("__c;");
        }
        org.putFile("objects/Invoice__c.object", object(fields.toString()), "Dana Developer");
        org.putFile("classes/Totals.cls", "public class Totals { Invoice__c i;" + uses + " }", "Dana Developer");
        String asked = "SELECT MetadataComponentId FROM MetadataComponentDependency";
        for (String soql : new String[] {asked, asked + " LIMIT 5000"}) {
            JsonNode answer = client.tooling(soql).json();
            assertThat(answer.get("records")).hasSize(2000);
            assertThat(answer.get("done").asBoolean()).isTrue();
        }
        assertThat(client.tooling(asked + " LIMIT 3").json().get("records")).hasSize(3);
    }

    @Test
    void apex_and_its_coverage_are_told() throws Exception {
        org.putFile(
                "classes/Totals.cls",
                "public class Totals { // sums\n  void a() {} // rehearsal: not covered\n}",
                "Dana Developer");
        org.putFile(
                "classes/TotalsTest.cls",
                "@IsTest\nprivate class TotalsTest {\n  @IsTest static void a() { Totals t; }\n}",
                "Dana Developer");
        org.putFile(
                "triggers/OnInvoice.trigger", "trigger OnInvoice on Invoice__c (before insert) {}", "Dana Developer");
        JsonNode row = client.query(
                        "SELECT Name, ApiVersion, Status, IsValid, LengthWithoutComments, CreatedBy.Name, Body FROM ApexClass WHERE Name = 'Totals'")
                .json()
                .at("/records/0");
        assertThat(row.get("ApiVersion").asDouble()).isEqualTo(62.0);
        assertThat(row.get("LengthWithoutComments").asInt())
                .isLessThan(row.get("Body").asText().length());
        assertThat(client.tooling("SELECT TableEnumOrId FROM ApexTrigger")
                        .json()
                        .at("/records/0/TableEnumOrId")
                        .asText())
                .isEqualTo("Invoice__c");
        client.deployed(org, options().put("testLevel", "RunAllTestsInOrg"), Map.of("package.xml", manifest()));
        JsonNode coverage = client.tooling(
                        "SELECT ApexClassOrTrigger.Name, NumLinesCovered, NumLinesUncovered FROM ApexCodeCoverageAggregate WHERE NumLinesCovered > 0")
                .json()
                .at("/records/0");
        assertThat(coverage.at("/ApexClassOrTrigger/Name").asText()).isEqualTo("Totals");
        assertThat(coverage.get("NumLinesCovered").asInt()).isEqualTo(2);
        assertThat(coverage.get("NumLinesUncovered").asInt()).isEqualTo(1);
    }

    private long counter(String member) throws Exception {
        return client.tooling("SELECT RevisionCounter FROM SourceMember WHERE MemberName = '" + member + "'")
                .json()
                .at("/records/0/RevisionCounter")
                .asLong();
    }
}
