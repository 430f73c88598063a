package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.SluiceTest;
import io.sluice.change.ChangeStatus;
import io.sluice.change.ScopeItem;
import io.sluice.deployment.DeploymentStatus;
import io.sluice.deployment.EnvironmentPreparation;
import io.sluice.environment.Connections;
import io.sluice.metadata.Component;
import io.sluice.rehearsal.org.RehearsalOrg;
import io.sluice.remotejob.RemoteJobState;
import io.sluice.salesforce.DeployOptions;
import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.TestLevel;
import io.sluice.salesforce.ZipSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The paths of {@code change-request.bpmn}, with the real rooms and orgs. */
@SluiceTest
class ChangePathsTest {

    private static final String RATING = "ApexClass:VisitRating";
    private static final String SCOPE = RATING + "\nApexClass:VisitRatingTest";
    private static final String RECORD = "Sluice_Change_Request__c";
    private static final String SUMMARY = "classes/VisitSummary.cls";

    private static final String META = "<ApexClass xmlns=\"http://soap.sforce.com/2006/04/metadata\">"
            + "<apiVersion>62.0</apiVersion><status>Active</status></ApexClass>";

    @Autowired
    private ApplicationContext context;

    private OrgPair orgs;
    private Journey change;

    @BeforeEach
    void begin() {
        orgs = OrgPair.open(context);
        change = Journey.begin(context, orgs, "rita", "Minor");
    }

    @AfterEach
    void end() {
        change.abandon();
        orgs.close();
    }

    @Test
    void change_goes_from_nothing_to_completed() {
        assertThat(change.change().status()).isEqualTo(ChangeStatus.IN_PROGRESS);
        change.scope(SCOPE, "");
        assertThat(change.change().status()).isEqualTo(ChangeStatus.PENDING_APPROVAL);
        change.complete("Approve change request", "anna", Journey.approve());
        assertThat(change.change().status()).isEqualTo(ChangeStatus.APPROVED);
        change.complete("Choose environment", "dev", Map.of("environment", orgs.sandboxId()));
        assertThat(change.shown("Make changes", "dev", "connection"))
                .contains(orgs.sandboxName(), orgs.sandbox().orgId(), "sluice.integration@site-visits.example");
        assertThat(orgs.sandbox().records(RECORD)).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("Number__c", change.number()));

        orgs.develop("classes/VisitRating.cls", "'Low' => 5", "'Low' => 2");
        orgs.develop("classes/VisitRatingTest.cls", "assertEquals(70,", "assertEquals(73,");
        change.complete("Make changes", "dev", Map.of("scope", SCOPE, "next", "look-again"));
        assertThat(change.shown("Make changes", "dev", "sandboxChanges")).contains("VisitRating", "Dana Developer");
        change.toPrepareDeployment(SCOPE);
        assertThat(change.shown("Prepare deployment", "mara", "comparison")).isEqualTo("2 items compared: 2 different");
        change.prepare(true);
        assertThat(change.record().status()).isEqualTo(DeploymentStatus.PENDING_APPROVAL);
        change.complete("Approve deployment", "ben", Journey.approve());
        assertThat(change.shown("Start deployment", "mara", "validation")).contains("2 components validated");
        assertThat(orgs.production().file("classes/VisitRating.cls").orElseThrow())
                .as("a validation changes nothing")
                .contains("'Low' => 5");
        change.complete("Start deployment", "mara", Map.of("go", "start", "reason", ""));
        assertThat(change.record().status()).isEqualTo(DeploymentStatus.DEPLOYED);
        assertThat(change.change().status()).isEqualTo(ChangeStatus.APPROVED);
        change.complete("Complete change request", "rita", Map.of());

