package io.sluice.rehearsal.org;

import static io.sluice.rehearsal.org.OrgClient.file;
import static io.sluice.rehearsal.org.OrgClient.manifest;
import static io.sluice.rehearsal.org.OrgClient.object;
import static io.sluice.rehearsal.org.OrgClient.options;
import static io.sluice.rehearsal.org.OrgClient.problems;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Destructive manifests: their order, their warnings and what can't be deleted. */
class DestructiveTest {
    private static final String PRE = "destructiveChangesPre.xml";
    private static final String PLAIN = "destructiveChanges.xml";
    private static final String POST = "destructiveChangesPost.xml";
    private static final String USES_NOTE = "public class Totals { Object a(Invoice__c i) { return i.Note__c; } }";

    private static final String FLEXI_PAGE = "<flexiPageRegions><itemInstances><fieldInstance>"
            + "<fieldItem>Record.Note__c</fieldItem></fieldInstance></itemInstances><name>main</name><type>Region</type>"
            + "</flexiPageRegions><masterLabel>Home</masterLabel><sobjectType>Invoice__c</sobjectType><type>RecordPage</type>";

    private final RehearsalOrg org = RehearsalOrg.start(OrgSettings.of("Sandbox"));
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
    void a_deletion_is_told_as_deleted() throws Exception {
        JsonNode result = delete(PLAIN, "CustomField:Invoice__c.Note__c");
        assertThat(result.get("status").asText()).isEqualTo("Succeeded");
        assertThat(result.at("/details/componentSuccesses/0/deleted").asBoolean())
                .isTrue();
        assertThat(result.at("/details/componentSuccesses/0/fileName").asText()).isEqualTo(PLAIN);
    }

    @Test
    void a_member_that_is_not_there_warns_and_the_warning_fails_the_deployment() throws Exception {
        JsonNode failed = delete(PLAIN, "ApexClass:Gone", "CustomField:Invoice__c.Note__c");
        assertThat(failed.get("status").asText()).isEqualTo("Failed");
        JsonNode warning = failed.at("/details/componentFailures/0");
        assertThat(warning.get("problem").asText()).isEqualTo("No ApexClass named: Gone found");
        assertThat(warning.get("problemType").asText()).isEqualTo("Warning");
        assertThat(warning.get("componentType").asText()).isEqualTo("ApexClass");
        assertThat(warning.get("fullName").asText()).isEqualTo(PLAIN);
        assertThat(warning.get("success").asBoolean()).isFalse();
        assertThat(org.components()).contains("CustomField:Invoice__c.Note__c");
    }

    @Test
    void with_ignored_warnings_it_is_a_success_and_the_rest_is_deleted() throws Exception {
        JsonNode result = deploy(
                options().put("ignoreWarnings", true),
                Map.of(PLAIN, manifest("ApexClass:Gone", "CustomField:Invoice__c.Note__c")));
        assertThat(result.get("status").asText()).isEqualTo("Succeeded");
        JsonNode warning = result.at("/details/componentSuccesses/0");
        assertThat(warning.get("problemType").asText()).isEqualTo("Warning");
        assertThat(warning.get("success").asBoolean()).isTrue();
        assertThat(org.components()).doesNotContain("CustomField:Invoice__c.Note__c");
    }

    @Test
    void every_missing_member_has_a_warning_of_its_own() throws Exception {
        JsonNode result = deploy(
                options().put("ignoreWarnings", true), Map.of(PLAIN, manifest("ApexClass:Gone", "ApexClass:Lost")));
        assertThat(result.at("/details/componentSuccesses").findValuesAsText("problem"))
                .contains("No ApexClass named: Gone found", "No ApexClass named: Lost found");
    }

    @Test
    void what_a_lightning_page_shows_is_not_deleted() throws Exception {
        org.putFile("flexipages/Home.flexipage", OrgClient.file("FlexiPage", FLEXI_PAGE), "Dana Developer");
        JsonNode result = delete(PLAIN, "CustomField:Invoice__c.Note__c");
        assertThat(result.get("status").asText()).isEqualTo("Failed");
        assertThat(OrgClient.problems(result)).contains("Remove the usage and try again. : Flexi Page - Home");
        assertThat(org.components()).contains("CustomField:Invoice__c.Note__c");
    }

    @Test
    void wildcards_delete_nothing() throws Exception {
        JsonNode result = deploy(options().put("ignoreWarnings", true), Map.of(PLAIN, manifest("ApexClass:*")));
        assertThat(result.get("status").asText()).isEqualTo("Failed");
    }

