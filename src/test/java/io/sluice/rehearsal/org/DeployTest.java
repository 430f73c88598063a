package io.sluice.rehearsal.org;

import static io.sluice.rehearsal.org.OrgClient.apex;
import static io.sluice.rehearsal.org.OrgClient.file;
import static io.sluice.rehearsal.org.OrgClient.manifest;
import static io.sluice.rehearsal.org.OrgClient.object;
import static io.sluice.rehearsal.org.OrgClient.options;
import static io.sluice.rehearsal.org.OrgClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeployTest {
    private static final String META = file("ApexClass", "<apiVersion>62.0</apiVersion><status>Active</status>");

    private final RehearsalOrg org = RehearsalOrg.start(OrgSettings.of("Target").withSandbox(false));
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
    void a_deployment_goes_from_pending_over_rising_counts_to_succeeded() throws Exception {
        var started = client.deploy(
                options(),
                Map.of(
                        "package.xml", manifest("CustomField:Invoice__c.Due__c"),
                        "objects/Invoice__c.object", file("CustomObject", text("Due__c", ""))));
        String id = started.json().get("id").asText();
        assertThat(started.status()).isEqualTo(201);
        assertThat(id).startsWith("0Af").hasSize(18);
        assertThat(client.status(id).get("status").asText()).isEqualTo("Pending");
        org.step();
        assertThat(client.status(id).get("status").asText()).isEqualTo("InProgress");
        assertThat(client.status(id).get("numberComponentsTotal").asInt()).isEqualTo(1);
        org.step();
        assertThat(client.status(id).get("numberComponentsDeployed").asInt()).isEqualTo(1);
        org.step();

        JsonNode result = client.status(id);
        assertThat(result.get("status").asText()).isEqualTo("Succeeded");
        assertThat(result.at("/details/componentSuccesses/0/created").asBoolean())
                .isTrue();
        assertThat(org.components())
                .contains(
                        "CustomField:Invoice__c.Amount__c",
                        "CustomField:Invoice__c.Note__c",
                        "CustomField:Invoice__c.Due__c");
        assertThat(org.deployments().get(0).zipSha256()).hasSize(64);
        JsonNode rows = client.tooling(
                        "SELECT Id, Status, CheckOnly, NumberComponentsTotal FROM DeployRequest WHERE CheckOnly = false ORDER BY CreatedDate DESC LIMIT 1")
                .json();
        assertThat(rows.at("/records/0/Id").asText()).isEqualTo(id);
        assertThat(rows.at("/records/0/NumberComponentsTotal").asInt()).isEqualTo(1);
    }

    @Test
    void a_validation_changes_nothing_and_a_failure_leaves_nothing_behind() throws Exception {
        Map<String, String> good = Map.of(
                "package.xml", manifest("CustomField:Invoice__c.Due__c"),
                "objects/Invoice__c.object", file("CustomObject", text("Due__c", "")));
        assertThat(client.deployed(org, options().put("checkOnly", true), good)
                        .get("status")
                        .asText())
                .isEqualTo("Succeeded");

        JsonNode failed = client.deployed(
                org,
                options(),
                Map.of(
                        "package.xml", manifest("CustomField:Invoice__c.Due__c", "CustomTab:Gone__c"),
                        "objects/Invoice__c.object", file("CustomObject", text("Due__c", "")),
                        "tabs/Gone__c.tab",
                                file("CustomTab", "<customObject>true</customObject><motif>Custom1: Heart</motif>")));

        assertThat(failed.get("status").asText()).isEqualTo("Failed");
        assertThat(org.components()).doesNotContain("CustomField:Invoice__c.Due__c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Layout:Invoice__c-Main|layouts/Invoice__c-Main.layout|<layoutSections><layoutColumns><layoutItems><field>Gone__c</field></layoutItems></layoutColumns></layoutSections>|no CustomField named Invoice__c.Gone__c found",
                "CustomTab:Page|tabs/Page.tab|<flexiPage>Gone</flexiPage>|no FlexiPage named Gone found",
                "FlexiPage:Home|flexipages/Home.flexipage|<flexiPageRegions><itemInstances><componentInstance><componentName>c:gone</componentName></componentInstance></itemInstances></flexiPageRegions>|component c:gone",
                "PermissionSet:Clerk|permissionsets/Clerk.permissionset|<fieldPermissions><field>Invoice__c.Gone__c</field></fieldPermissions>|no CustomField named Invoice__c.Gone__c found",
                "Profile:Clerk|profiles/Clerk.profile|<classAccesses><apexClass>Gone</apexClass></classAccesses>|no ApexClass named Gone found",
                "Flow:Remind|flows/Remind.flow|<recordLookups><object>Invoice__c</object><filters><field>Gone__c</field></filters></recordLookups>|The field \"Gone__c\" for the object \"Invoice__c\" doesn't exist.",
                "CustomApplication:Sales|applications/Sales.app|<tabs>Gone</tabs>|no CustomTab named Gone found"
            })
    void unknown_references_are_refused_in_salesforces_words(String member, String path, String inner, String words)
            throws Exception {
        String type = member.substring(0, member.indexOf(':'));

        JsonNode result =
                client.deployed(org, options(), Map.of("package.xml", manifest(member), path, file(type, inner)));

        assertThat(result.get("status").asText()).isEqualTo("Failed");
        JsonNode failure = result.at("/details/componentFailures/0");
        assertThat(failure.get("problem").asText()).contains(words);
        assertThat(failure.get("componentType").asText()).isEqualTo(type);
        assertThat(failure.get("lineNumber").asInt()).isPositive();
    }

    @Test
    void a_lookup_to_nowhere_and_apex_that_names_nothing_are_refused() throws Exception {
        String lookup =
                "<fields><fullName>Order__c</fullName><label>Order</label><type>Lookup</type><referenceTo>Order__c</referenceTo></fields>";
        assertThat(problems(client.deployed(
                        org,
                        options(),
                        Map.of(
                                "package.xml", manifest("CustomField:Invoice__c.Order__c"),
                                "objects/Invoice__c.object", file("CustomObject", lookup)))))
                .contains("referenceTo value of 'Order__c' does not resolve to a valid sObject type");
        assertThat(problems(client.deployed(
                        org,
                        options(),
                        apex("Totals", "public class Totals {\n  Gone__c row;\n  void a() { Helper.go(); }\n}"))))
                .contains("Invalid type: Gone__c", "Variable does not exist: Helper");
    }

    @Test
    void manifest_and_zip_must_agree_and_files_must_be_well_formed() throws Exception {
        assertThat(problems(client.deployed(org, options(), Map.of("objects/A__c.object", object("")))))
                .contains("No package.xml found");
        assertThat(problems(client.deployed(org, options(), Map.of("package.xml", manifest("Flow:Gone")))))
                .contains(
                        "An object 'Gone' of type Flow was named in package.xml, but was not found in zipped directory");
        assertThat(problems(client.deployed(
                        org,
                        options(),
                        Map.of(
                                "package.xml",
                                manifest(),
                                "objects/Invoice__c.object",
                                file("CustomObject", text("Due__c", ""))))))
                .contains("Not in package.xml");
        JsonNode broken = client.deployed(
                org,
                options(),
                Map.of("package.xml", manifest("Flow:Bad"), "flows/Bad.flow", "<Flow>\n<label>x</Flow>"));
        assertThat(problems(broken)).startsWith("Error parsing file: ");
        assertThat(broken.at("/details/componentFailures/0/lineNumber").asInt()).isEqualTo(2);
    }

    @Test
    void production_refuses_partial_deployments_and_no_tests_at_the_door() throws Exception {
        Map<String, String> empty = Map.of("package.xml", manifest());
        var partial = client.deploy(options().put("rollbackOnError", false), empty);
        assertThat(partial.status()).isEqualTo(400);
        assertThat(partial.json().at("/0/message").asText())
                .isEqualTo("rollbackOnError option must be true on a production org");
        var untested = client.deploy(options().put("testLevel", "NoTestRun"), empty);
        assertThat(untested.json().at("/0/message").asText())
                .isEqualTo("testLevel of NoTestRun cannot be used in production organizations");
        assertThat(org.deployments()).isEmpty();
    }

    @Test
    void a_field_in_use_is_not_deleted_and_an_unused_one_is() throws Exception {
        org.putFile(
                "classes/Totals.cls",
                "public class Totals { Object a(Invoice__c i) { return i.Amount__c; } }",
                "Dana Developer");
        Map<String, String> files = new LinkedHashMap<>();
        files.put("package.xml", manifest());
        files.put("destructiveChanges.xml", manifest("CustomField:Invoice__c.Amount__c"));
        assertThat(problems(client.deployed(org, options(), files)))
                .contains("is referenced elsewhere in salesforce.com", "Totals");

        files.put("destructiveChanges.xml", manifest("CustomField:Invoice__c.Note__c"));
        assertThat(client.deployed(org, options(), files).get("status").asText())
                .isEqualTo("Succeeded");
        assertThat(org.components())
                .doesNotContain("CustomField:Invoice__c.Note__c")
                .contains("CustomField:Invoice__c.Amount__c");
    }

    @Test
    void tests_follow_from_the_metadata_and_coverage_is_demanded() throws Exception {
        Map<String, String> files =
                new LinkedHashMap<>(apex("Totals", "public class Totals { public static void go() {} }"));
        JsonNode uncovered = client.deployed(org, options(), files);
        assertThat(uncovered.get("status").asText()).isEqualTo("Failed");
        assertThat(uncovered
                        .at("/details/runTestResult/codeCoverageWarnings/0/message")
                        .asText())
                .contains("at least 75% test coverage is required");

        files.put("package.xml", manifest("ApexClass:Totals", "ApexClass:TotalsTest"));
        files.put(
                "classes/TotalsTest.cls",
                "@IsTest\nprivate class TotalsTest {\n  @IsTest static void adds() {\n    // rehearsal: requires CustomField:Invoice__c.Due__c\n    Totals.go();\n  }\n}");
        files.put("classes/TotalsTest.cls-meta.xml", META);
        JsonNode failing = client.deployed(org, options(), files);
        assertThat(failing.at("/details/runTestResult/failures/0/methodName").asText())
                .isEqualTo("adds");
        assertThat(failing.at("/details/runTestResult/failures/0/stackTrace").asText())
                .startsWith("Class.TotalsTest.adds: line 3");

        org.putFile("objects/Invoice__c.object", object(text("Due__c", "")), "Dana Developer");
        JsonNode passing = client.deployed(org, options(), files);
        assertThat(passing.get("status").asText()).isEqualTo("Succeeded");
        assertThat(passing.get("numberTestsCompleted").asInt()).isEqualTo(1);
    }

    @Test
    void the_second_deployment_waits_and_can_be_cancelled() throws Exception {
        Map<String, String> files = Map.of("package.xml", manifest());
        String first = client.deploy(options(), files).json().get("id").asText();
        String second = client.deploy(options(), files).json().get("id").asText();
        org.step();
        assertThat(client.status(second).get("status").asText()).isEqualTo("Pending");

        ObjectNode cancel = OrgClient.JSON.createObjectNode();
        cancel.putObject("deployResult").put("status", "Canceling");
        assertThat(client.call("PATCH", "/services/data/v62.0/metadata/deployRequest/" + first, cancel)
                        .json()
                        .at("/deployResult/status")
                        .asText())
                .isEqualTo("Canceling");
        org.step();
        assertThat(client.status(first).get("status").asText()).isEqualTo("Canceled");
        assertThat(client.call("PATCH", "/services/data/v62.0/metadata/deployRequest/" + first, cancel)
                        .json()
                        .at("/0/message")
                        .asText())
                .isEqualTo("Deployment already completed");
    }

    @Test
    void a_broken_zip_fails_the_deployment_with_a_sentence() throws Exception {
        String id =
                client.deploy(options(), new byte[] {1, 2, 3}).json().get("id").asText();
        org.step();
        org.step();
        assertThat(client.status(id).get("errorMessage").asText()).startsWith("The zip file can't be read");
    }

    @Test
    void a_sandbox_without_roll_back_keeps_what_has_no_fault() throws Exception {
        try (RehearsalOrg sandbox = RehearsalOrg.start(OrgSettings.of("Partly"))) {
            OrgClient there = new OrgClient(sandbox);
            JsonNode result = there.deployed(
                    sandbox,
                    options().put("rollbackOnError", false),
                    Map.of(
                            "package.xml", manifest("CustomObject:Invoice__c", "CustomTab:Gone__c"),
                            "objects/Invoice__c.object", object(text("Due__c", "")),
                            "tabs/Gone__c.tab", file("CustomTab", "<customObject>true</customObject>")));
            assertThat(result.get("status").asText()).isEqualTo("SucceededPartial");
            assertThat(sandbox.components())
                    .contains("CustomField:Invoice__c.Due__c")
                    .doesNotContain("CustomTab:Gone__c");
        }
    }

    @Test
    void an_object_and_what_uses_it_come_in_one_package() throws Exception {
        String line = object(
                "<fields><fullName>Invoice__c</fullName><label>Invoice</label><type>MasterDetail</type><referenceTo>Invoice__c</referenceTo></fields>");
        JsonNode result = client.deployed(
                org,
                options(),
                Map.of(
                        "package.xml",
                                manifest("CustomObject:Line__c", "CustomTab:Line__c", "Layout:Line__c-Line Layout"),
                        "objects/Line__c.object", line,
                        "tabs/Line__c.tab", file("CustomTab", "<customObject>true</customObject>"),
                        "layouts/Line__c-Line Layout.layout",
                                file(
                                        "Layout",
                                        "<layoutSections><layoutColumns><layoutItems><field>Invoice__c</field></layoutItems></layoutColumns></layoutSections>")));
        assertThat(problems(result)).isEmpty();
        assertThat(result.get("status").asText()).isEqualTo("Succeeded");
        assertThat(org.components()).contains("CustomField:Line__c.Invoice__c", "Layout:Line__c-Line Layout");
    }

    private static String problems(JsonNode result) {
        return String.join(
                "\n",
                StreamSupport.stream(result.at("/details/componentFailures").spliterator(), false)
                        .map(f -> f.get("problem").asText())
                        .toList());
    }
}
