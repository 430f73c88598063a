package io.sluice.rehearsal.org;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each test level runs and how much coverage it demands, in production. */
class TestLevelsTest {
    private static final String META = file("ApexClass", "<apiVersion>62.0</apiVersion><status>Active</status>");
    private static final String FLOW =
            "<label>Remind</label><processType>AutoLaunchedFlow</processType><status>Active</status>"
                    + "<recordLookups><name>Find</name><object>Invoice__c</object></recordLookups>";

    private final RehearsalOrg org =
            RehearsalOrg.start(OrgSettings.of("Production").withSandbox(false).withApiVersion(66.0));
    private OrgClient client;

    @BeforeEach
    void fill() throws Exception {
        org.putFile("objects/Invoice__c.object", object(text("Amount__c", "")), "Dana Developer");
        client = new OrgClient(org).version("66.0");
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void without_a_level_production_runs_local_tests_for_apex_only() throws Exception {
        org.putFile("classes/OldTest.cls", test("OldTest", "@IsTest", "Old"), "Dana Developer");
        JsonNode plain = deployed(options(), Map.of("package.xml", manifest()));
        assertThat(plain.at("/details/runTestResult/numTestsRun").asInt()).isZero();
        JsonNode apex = deployed(options(), classes("OtherTest", test("OtherTest", "@IsTest", "Other")));
        assertThat(apex.at("/details/runTestResult/numTestsRun").asInt()).isEqualTo(2);
    }

    @Test
    void without_a_level_a_sandbox_runs_nothing() throws Exception {
        try (RehearsalOrg sandbox = RehearsalOrg.start(OrgSettings.of("Sandbox"))) {
            JsonNode result =
                    new OrgClient(sandbox).deployed(sandbox, options(), classes("Totals", "public class Totals {\n}"));
            assertThat(result.get("status").asText()).isEqualTo("Succeeded");
            assertThat(result.get("numberTestsTotal").asInt()).isZero();
        }
    }

    @Test
    void tests_are_named_exactly_with_specified_tests() throws Exception {
        Map<String, String> empty = Map.of("package.xml", manifest());
        assertThat(refusal(options().put("testLevel", "RunSpecifiedTests"), empty))
                .isEqualTo("runTests must not be empty when a testLevel of RunSpecifiedTests is used.");
        ObjectNode both = options().put("testLevel", "RunLocalTests");
        both.putArray("runTests").add("TotalsTest");
        assertThat(refusal(both, empty)).isEqualTo("runTests can be used only with a testLevel of RunSpecifiedTests.");
    }

    @Test
    void an_unknown_test_class_fails_the_deployment_and_one_of_the_package_is_known() throws Exception {
        JsonNode unknown = deployed(specified("Nothing"), Map.of("package.xml", manifest()));
        assertThat(unknown.get("status").asText()).isEqualTo("Failed");
        assertThat(unknown.get("errorMessage").asText())
                .isEqualTo(
                        "This class name's value is invalid: Nothing. Provide the name of an Apex class that has test methods.");
        JsonNode known = deployed(specified("OwnTest"), classes("OwnTest", test("OwnTest", "@IsTest", "Own")));
        assertThat(known.get("status").asText()).isEqualTo("Succeeded");
    }

    @Test
    void specified_tests_demand_three_quarters_of_each_class_of_the_package() throws Exception {
        org.putFile("classes/Elsewhere.cls", "public class Elsewhere {\n}", "Dana Developer");
        JsonNode low = deployed(
                specified("TotalsTest"),
                classes("Totals", totals(2), "TotalsTest", test("TotalsTest", "@IsTest", "Totals")));
        assertThat(low.get("status").asText()).isEqualTo("Failed");
        JsonNode warning = low.at("/details/runTestResult/codeCoverageWarnings");
        assertThat(warning).hasSize(1);
        assertThat(warning.at("/0/name").asText()).isEqualTo("Totals");
        assertThat(warning.at("/0/message").asText())
                .isEqualTo("Test coverage of selected Apex Class is 50%, at least 75% test coverage is required");

        JsonNode enough = deployed(
                specified("TotalsTest"),
                classes("Totals", totals(1), "TotalsTest", test("TotalsTest", "@IsTest", "Totals")));
        assertThat(enough.get("status").asText()).isEqualTo("Succeeded");
    }

    @Test
    void local_tests_demand_three_quarters_of_the_whole_org_and_some_of_every_trigger() throws Exception {
        org.putFile("classes/Totals.cls", totals(0), "Dana Developer");
        org.putFile("classes/TotalsTest.cls", test("TotalsTest", "@IsTest", "Totals"), "Dana Developer");
        Map<String, String> files = new LinkedHashMap<>();
        files.put("package.xml", manifest("ApexTrigger:OnInvoice"));
        files.put("triggers/OnInvoice.trigger", "trigger OnInvoice on Invoice__c (before insert) {}");
        files.put("triggers/OnInvoice.trigger-meta.xml", file("ApexTrigger", "<apiVersion>62.0</apiVersion>"));
        JsonNode result = deployed(options().put("testLevel", "RunLocalTests"), files);
        assertThat(result.at("/details/runTestResult/codeCoverageWarnings")).hasSize(1);
        assertThat(result.at("/details/runTestResult/codeCoverageWarnings/0/message")
                        .asText())
                .isEqualTo("Test coverage of selected Apex Trigger is 0%, at least 1% test coverage is required");

        org.putFile("classes/Uncovered.cls", totals(0), "Dana Developer");
        JsonNode average = deployed(options().put("testLevel", "RunAllTestsInOrg"), Map.of("package.xml", manifest()));
        assertThat(average.at("/details/runTestResult/codeCoverageWarnings/0/message")
                        .asText())
                .isEqualTo(
                        "Average test coverage across all Apex Classes and Triggers is 50%, at least 75% test coverage is required.");
        assertThat(average.at("/details/runTestResult/codeCoverageWarnings/0/name")
                        .isNull())
                .isTrue();
    }

    @Test
    void relevant_tests_exist_from_66_only() throws Exception {
        client.version("65.0");
        assertThat(refusal(options().put("testLevel", "RunRelevantTests"), Map.of("package.xml", manifest())))
                .contains("RunRelevantTests");
        client.version("66.0");
        assertThat(deployed(options().put("testLevel", "RunRelevantTests"), Map.of("package.xml", manifest()))
                        .get("status")
                        .asText())
                .isEqualTo("Succeeded");
    }

    @Test
    void relevant_tests_are_those_that_lead_to_the_package_the_critical_and_those_made_for_it() throws Exception {
        org.putFile("classes/Report.cls", "public class Report { Totals t; }", "Dana Developer");
        org.putFile("classes/ReportTest.cls", test("ReportTest", "@IsTest", "Report"), "Dana Developer");
        org.putFile("classes/OtherTest.cls", test("OtherTest", "@IsTest", "Other"), "Dana Developer");
        org.putFile("classes/AlwaysTest.cls", test("AlwaysTest", "@IsTest(critical=true)", "Other"), "Dana Developer");
        org.putFile(
                "classes/MadeTest.cls",
                test("MadeTest", "@IsTest(testFor='ApexClass:Totals')", "Other"),
                "Dana Developer");

        JsonNode result =
                deployed(options().put("testLevel", "RunRelevantTests"), classes("Totals", "public class Totals {\n}"));

        assertThat(result.at("/details/runTestResult/successes").findValuesAsText("name"))
                .containsExactly("AlwaysTest", "MadeTest", "ReportTest");
        assertThat(result.at("/details/runTestResult/codeCoverageWarnings/0/name")
                        .asText())
                .isEqualTo("Totals");
    }

    @Test
    void relevant_tests_may_be_none_at_all() throws Exception {
        JsonNode result = deployed(
                options().put("testLevel", "RunRelevantTests"),
                Map.of(
                        "package.xml", manifest("CustomField:Invoice__c.Due__c"),
                        "objects/Invoice__c.object", file("CustomObject", text("Due__c", ""))));
        assertThat(result.get("status").asText()).isEqualTo("Succeeded");
        assertThat(result.at("/details/runTestResult/numTestsRun").asInt()).isZero();
    }

    @Test
    void active_flows_to_production_demand_tests_that_launch_three_quarters_of_them() throws Exception {
        preference("true");
        Map<String, String> files =
                Map.of("package.xml", manifest("Flow:Remind"), "flows/Remind.flow", file("Flow", FLOW));
        JsonNode none = deployed(options(), files);
        assertThat(none.get("status").asText()).isEqualTo("Failed");
        assertThat(none.at("/details/runTestResult/flowCoverageWarnings/0/message")
                        .asText())
                .isEqualTo(
                        "Test coverage of active processes and autolaunched flows is 0%, but at least 75% is required.");
        JsonNode coverage = none.at("/details/runTestResult/flowCoverage/0");
        assertThat(coverage.get("flowName").asText()).isEqualTo("Remind");
        assertThat(coverage.get("elementsNotCovered").get(0).asText()).isEqualTo("Find");

        org.putFile("classes/RemindTest.cls", test("RemindTest", "@IsTest", "Remind"), "Dana Developer");
        assertThat(deployed(options(), files).get("status").asText()).isEqualTo("Succeeded");
        assertThat(org.file("flows/Remind.flow").orElseThrow()).contains("Active");
    }

    @Test
    void screen_flows_demand_no_tests() throws Exception {
        preference("true");
        JsonNode result = deployed(
                options(),
                Map.of(
                        "package.xml",
                        manifest("Flow:Ask"),
                        "flows/Ask.flow",
                        file("Flow", FLOW + "<screens><name>Question</name></screens>")));
        assertThat(result.get("status").asText()).isEqualTo("Succeeded");
    }

    @Test
    void without_the_preference_active_flows_arrive_inactive_in_production() throws Exception {
        preference("false");
        deployed(options(), Map.of("package.xml", manifest("Flow:Remind"), "flows/Remind.flow", file("Flow", FLOW)));
        assertThat(org.file("flows/Remind.flow").orElseThrow())
                .contains("Draft")
                .doesNotContain("Active<");
    }

    private void preference(String value) {
        org.putFile(
                "settings/Flow.settings",
                file(
                        "FlowSettings",
                        "<enableFlowDeployAsActiveEnabled>" + value + "</enableFlowDeployAsActiveEnabled>"),
                "Dana Developer");
    }

    private JsonNode deployed(ObjectNode options, Map<String, String> files) throws Exception {
        return client.deployed(org, options, files);
    }

    private String refusal(ObjectNode options, Map<String, String> files) throws Exception {
        OrgClient.Answer answer = client.deploy(options, files);
        assertThat(answer.status()).isEqualTo(400);
        return answer.json().at("/0/message").asText();
    }

    private static ObjectNode specified(String test) {
        ObjectNode options = options().put("testLevel", "RunSpecifiedTests");
        options.putArray("runTests").add(test);
        return options;
    }

    /** Four lines, of which some can't be reached. */
    private static String totals(int unreached) {
        String line = "  void a() {}";
        return "public class Totals {\n" + line + (unreached > 0 ? " // rehearsal: not covered" : "") + "\n" + line
                + (unreached > 1 ? " // rehearsal: not covered" : "") + "\n}";
    }

    private static String test(String name, String annotation, String names) {
        return annotation + "\nprivate class " + name + " {\n  @IsTest static void works() { String s = '" + names
                + "'; " + (names.equals("Other") || names.equals("Own") || names.equals("Old") ? "" : names + " x;")
                + " }\n}";
    }

    private static Map<String, String> classes(String... nameAndBody) {
        Map<String, String> files = new LinkedHashMap<>();
        String[] members = new String[nameAndBody.length / 2];
        for (int i = 0; i < nameAndBody.length; i += 2) {
            members[i / 2] = "ApexClass:" + nameAndBody[i];
            files.put("classes/" + nameAndBody[i] + ".cls", nameAndBody[i + 1]);
            files.put("classes/" + nameAndBody[i] + ".cls-meta.xml", META);
        }
        files.put("package.xml", manifest(members));
        return files;
    }

    @Test
    void local_tests_leave_out_those_of_packages_and_all_tests_do_not() throws Exception {
        managed();
        JsonNode local = deployed(options().put("testLevel", "RunLocalTests"), Map.of("package.xml", manifest()));
        assertThat(local.at("/details/runTestResult/numTestsRun").asInt()).isEqualTo(1);
        JsonNode all = deployed(options().put("testLevel", "RunAllTestsInOrg"), Map.of("package.xml", manifest()));
        assertThat(all.at("/details/runTestResult/numTestsRun").asInt()).isEqualTo(2);
        JsonNode theirs = all.at("/details/runTestResult/successes/1");
        assertThat(theirs.get("name").asText()).isEqualTo("BillingTest");
        assertThat(theirs.get("namespace").asText()).isEqualTo("acme");
    }

    @Test
    void a_test_of_a_package_is_named_with_its_namespace() throws Exception {
        managed();
        JsonNode result = deployed(specified("acme.BillingTest"), Map.of("package.xml", manifest()));
        assertThat(result.get("status").asText()).isEqualTo("Succeeded");
        assertThat(result.at("/details/runTestResult/numTestsRun").asInt()).isEqualTo(1);
    }

    @Test
    void code_of_packages_needs_no_coverage() throws Exception {
        managed();
        org.putFile("classes/acme__Billing.cls", "global class Billing {\n  void a() {}\n}", "Dana Developer");
        JsonNode result = deployed(options().put("testLevel", "RunLocalTests"), Map.of("package.xml", manifest()));
        assertThat(result.get("status").asText()).isEqualTo("Succeeded");
    }

    private void managed() {
        org.putFile(
                "installedPackages/acme.installedPackage",
                file("InstalledPackage", "<versionNumber>1.2</versionNumber>"),
                "Dana Developer");
        org.putFile("classes/acme__BillingTest.cls", test("BillingTest", "@IsTest", "Billing"), "Dana Developer");
        org.putFile("classes/OwnTest.cls", test("OwnTest", "@IsTest", "Own"), "Dana Developer");
    }
}
