package io.sluice.rehearsal.org;

import static io.sluice.rehearsal.org.OrgClient.apex;
import static io.sluice.rehearsal.org.OrgClient.file;
import static io.sluice.rehearsal.org.OrgClient.manifest;
import static io.sluice.rehearsal.org.OrgClient.object;
import static io.sluice.rehearsal.org.OrgClient.text;
import static io.sluice.rehearsal.org.OrgClient.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sforce.soap.metadata.AsyncResult;
import com.sforce.soap.metadata.CodeCoverageResult;
import com.sforce.soap.metadata.DeployMessage;
import com.sforce.soap.metadata.DeployOptions;
import com.sforce.soap.metadata.DeployProblemType;
import com.sforce.soap.metadata.DeployResult;
import com.sforce.soap.metadata.DeployStatus;
import com.sforce.soap.metadata.MetadataConnection;
import com.sforce.soap.metadata.RunTestsResult;
import com.sforce.soap.metadata.StatusCode;
import com.sforce.soap.metadata.TestLevel;
import com.sforce.ws.ConnectionException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deployments as Salesforce's own Java client makes and reads them. */
class DeploySoapTest {
    private static final Map<String, String> FIELD = Map.of(
            "package.xml", manifest("CustomField:Invoice__c.Due__c"),
            "objects/Invoice__c.object", file("CustomObject", text("Due__c", "")));

    private final RehearsalOrg org = RehearsalOrg.start(OrgSettings.of("Soap"));
    private MetadataConnection soap;