    @Test
    void the_default_and_pre_run_before_the_package_and_post_after_it() throws Exception {
        org.putFile("classes/Totals.cls", USES_NOTE, "Dana Developer");
        Map<String, String> files = new LinkedHashMap<>();
        files.put("package.xml", manifest("ApexClass:Totals"));
        files.put("classes/Totals.cls", "public class Totals {}");
        files.put("classes/Totals.cls-meta.xml", file("ApexClass", "<apiVersion>62.0</apiVersion>"));
        for (String early : new String[] {PLAIN, PRE}) {
            files.put(early, manifest("CustomField:Invoice__c.Note__c"));
            assertThat(problems(client.deployed(org, options(), files))).contains("Apex Class - Totals");
            files.remove(early);
        }
        files.put(POST, manifest("CustomField:Invoice__c.Note__c"));
        assertThat(client.deployed(org, options(), files).get("status").asText())
                .isEqualTo("Succeeded");
        assertThat(org.components()).doesNotContain("CustomField:Invoice__c.Note__c");
    }

    @Test
    void post_runs_before_the_tests() throws Exception {
        org.putFile(
                "classes/NoteTest.cls",
                "@IsTest\nprivate class NoteTest {\n  @IsTest static void a() {\n    // rehearsal: requires CustomField:Invoice__c.Note__c\n  }\n}",
                "Dana Developer");
        JsonNode result = deploy(
                options().put("testLevel", "RunLocalTests"), Map.of(POST, manifest("CustomField:Invoice__c.Note__c")));
        assertThat(result.get("numberTestErrors").asInt()).isEqualTo(1);
        assertThat(org.components()).contains("CustomField:Invoice__c.Note__c");
    }

    @Test
    void components_that_need_only_each_other_go_together() throws Exception {
        org.putFile("classes/Totals.cls", USES_NOTE, "Dana Developer");
        JsonNode result = delete(PLAIN, "ApexClass:Totals", "CustomField:Invoice__c.Note__c");
        assertThat(problems(result)).isEmpty();
        assertThat(org.components()).doesNotContain("ApexClass:Totals", "CustomField:Invoice__c.Note__c");
    }

    @Test
    void what_is_needed_elsewhere_stays() throws Exception {
        org.putFile("classes/Totals.cls", USES_NOTE, "Dana Developer");
        JsonNode result = delete(PLAIN, "CustomField:Invoice__c.Note__c");
        assertThat(problems(result))
                .isEqualTo(
                        "This custom field is referenced elsewhere in salesforce.com. Remove the usage and try again. : Apex Class - Totals");
        JsonNode object = delete(PLAIN, "CustomObject:Invoice__c");
        assertThat(problems(object)).startsWith("This custom object is referenced elsewhere in salesforce.com.");
    }

    @Test
    void an_object_takes_its_layouts_and_tab_along() throws Exception {
        org.putFile(
                "layouts/Invoice__c-Main.layout",
                file(
                        "Layout",
                        "<layoutSections><layoutColumns><layoutItems><field>Note__c</field></layoutItems></layoutColumns></layoutSections>"),
                "Dana Developer");
        org.putFile("tabs/Invoice__c.tab", file("CustomTab", "<customObject>true</customObject>"), "Dana Developer");
        assertThat(problems(delete(PLAIN, "CustomObject:Invoice__c"))).isEmpty();
        assertThat(org.components()).isEmpty();
    }

    @Test
    void record_types_and_active_flows_are_not_deleted() throws Exception {
        org.putFile(
                "objects/Invoice__c.object",
                object("<recordTypes><fullName>Big</fullName><active>true</active><label>Big</label></recordTypes>"),
                "Dana Developer");
        assertThat(problems(delete(PLAIN, "RecordType:Invoice__c.Big")))
                .isEqualTo("Cannot delete record type through API");
        String flow = "<label>Remind</label><processType>AutoLaunchedFlow</processType><status>%s</status>";
        org.putFile("flows/Remind.flow", file("Flow", flow.formatted("Active")), "Dana Developer");
        assertThat(problems(delete(PLAIN, "Flow:Remind")))
                .isEqualTo("insufficient access rights on cross-reference id");
        org.putFile("flows/Remind.flow", file("Flow", flow.formatted("Obsolete")), "Dana Developer");
        assertThat(problems(delete(PLAIN, "Flow:Remind"))).isEmpty();
    }

    @Test
    void the_manifest_must_be_there_and_its_version_counts() throws Exception {
        assertThat(problems(client.deployed(org, options(), Map.of(PLAIN, manifest("ApexClass:Gone")))))
                .isEqualTo("No package.xml found");
        String old = manifest().replace("62.0", "32.0");
        JsonNode result = client.deployed(
                org, options(), Map.of("package.xml", old, POST, manifest("CustomField:Invoice__c.Note__c")));
        assertThat(result.get("status").asText()).isEqualTo("Failed");
        assertThat(client.deployed(
                                org,
                                options(),
                                Map.of("package.xml", old, PLAIN, manifest("CustomField:Invoice__c.Note__c")))
                        .get("status")
                        .asText())
                .isEqualTo("Succeeded");
    }

    private JsonNode delete(String file, String... members) throws Exception {
        return deploy(options(), Map.of(file, manifest(members)));
    }

    private JsonNode deploy(ObjectNode options, Map<String, String> destructive) throws Exception {
        Map<String, String> files = new LinkedHashMap<>(destructive);
        files.put("package.xml", manifest());
        return client.deployed(org, options, files);
    }
}