        assertThat(change.change().status()).isEqualTo(ChangeStatus.COMPLETED);
        assertThat(change.instances()).isEmpty();
        assertThat(orgs.production().file("classes/VisitRating.cls").orElseThrow())
                .contains("'Low' => 2");
        assertThat(orgs.production().deployments())
                .extracting(deployment -> deployment.checkOnly())
                .containsExactly(true, false);
    }

    @Test
    void rejected_change_is_reworked_and_approved() {
        change.scope(SCOPE, "");
        change.complete("Approve change request", "anna", Journey.reject("Leave the test alone"));

        assertThat(change.change().status()).isEqualTo(ChangeStatus.REJECTED);
        assertThat(change.shown("Rework change request", "rita", "rejection")).isEqualTo("Leave the test alone");
        assertThat(change.shown("Rework change request", "rita", "existing")).isEqualTo(SCOPE);
        change.complete("Rework change request", "rita", Journey.scopeForm(RATING, ""));

        assertThat(change.change().status()).isEqualTo(ChangeStatus.PENDING_APPROVAL);
        change.complete("Approve change request", "ben", Journey.approve());
        assertThat(change.openTasks()).containsExactly("Choose environment");
        assertThat(change.change().approvedRevision()).isEqualTo(2);
    }

    @Test
    void wrong_scope_item_comes_back_named() {
        change.scope("ApexClass:VisitRatng", "ApexClass:FindingEscalation");

        assertThat(change.shown("Define scope", "rita", "problem"))
                .contains("ApexClass:VisitRatng does not exist in " + orgs.productionName())
                .contains("Did you mean ApexClass:VisitRating?")
                .contains("ApexClass:FindingEscalation is proposed, but exists already");
        assertThat(change.shown("Define scope", "rita", "existing")).isEqualTo("ApexClass:VisitRatng");
        assertThat(change.change().status()).isEqualTo(ChangeStatus.IN_PROGRESS);
        change.scope(SCOPE, "");
        assertThat(change.openTasks()).containsExactly("Approve change request");
    }

    @Test
    void approver_who_would_count_twice_sends_the_scope_back() {
        Journey major = Journey.begin(context, orgs, "rita", "Major");
        major.complete(
                "Define scope", "rita", Map.of("existing", SCOPE, "proposed", "", "additionalApprovers", "mara"));

        assertThat(major.shown("Define scope", "rita", "problem"))
                .contains("One person counts once", "mara", "release-manager");
        assertThat(major.change().status()).isEqualTo(ChangeStatus.IN_PROGRESS);
        major.abandon();
    }

    @Test
    void wrong_credentials_come_back_with_the_orgs_message_and_are_corrected() {
        change.toChooseEnvironment(SCOPE, "");
        orgs.secret(orgs.sandboxId(), "Not-The-Secret-1");
        change.complete("Choose environment", "dev", Map.of("environment", orgs.sandboxId()));
        assertThat(change.shown("Choose environment", "dev", "problem"))
                .contains(orgs.sandboxName(), "invalid client credentials", "/environments/" + orgs.sandboxId())
                .doesNotContain("Not-The-Secret-1");
        orgs.secret(orgs.sandboxId(), OrgPair.SECRET);
        change.complete("Choose environment", "dev", Map.of("environment", orgs.sandboxId()));

        change.complete("Make changes", "dev", Map.of("scope", SCOPE, "next", "done"));
        orgs.secret(orgs.productionId(), "wrong");
        change.complete("Choose target", "dev", Map.of("target", orgs.productionId()));
        assertThat(change.shown("Choose target", "dev", "problem"))
                .contains(orgs.productionName(), "invalid client credentials");
        orgs.secret(orgs.productionId(), OrgPair.SECRET);
        change.complete("Choose target", "dev", Map.of("target", orgs.productionId()));
        assertThat(change.openTasks()).containsExactly("Prepare deployment");
    }

    @Test
    void environment_that_is_not_prepared_is_named_with_who_can_prepare_it() {
        change.toChooseEnvironment(SCOPE, "");
        OrgPair.unprepare(orgs.sandbox());
        change.complete("Choose environment", "dev", Map.of("environment", orgs.sandboxId()));
        assertThat(change.shown("Choose environment", "dev", "problem"))
                .contains(orgs.sandboxName(), "is not prepared", "object Sluice_Change_Request__c")
                .contains("An administrator can prepare it on page /environments/" + orgs.sandboxId());
        OrgPair.prepare(orgs.sandbox());
        change.complete("Choose environment", "dev", Map.of("environment", orgs.sandboxId()));

        change.complete("Make changes", "dev", Map.of("scope", SCOPE, "next", "done"));
        OrgPair.unprepare(orgs.production());
        change.complete("Choose target", "dev", Map.of("target", orgs.productionId()));
        assertThat(change.shown("Choose target", "dev", "problem"))
                .contains(orgs.productionName(), "is not prepared", "/environments/" + orgs.productionId());
        OrgPair.prepare(orgs.production());
        change.complete("Choose target", "dev", Map.of("target", orgs.productionId()));
        assertThat(change.openTasks()).containsExactly("Prepare deployment");
        assertThat(orgs.production().records("Sluice_Deployment__c")).hasSize(1);
    }

    @Test
    void scope_that_changed_in_the_sandbox_is_approved_again_with_the_difference_shown() {
        change.toMakeChanges(SCOPE, "");
        change.toPrepareDeployment(RATING + "\nApexClass:FindingEscalation");

        assertThat(change.openTasks()).containsExactly("Approve change request");
        assertThat(change.change().status()).isEqualTo(ChangeStatus.PENDING_APPROVAL);
        assertThat(change.shown("Approve change request", "anna", "problem"))
                .isEqualTo("The scope that came back differs from the approved one and needs approval again."
                        + " Added: ApexClass:FindingEscalation. Removed: ApexClass:VisitRatingTest.");
        assertThat(change.shown("Approve change request", "anna", "scopeDifference"))
                .contains("added", "ApexClass:FindingEscalation", "removed", "ApexClass:VisitRatingTest");
        change.complete("Approve change request", "anna", Journey.approve());
        assertThat(change.openTasks()).containsExactly("Prepare deployment");
        assertThat(change.change().approvedRevision()).isEqualTo(change.change().revision());
    }

    @Test
    void scope_that_changed_and_is_rejected_goes_to_rework() {
        change.toMakeChanges(SCOPE, "");
        change.toPrepareDeployment(RATING);
        change.complete("Approve change request", "anna", Journey.reject("The test belongs to it"));

        assertThat(change.shown("Rework change request", "rita", "rejection")).isEqualTo("The test belongs to it");
        change.complete("Rework change request", "rita", Journey.scopeForm(SCOPE, ""));
        change.complete("Approve change request", "anna", Journey.approve());
        change.complete("Choose environment", "dev", Map.of("environment", orgs.sandboxId()));
        assertThat(change.shown("Make changes", "dev", "scope"))
                .as("the new revision wins over what was stated before")
                .isEqualTo(SCOPE);
    }

    @Test
    void proposed_item_that_is_missing_goes_back_to_make_changes_until_it_is_there() {
        String withSummary = RATING + "\nApexClass:VisitSummary";
        change.toMakeChanges(RATING, "ApexClass:VisitSummary");
        change.toPrepareDeployment(withSummary);
        assertThat(change.shown("Make changes", "dev", "problem"))
                .isEqualTo("ApexClass:VisitSummary is in the scope, but not in the sandbox. Make it there, or take it"
                        + " out of the scope.");
        assertThat(change.shown("Make changes", "dev", "scope")).isEqualTo(withSummary);
        assertThat(change.change().status()).isEqualTo(ChangeStatus.APPROVED);

        orgs.sandbox().putFile(SUMMARY, "public class VisitSummary {}", OrgPair.DEVELOPER);
        change.toPrepareDeployment(withSummary);
        assertThat(change.openTasks())
                .as("a proposed item that was made is no difference")
                .containsExactly("Prepare deployment");
        assertThat(change.scope().items())
                .contains(new ScopeItem(new Component("ApexClass", "VisitSummary"), ScopeItem.Kind.EXISTING));
        assertThat(change.shown("Prepare deployment", "mara", "comparison")).contains("1 only in source");
    }

    @Test
    void what_a_scope_deletes_is_deleted_in_production_once_it_is_gone_from_the_sandbox() {
        orgs.production().putFile(SUMMARY, "public class VisitSummary {}", OrgPair.DEVELOPER);
        orgs.sandbox().putFile(SUMMARY, "public class VisitSummary {}", OrgPair.DEVELOPER);
        change.complete(
                "Define scope",
                "rita",
                Map.of(
                        "existing", SCOPE,
                        "proposed", "",
                        "deletions", "ApexClass:VisitSummary",
                        "additionalApprovers", ""));
        change.complete("Approve change request", "anna", Journey.approve());
        change.complete("Choose environment", "dev", Map.of("environment", orgs.sandboxId()));
        orgs.develop("classes/VisitRating.cls", "'Low' => 5", "'Low' => 2");
        orgs.develop("classes/VisitRatingTest.cls", "assertEquals(70,", "assertEquals(73,");
        orgs.sandbox().removeFile(SUMMARY, OrgPair.DEVELOPER);
        change.toPrepareDeployment(SCOPE + "\ndelete ApexClass:VisitSummary");
        assertThat(change.shown("Prepare deployment", "mara", "comparison")).contains("1 only in target");
        change.prepare(false);
        assertThat(change.shown("Approve deployment", "ben", "deletions"))
                .isEqualTo("ApexClass:VisitSummary, after the package is deployed");
        assertThat(orgs.production().file(SUMMARY)).isPresent();
        change.complete("Approve deployment", "ben", Journey.approve());

        assertThat(change.record().status()).isEqualTo(DeploymentStatus.DEPLOYED);
        assertThat(orgs.production().file(SUMMARY)).isEmpty();
        assertThat(orgs.production().file("classes/VisitRating.cls").orElseThrow())
                .contains("'Low' => 2");
    }

    @Test
    void scope_that_nobody_can_read_comes_back_from_the_form_and_from_the_org() {
        change.toMakeChanges(SCOPE, "");
        change.complete("Make changes", "dev", Map.of("scope", RATING + "\nthe test too", "next", "done"));
        assertThat(change.shown("Make changes", "dev", "problem"))
                .isEqualTo("Line 2 of the scope, \"the test too\": it is not written as Type:FullName, for example"
                        + " ApexClass:InvoiceService.");
        assertThat(change.shown("Make changes", "dev", "scope")).isEqualTo(RATING + "\nthe test too");

        change.complete("Make changes", "dev", Map.of("scope", SCOPE, "next", "done"));
        onItem(orgs.sandbox(), "VisitRating", Map.of("Type__c", "Apexclas"));
        change.complete("Choose target", "dev", Map.of("target", orgs.productionId()));
        assertThat(change.shown("Make changes", "dev", "problem"))
                .contains("Scope item \"Apexclas:VisitRating\" of " + change.number() + "'s record in "
                        + orgs.sandboxName());
        assertThat(change.shown("Make changes", "dev", "scope")).contains("Apexclas:VisitRating");
        change.toPrepareDeployment(SCOPE);
        assertThat(change.openTasks()).containsExactly("Prepare deployment");
    }

    @Test
    void objects_of_an_older_version_are_upgraded_through_the_queue_and_then_the_push_goes_on() {
        change.toChooseEnvironment(SCOPE, "");
        OrgPair.unprepare(orgs.sandbox());
        OrgPair.prepareAsVersionOne(orgs.sandbox());
        change.complete("Choose environment", "dev", Map.of("environment", orgs.sandboxId()));
        assertThat(change.shown("Choose environment", "dev", "problem"))
                .contains(
                        "version 1 of Sluice's objects; version 2 is needed", "object Sluice_Scope_Item__c", "upgrade");

        EnvironmentPreparation preparation = context.getBean(EnvironmentPreparation.class);
        preparation.prepare(orgs.sandboxId(), "admin");
        change.stepOrgsUntil(
                () -> preparation.attempts(orgs.sandboxId()).stream().anyMatch(attempt -> attempt.endedAt() != null));
        assertThat(preparation.attempts(orgs.sandboxId()))
                .singleElement()
                .satisfies(attempt ->
                        assertThat(attempt.log()).as(attempt.toString()).matches(log -> log != null && log.success()));
        change.complete("Choose environment", "dev", Map.of("environment", orgs.sandboxId()));
        assertThat(change.openTasks()).as(problems()).containsExactly("Make changes");
        assertThat(orgs.sandbox().records("Sluice_Scope_Item__c")).hasSize(2);
    }

    @Test
    void what_a_developer_changes_and_deletes_in_the_sandbox_is_offered_and_nothing_else() throws Exception {
        change.toMakeChanges(SCOPE, "");
        assertThat(change.shown("Make changes", "dev", "sandboxChanges")).isEqualTo("[]");
        deployAsTheCommandLineDoes(Map.of(
                "classes/VisitRating.cls",
                orgs.sandbox().file("classes/VisitRating.cls").orElseThrow() + "\n// edited",
                "classes/VisitRating.cls-meta.xml",
                META,
                "classes/FindingEscalation.cls",
                orgs.sandbox().file("classes/FindingEscalation.cls").orElseThrow() + "\n// edited",
                "classes/FindingEscalation.cls-meta.xml",
                META,
                "classes/VisitSummary.cls",
                "public class VisitSummary {}",
                "classes/VisitSummary.cls-meta.xml",
                META,
                "package.xml",
                "<Package xmlns=\"http://soap.sforce.com/2006/04/metadata\"><types>"
                        + "<members>VisitRating</members><members>FindingEscalation</members>"
                        + "<members>VisitSummary</members><name>ApexClass</name></types>"
                        + "<version>62.0</version></Package>",
                "destructiveChangesPost.xml",
                "<Package xmlns=\"http://soap.sforce.com/2006/04/metadata\"><types>"
                        + "<members>VisitRatingTest</members><name>ApexClass</name></types></Package>"));
        change.complete("Make changes", "dev", Map.of("scope", SCOPE, "next", "look-again"));

        var offered = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(change.shown("Make changes", "dev", "sandboxChanges"));
        assertThat(offered)
                .extracting(row -> row.path("item").asText() + " "
                        + row.path("what").asText() + " " + row.path("inScope").asText())
                .containsExactlyInAnyOrder(
                        "ApexClass:VisitRating changed yes",
                        "ApexClass:FindingEscalation changed no",
                        "ApexClass:VisitSummary changed no",
                        "ApexClass:VisitRatingTest deleted yes");

        change.toPrepareDeployment(RATING + "\nApexClass:FindingEscalation\nApexClass:VisitSummary\ndelete"
                + " ApexClass:VisitRatingTest");
        assertThat(change.shown("Approve change request", "anna", "scopeDifference"))
                .contains("added", "FindingEscalation", "kind changed", "deletion of ApexClass:VisitRatingTest");
        assertThat(orgs.sandbox().records("Sluice_Scope_Item__c"))
                .extracting(item -> item.get("Full_Name__c") + " " + item.get("Kind__c"))
                .containsExactlyInAnyOrder(
                        "VisitRating Change",
                        "VisitRatingTest Delete",
                        "FindingEscalation Change",
                        "VisitSummary Change");
    }

    private void deployAsTheCommandLineDoes(Map<String, String> files) throws Exception {
        var bytes = new java.io.ByteArrayOutputStream();
        try (var zip = new java.util.zip.ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new java.util.zip.ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        OrgConnection org = context.getBean(Connections.class).open(orgs.sandboxId());
        String id = org.startDeploy(
                new ZipSource() {
                    @Override
                    public long length() {
                        return bytes.size();
                    }

                    @Override
                    public java.io.InputStream open() {
                        return new java.io.ByteArrayInputStream(bytes.toByteArray());
                    }
                },
                new DeployOptions(false, TestLevel.NO_TEST_RUN, List.of()));
        for (int step = 0; step < 100 && !org.deployment(id, false).done(); step++) {
            orgs.step();
        }
        assertThat(org.deployment(id, true).success())
                .as(org.deployment(id, true).toString())
                .isTrue();
    }

    @Test
    void what_both_sides_changed_differently_is_decided_by_a_person_and_the_sync_goes_on() {
        change.toMakeChanges(SCOPE, "");
        change.complete("Make changes", "dev", Map.of("scope", SCOPE, "next", "done"));
        inSalesforce(orgs.sandbox(), Map.of("Title__c", "As the sandbox says"));
        change.rename("As Sluice says");
        change.complete("Choose target", "dev", Map.of("target", orgs.productionId()));

        assertThat(change.openTasks()).containsExactly("Resolve conflicts");
        assertThat(change.shown("Resolve conflicts", "dev", "conflicts"))
                .contains("the change request: title", "As Sluice says", "As the sandbox says");
        change.complete("Resolve conflicts", "dev", Map.of("decision", "theirs"));
        assertThat(change.openTasks()).containsExactly("Prepare deployment");
        assertThat(change.change().name()).isEqualTo("As the sandbox says");
        assertThat(change.change().status()).isEqualTo(ChangeStatus.APPROVED);
    }

    @Test
    void record_that_is_gone_from_the_sandbox_is_written_anew() {
        change.toMakeChanges(SCOPE, "");
        change.complete("Make changes", "dev", Map.of("scope", SCOPE, "next", "done"));
        inSalesforce(orgs.sandbox(), Map.of("Global_Id__c", "somebody typed over it"));
        change.complete("Choose target", "dev", Map.of("target", orgs.productionId()));

        assertThat(change.shown("Choose environment", "dev", "problem")).contains(change.number(), orgs.sandboxName());
        change.complete("Choose environment", "dev", Map.of("environment", orgs.sandboxId()));
        change.toPrepareDeployment(SCOPE);
        assertThat(change.openTasks()).containsExactly("Prepare deployment");
    }

    @Test
    void change_is_cancelled_while_a_comparison_runs() {
        change.toMakeChanges(SCOPE, "");
        change.complete("Make changes", "dev", Map.of("scope", SCOPE, "next", "done"));
        orgs.sandbox().faults().holdJobs();
        change.only("Choose target", "dev", Map.of("target", orgs.productionId()));
        change.runUntil(() -> change.jobs().stream().anyMatch(job -> job.state() == RemoteJobState.RUNNING));
        assertThat(change.runningSteps()).containsExactly("Await comparison");

        assertThat(change.processes().cancel(change.number(), "dev", "Not mine").orElseThrow())
                .isEqualTo("Only rita, who asked for the change, a release manager, an operator or an administrator may"
                        + " cancel it.");
        assertThat(change.processes().cancel(change.number(), "rita", "Not wanted any more"))
                .isEmpty();

        assertThat(change.change().status()).isEqualTo(ChangeStatus.CANCELLED);
        assertThat(change.change().statusReason()).isEqualTo("Not wanted any more");
        assertThat(change.record().status()).isEqualTo(DeploymentStatus.CANCELLED);
        orgs.sandbox().faults().releaseJobs();
        change.run();
        assertThat(change.instances()).isEmpty();
        assertThat(orgs.sandbox().records(RECORD).get(0)).containsEntry("Status__c", "Cancelled");
        assertThat(change.jobs())
                .allSatisfy(job -> assertThat(job.state()).isIn(RemoteJobState.DELIVERED, RemoteJobState.WITHDRAWN));
        assertThat(change.processes().cancel(change.number(), "rita", "Again").orElseThrow())
                .isEqualTo(change.number() + " has ended already: Cancelled.");
    }

    @Test
    void change_is_cancelled_while_people_decide() {
        change.scope(SCOPE, "");
        assertThat(change.processes().cancel(change.number(), "mara", "Another change does it"))
                .isEmpty();
        assertThat(change.openTasks()).isEmpty();
        assertThat(change.change().status()).isEqualTo(ChangeStatus.CANCELLED);
        change.run();
        assertThat(change.instances()).isEmpty();
    }

    private String problems() {
        return change.openTasks().contains("Choose environment")
                ? change.shown("Choose environment", "dev", "problem")
                : "";
    }

    private static void onItem(RehearsalOrg org, String fullName, Map<String, Object> fields) {
        Map<String, Object> row = new java.util.LinkedHashMap<>(fields);
        row.put(
                "Id",
                org.records("Sluice_Scope_Item__c").stream()
                        .filter(item -> fullName.equals(item.get("Full_Name__c")))
                        .findFirst()
                        .orElseThrow()
                        .get("Id"));
        org.putRecord("Sluice_Scope_Item__c", row);
    }

    private static void inSalesforce(RehearsalOrg org, Map<String, Object> fields) {
        Map<String, Object> row = new java.util.LinkedHashMap<>(fields);
        row.put("Id", org.records(RECORD).get(0).get("Id"));
        org.putRecord(RECORD, row);
    }
}