    @BeforeEach
    void fill() throws Exception {
        org.putFile("objects/Invoice__c.object", object(text("Amount__c", "")), "Dana Developer");
        soap = new OrgClient(org).soap();
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void salesforces_client_deploys_and_reads_the_whole_result() throws Exception {
        AsyncResult started = soap.deploy(zip(FIELD), options());
        assertThat(started.getDone()).isFalse();
        assertThat(started.getId()).startsWith("0Af");
        DeployResult waiting = soap.checkDeployStatus(started.getId(), false);
        assertThat(waiting.getStatus()).isEqualTo(DeployStatus.Pending);
        assertThat(waiting.getDetails()).isNull();
        assertThat(waiting.getStartDate()).isNull();

        DeployResult result = done(started.getId());

        assertThat(result.getStatus()).isEqualTo(DeployStatus.Succeeded);
        assertThat(result.isSuccess()).isTrue();
        assertThat(result.getCreatedByName()).isNotEmpty();
        assertThat(result.getCompletedDate()).isNotNull();
        assertThat(result.getNumberComponentsDeployed()).isEqualTo(1);
        assertThat(result.getDetails().getComponentFailures()).isEmpty();
        assertThat(result.getDetails().getComponentSuccesses())
                .extracting(DeployMessage::getFullName)
                .containsExactlyInAnyOrder("Invoice__c.Due__c", "package.xml");
        assertThat(org.components()).contains("CustomField:Invoice__c.Due__c");
    }

    @Test
    void details_are_absent_unless_asked_for() throws Exception {
        String id = soap.deploy(zip(FIELD), options()).getId();
        done(id);

        assertThat(soap.checkDeployStatus(id, false).getDetails()).isNull();
        assertThat(soap.checkDeployStatus(id, true).getDetails()).isNotNull();
    }

    @Test
    void a_failed_component_has_its_place_and_kind_of_problem() throws Exception {
        Map<String, String> files = Map.of(
                "package.xml", manifest("CustomTab:Gone__c"),
                "tabs/Gone__c.tab", file("CustomTab", "\n<customObject>true</customObject>"));

        DeployResult result = done(soap.deploy(zip(files), options()).getId());

        assertThat(result.getStatus()).isEqualTo(DeployStatus.Failed);
        DeployMessage failure = result.getDetails().getComponentFailures()[0];
        assertThat(failure.getProblemType()).isEqualTo(DeployProblemType.Error);
        assertThat(failure.getComponentType()).isEqualTo("CustomTab");
        assertThat(failure.getFileName()).isEqualTo("tabs/Gone__c.tab");
        assertThat(failure.getLineNumber()).isEqualTo(2);
        assertThat(failure.isSuccess()).isFalse();
    }

    @Test
    void tests_and_coverage_come_as_the_client_parses_them() throws Exception {
        Map<String, String> files = new LinkedHashMap<>(
                apex("Totals", "public class Totals {\n  void a() {} // rehearsal: not covered\n  void b() {}\n}"));
        files.put("package.xml", manifest("ApexClass:Totals", "ApexClass:TotalsTest"));
        files.put(
                "classes/TotalsTest.cls",
                "@IsTest\nprivate class TotalsTest {\n  @IsTest static void good() { Totals t; }\n  @IsTest static void bad() {\n  // rehearsal: takes 1500 ms\n  // rehearsal: requires CustomField:Invoice__c.Gone__c\n  }\n}");
        files.put("classes/TotalsTest.cls-meta.xml", file("ApexClass", "<apiVersion>62.0</apiVersion>"));
        DeployOptions options = options();
        options.setTestLevel(TestLevel.RunSpecifiedTests);
        options.setRunTests(new String[] {"TotalsTest"});

        RunTestsResult tests =
                done(soap.deploy(zip(files), options).getId()).getDetails().getRunTestResult();

        assertThat(tests.getNumTestsRun()).isEqualTo(2);
        assertThat(tests.getNumFailures()).isEqualTo(1);
        assertThat(tests.getTotalTime()).isEqualTo(1525.0);
        assertThat(tests.getSuccesses()[0].getMethodName()).isEqualTo("good");
        assertThat(tests.getFailures()[0].getMethodName()).isEqualTo("bad");
        assertThat(tests.getFailures()[0].getMessage()).startsWith("System.AssertException");
        assertThat(tests.getFailures()[0].getStackTrace()).startsWith("Class.TotalsTest.bad: line 4");
        CodeCoverageResult coverage = tests.getCodeCoverage()[0];
        assertThat(coverage.getName()).isEqualTo("Totals");
        assertThat(coverage.getNumLocations()).isEqualTo(4);
        assertThat(coverage.getLocationsNotCovered()).singleElement().satisfies(l -> assertThat(l.getLine())
                .isEqualTo(2));
        assertThat(tests.getCodeCoverageWarnings()).isEmpty();
    }

    @Test
    void a_coverage_that_is_too_low_is_a_warning_with_the_class() throws Exception {
        DeployOptions options = options();
        options.setTestLevel(TestLevel.RunLocalTests);

        DeployResult result = done(soap.deploy(zip(apex("Totals", "public class Totals {\n}")), options)
                .getId());

        assertThat(result.getStatus()).isEqualTo(DeployStatus.Failed);
        assertThat(result.getDetails().getComponentFailures()).isEmpty();
        assertThat(result.getDetails().getRunTestResult().getFailures()).isEmpty();
        assertThat(result.getDetails()
                        .getRunTestResult()
                        .getCodeCoverageWarnings()[0]
                        .getMessage())
                .startsWith("Average test coverage across all Apex Classes and Triggers is 0%");
    }

    @Test
    void salesforces_client_cancels_and_hears_why_not() throws Exception {
        String id = soap.deploy(zip(FIELD), options()).getId();
        org.step();
        assertThat(soap.cancelDeploy(id).getDone()).isFalse();
        assertThat(soap.checkDeployStatus(id, false).getStatus()).isEqualTo(DeployStatus.Canceling);
        DeployResult canceled = done(id);
        assertThat(canceled.getStatus()).isEqualTo(DeployStatus.Canceled);
        assertThat(canceled.getCanceledByName()).isNotEmpty();
        assertThat(org.components()).doesNotContain("CustomField:Invoice__c.Due__c");

        refused(() -> soap.cancelDeploy(id), "INVALID_ID_FIELD: Deployment already completed");
        refused(() -> soap.cancelDeploy("0Af000000000zzzAAA"), "INVALID_ID_FIELD: Invalid deploy ID");
    }

    @Test
    void salesforces_client_deploys_a_recent_validation_under_a_new_id() throws Exception {
        DeployOptions options = options();
        options.setCheckOnly(true);
        options.setTestLevel(TestLevel.RunLocalTests);
        String validation = soap.deploy(zip(FIELD), options).getId();
        refused(() -> soap.deployRecentValidation(validation), "INVALID_ID_FIELD");
        done(validation);

        String quick = soap.deployRecentValidation(validation);

        assertThat(quick).startsWith("0Af").isNotEqualTo(validation);
        assertThat(done(quick).getStatus()).isEqualTo(DeployStatus.Succeeded);
        assertThat(soap.checkDeployStatus(validation, false).getCheckOnly()).isTrue();
        assertThat(org.components()).contains("CustomField:Invoice__c.Due__c");
    }

    @Test
    void an_unknown_id_and_a_zip_that_is_none_are_told() throws Exception {
        refused(
                () -> soap.checkDeployStatus("0Af000000000zzzAAA", false),
                "INVALID_CROSS_REFERENCE_KEY: invalid cross reference id");
        DeployResult broken = done(soap.deploy(new byte[] {1, 2, 3}, options()).getId());
        assertThat(broken.getErrorStatusCode()).isEqualTo(StatusCode.INVALID_OPERATION);
        assertThat(broken.getErrorMessage()).startsWith("The zip file can't be read");
    }

    @Test
    void a_soap_message_has_at_most_52428800_bytes() {
        refused(
                () -> soap.deploy(new byte[39_400_000], options()),
                "Maximum size of request reached. Maximum size of request is 52428800 bytes.");
        assertThat(org.deployments()).isEmpty();
    }

    private DeployResult done(String id) throws ConnectionException {
        for (int i = 0; i < 50 && !soap.checkDeployStatus(id, false).isDone(); i++) {
            org.step();
        }
        return soap.checkDeployStatus(id, true);
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String words) {
        assertThatThrownBy(call)
                .isInstanceOf(ConnectionException.class)
                .asString()
                .contains(words);
    }

    private static DeployOptions options() {
        DeployOptions options = new DeployOptions();
        options.setRollbackOnError(true);
        options.setSinglePackage(true);
        return options;
    }
}
