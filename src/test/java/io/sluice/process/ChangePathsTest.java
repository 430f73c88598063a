package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.SluiceTest;
import io.sluice.change.ChangeStatus;
import io.sluice.change.ScopeItem;
import io.sluice.deployment.DeploymentStatus;
import io.sluice.metadata.Component;
import io.sluice.rehearsal.org.RehearsalOrg;
import io.sluice.remotejob.RemoteJobState;
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
        orgs.secret(orgs.sandboxId(), "wrong");
        change.complete("Choose environment", "dev", Map.of("environment", orgs.sandboxId()));
        assertThat(change.shown("Choose environment", "dev", "problem"))
                .contains(orgs.sandboxName(), "invalid client credentials", "/environments/" + orgs.sandboxId())
                .doesNotContain("wrong");
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
        assertThat(change.shown("Approve deployment", "ben", "deletions")).isEqualTo("ApexClass:VisitSummary");
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
        inSalesforce(orgs.sandbox(), Map.of("Scope__c", "Apexclass VisitRating"));
        change.complete("Choose target", "dev", Map.of("target", orgs.productionId()));
        assertThat(change.shown("Make changes", "dev", "problem"))
                .contains("Line 1 of the scope in " + change.number() + "'s record in " + orgs.sandboxName());
        assertThat(change.shown("Make changes", "dev", "scope")).isEqualTo("Apexclass VisitRating");
        change.toPrepareDeployment(SCOPE);
        assertThat(change.openTasks()).containsExactly("Prepare deployment");
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

    private static void inSalesforce(RehearsalOrg org, Map<String, Object> fields) {
        Map<String, Object> row = new java.util.LinkedHashMap<>(fields);
        row.put("Id", org.records(RECORD).get(0).get("Id"));
        org.putRecord(RECORD, row);
    }
}
