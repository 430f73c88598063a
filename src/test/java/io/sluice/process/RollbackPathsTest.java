package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.SluiceTest;
import io.sluice.change.ChangeStatus;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.DeploymentStatus;
import io.sluice.deployment.Deployments;
import io.sluice.deployment.Rehearsals;
import io.sluice.deployment.Rollbacks;
import io.sluice.rehearsal.org.DeployJobView;
import io.sluice.remotejob.RemoteJobState;
import java.util.Map;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The paths of {@code rollback.bpmn}, with the real rooms and orgs. */
@SluiceTest
class RollbackPathsTest {

    private static final String RATING = "classes/VisitRating.cls";
    private static final String OBJECT = "objects/Site_Visit__c.object";
    private static final String FIELD = "CustomField:Site_Visit__c.Open_Findings__c";
    private static final String RECORD_TYPE = "RecordType:Site_Visit__c.Audit";
    private static final String MOOD = "ApexClass:VisitMood";
    private static final String META = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<ApexClass xmlns=\"http://soap.sforce.com/2006/04/metadata\"><apiVersion>62.0</apiVersion></ApexClass>\n";
    private static final String FIELD_ELEMENT =
            "    <fields><fullName>Open_Findings__c</fullName><label>Open Findings</label><precision>3</precision>"
                    + "<scale>0</scale><type>Number</type></fields>\n";
    private static final String SCOPE = "ApexClass:VisitRating\nApexClass:VisitRatingTest\n" + FIELD;
    private static final String FAILING = "// rehearsal: requires CustomField:Site_Visit__c.Nowhere__c";
    private static final Map<String, String> START = Map.of("go", "start", "reason", "");

    @Autowired
    private ApplicationContext context;

    private OrgPair orgs;
    private Journey change;
    private String ratingBefore;
    private String objectBefore;

    @BeforeEach
    void begin() {
        orgs = OrgPair.open(context);
        change = Journey.begin(context, orgs, "rita", "Minor");
        ratingBefore = orgs.production().file(RATING).orElseThrow();
        objectBefore = orgs.production().file(OBJECT).orElseThrow();
    }

    @AfterEach
    void end() {
        change.abandon();
        orgs.close();
    }

    @Test
    void completed_change_is_rolled_back_as_a_whole_and_says_so() {
        toDeployed();
        change.complete("Complete change request", "mara", Map.of());
        assertThat(change.change().status()).isEqualTo(ChangeStatus.COMPLETED);
        DeploymentRecord rollback = start("mara");

        assertThat(change.shown("Prepare rollback", "mara", "plan"))
                .isEqualTo("restore ApexClass:VisitRating\ndelete " + FIELD);
        assertThat(change.shown("Prepare rollback", "mara", "cannotUndo"))
                .isEqualTo(
                        FIELD + ": A rollback deletes the field with everything that people enter into it until then.");
        String plan = change.shown("Prepare rollback", "mara", "plan");
        change.complete("Prepare rollback", "mara", prepare(plan));
        assertThat(change.shown("Approve rollback", "anna", "deletions")).contains(FIELD);
        assertThat(change.shown("Approve rollback", "anna", "items")).contains("as it was deployed", "was not there");
        change.complete("Approve rollback", "anna", Journey.reject("Explain first"));
        assertThat(change.shown("Prepare rollback", "mara", "problem")).isEqualTo("anna rejected it: Explain first");
        change.complete("Prepare rollback", "mara", prepare(plan));
        change.complete("Approve rollback", "ben", Journey.approve());
        assertThat(change.shown("Start rollback", "mara", "validation")).contains("validated");
        change.complete("Start rollback", "mara", START);

        assertThat(orgs.production().file(RATING).orElseThrow()).isEqualTo(ratingBefore);
        assertThat(orgs.production().components()).doesNotContain(FIELD);
        assertThat(orgs.production().deployments())
                .extracting(DeployJobView::checkOnly, DeployJobView::status)
                .endsWith(Tuple.tuple(true, "Succeeded"), Tuple.tuple(false, "Succeeded"));
        DeploymentRecord done = deployments().require(rollback.id());
        assertThat(done.status()).isEqualTo(DeploymentStatus.DEPLOYED);
        assertThat(change.record().status()).isEqualTo(DeploymentStatus.CANCELLED);
        assertThat(change.record().statusReason())
                .isEqualTo("Rolled back by " + rollback.id() + ": " + orgs.productionId() + " is as it was before.");
        assertThat(change.change().status()).isEqualTo(ChangeStatus.CANCELLED);
        assertThat(change.change().statusReason()).startsWith("Rolled back by " + rollback.id());
        assertThat(change.instances()).isEmpty();
        assertThat(change.acts())
                .containsSubsequence(
                        "target-state-kept",
                        "deployment-deploy-requested",
                        "rollback-begun",
                        "rollback-prepared",
                        "rollback-package-built",
                        "deployment-verified",
                        "deployment-rolled-back");
    }

    @Test
    void change_that_is_not_completed_yet_can_not_be_completed_after_its_rollback() {
        toDeployed();
        start("mara");
        toVerified(change.shown("Prepare rollback", "mara", "plan"));

        assertThat(change.record().status()).isEqualTo(DeploymentStatus.IN_PROGRESS);
        assertThat(change.change().status()).isEqualTo(ChangeStatus.APPROVED);
        assertThat(change.refused("Complete change request", "mara", Map.of()))
                .contains(change.record().id() + " is In Progress: Rolled back by ");
        assertThat(change.processes().cancel(change.number(), "mara", "Not wanted any more"))
                .isEmpty();
        change.run();
        assertThat(change.change().status()).isEqualTo(ChangeStatus.CANCELLED);
    }

    @Test
    void what_others_changed_since_is_kept_or_undone_as_somebody_decides() {
        toDeployed();
        OrgPair.edit(orgs.production(), RATING, "'High' => 25", "'High' => 30", "hotfix@x.example");
        start("mara");
        assertThat(change.shown("Prepare rollback", "mara", "items")).contains("changed by somebody since");
        String plan = change.shown("Prepare rollback", "mara", "plan");
        assertThat(plan).startsWith("decide ApexClass:VisitRating\n");
        change.complete("Prepare rollback", "mara", prepare(plan));
        assertThat(change.shown("Prepare rollback", "mara", "problem"))
                .startsWith("ApexClass:VisitRating was changed")
                .contains("Write keep to leave that change, or restore to undo it");

        toVerified(plan.replace("decide", "keep"));
        assertThat(orgs.production().file(RATING).orElseThrow()).contains("'High' => 30", "'Low' => 2");
        assertThat(orgs.production().components()).doesNotContain(FIELD);
        assertThat(change.record().statusReason()).startsWith("Partly rolled back by ");

        start("mara");
        assertThat(change.shown("Prepare rollback", "mara", "plan")).isEqualTo("decide ApexClass:VisitRating");
        toVerified("restore ApexClass:VisitRating");
        assertThat(orgs.production().file(RATING).orElseThrow()).isEqualTo(ratingBefore);
        assertThat(change.record().statusReason()).startsWith("Rolled back by ");
    }

    @Test
    void failed_deployment_is_rolled_back_from_fix_errors_and_repeated_under_the_same_approval() {
        toStartDeployment();
        String before =
                orgs.production().file("classes/FindingEscalationTest.cls").orElseThrow();
        OrgPair.edit(
                orgs.production(),
                "classes/FindingEscalationTest.cls",
                "insert visit;",
                FAILING + "\ninsert visit;",
                "hotfix@x.example");
        change.complete("Start deployment", "mara", START);
        assertThat(change.record().status()).isEqualTo(DeploymentStatus.FAILED);
        // As an org leaves it that was told not to take everything back.
        OrgPair.edit(orgs.production(), RATING, "'Low' => 5", "'Low' => 2", "sluice.integration@site-visits.example");
        orgs.production().putFile("classes/FindingEscalationTest.cls", before, "hotfix@x.example");

        change.complete("Fix errors", "mara", Journey.next("roll-back", "Half of it is there"));
        assertThat(change.refused("Prepare rollback", "mara", Map.of("next", "give-up", "reason", "")))
                .isEqualTo("Giving up needs a reason.");
        assertThat(change.shown("Prepare rollback", "mara", "plan")).isEqualTo("restore ApexClass:VisitRating");
        toVerified("restore ApexClass:VisitRating");

        assertThat(change.shown("Fix errors", "mara", "problem")).startsWith("Rolled back by ");
        assertThat(orgs.production().file(RATING).orElseThrow()).isEqualTo(ratingBefore);
        change.complete("Fix errors", "mara", Journey.next("repeat", ""));
        assertThat(change.openTasks()).as("the same approval holds").containsExactly("Start deployment");
        change.complete("Start deployment", "mara", START);
        assertThat(change.record().status()).isEqualTo(DeploymentStatus.DEPLOYED);
    }

    @Test
    void rollback_is_compared_and_approved_again_when_the_target_moves_and_mended_when_it_fails() {
        toDeployed();
        start("mara");
        String plan = change.shown("Prepare rollback", "mara", "plan");
        change.complete("Prepare rollback", "mara", prepare(plan));
        change.only("Approve rollback", "ben", Journey.approve());
        OrgPair.edit(orgs.production(), RATING, "'High' => 25", "'High' => 30", "hotfix@x.example");
        change.run();
        assertThat(change.shown("Prepare rollback", "mara", "problem")).contains("ApexClass:VisitRating (changed)");
        plan = plan.replace("keep", "restore").replace("decide", "restore");
        change.complete("Prepare rollback", "mara", prepare(plan));
        change.complete("Approve rollback", "ben", Journey.approve());

        String test =
                orgs.production().file("classes/FindingEscalationTest.cls").orElseThrow();
        OrgPair.edit(
                orgs.production(),
                "classes/FindingEscalationTest.cls",
                "insert visit;",
                FAILING + "\ninsert visit;",
                "hotfix@x.example");
        change.complete("Start rollback", "mara", START);
        assertThat(change.shown("Fix errors", "mara", "problem")).contains("1 Apex test failed");
        orgs.production().putFile("classes/FindingEscalationTest.cls", test, "hotfix@x.example");
        change.complete("Fix errors", "mara", Journey.next("repeat", ""));
        change.complete("Start rollback", "mara", START);
        assertThat(orgs.production().file(RATING).orElseThrow()).isEqualTo(ratingBefore);
        assertThat(orgs.production().file(OBJECT).orElseThrow()).doesNotContain("Open_Findings__c");
    }

    @Test
    void rollback_is_rehearsed_before_the_deployment_and_the_approver_reads_what_can_not_be_undone() {
        toPrepareDeployment();
        change.prepare(true);
        context.getBean(Rehearsals.class).request(change.record().id(), "mara");
        change.run();
        assertThat(context.getBean(Rehearsals.class)
                        .latest(change.record().id())
                        .orElseThrow()
                        .succeeded())
                .isTrue();
        assertThat(orgs.production().deployments())
                .extracting(DeployJobView::checkOnly, DeployJobView::status)
                .containsExactly(Tuple.tuple(true, "Succeeded"));
        assertThat(orgs.production().file(OBJECT).orElseThrow()).isEqualTo(objectBefore);
        assertThat(change.shown("Approve deployment", "ben", "cannotUndo")).contains(FIELD + ": A rollback deletes");
        change.complete("Approve deployment", "ben", Journey.approve());
        assertThat(change.openTasks()).containsExactly("Start deployment");
    }

    /** One rollback meets every error that there is and is given up in the end; another one is not even prepared. */
    @Test
    void every_error_of_a_rollback_comes_back_to_people_with_its_reason() {
        change.toMakeChanges(
                "ApexClass:VisitRating\nApexClass:VisitRatingTest", FIELD + "\n" + RECORD_TYPE + "\n" + MOOD);
        orgs.sandbox().putFile("classes/VisitMood.cls", "public class VisitMood { }", OrgPair.DEVELOPER);
        orgs.sandbox().putFile("classes/VisitMood.cls-meta.xml", META, OrgPair.DEVELOPER);
        orgs.develop(RATING, "'Low' => 5", "'Low' => 2");
        orgs.develop(
                OBJECT,
                "    <label>Site Visit</label>",
                FIELD_ELEMENT
                        + "    <recordTypes><fullName>Audit</fullName><active>true</active><label>Audit</label></recordTypes>\n"
                        + "    <label>Site Visit</label>");
        change.toPrepareDeployment(SCOPE + "\n" + RECORD_TYPE + "\n" + MOOD);
        change.prepare(true);
        assertThat(change.shown("Approve deployment", "ben", "cannotUndo"))
                .contains(RECORD_TYPE + ": Salesforce deletes no record type");
        change.complete("Approve deployment", "ben", Journey.approve());
        change.complete("Start deployment", "mara", START);
        DeploymentRecord rollback = start("mara");

        Persons persons = Persons.of(context);
        persons.leave("anna", "deployment-approver");
        persons.leave("ben", "deployment-approver");
        String whole = change.shown("Prepare rollback", "mara", "plan");
        try {
            change.complete("Prepare rollback", "mara", prepare(whole));
            assertThat(change.shown("Prepare rollback", "mara", "problem")).contains("deployment-approver");
        } finally {
            persons.join("anna", "deployment-approver");
            persons.join("ben", "deployment-approver");
        }
        orgs.production()
                .putFile(
                        "classes/Later.cls",
                        "public class Later { VisitMood mood = new VisitMood(); }",
                        "hotfix@x.example");
        orgs.production().putFile("classes/Later.cls-meta.xml", META, "hotfix@x.example");
        change.complete("Prepare rollback", "mara", prepare(whole));
        change.complete("Approve rollback", "ben", Journey.approve());
        assertThat(change.shown("Fix errors", "mara", "problem"))
                .contains(MOOD + " can't be deleted: ApexClass:Later uses it.");

        orgs.production().removeFile("classes/Later.cls", "hotfix@x.example");
        change.complete("Fix errors", "mara", Journey.next("repeat", ""));
        assertThat(change.shown("Fix errors", "mara", "problem"))
                .contains("deletes the record type Site_Visit__c.Audit");
        change.complete("Fix errors", "mara", Journey.next("compare-again", ""));
        String plan = change.shown("Prepare rollback", "mara", "plan")
                .replace("delete " + RECORD_TYPE, "keep " + RECORD_TYPE);
        change.complete("Prepare rollback", "mara", prepare(plan));
        String test =
                orgs.production().file("classes/FindingEscalationTest.cls").orElseThrow();
        orgs.production()
                .putFile(
                        "classes/FindingEscalationTest.cls",
                        test.replace("insert visit;", FAILING + "\ninsert visit;"),
                        "hotfix@x.example");
        change.complete("Approve rollback", "ben", Journey.approve());
        assertThat(change.shown("Fix errors", "mara", "problem")).contains("1 Apex test failed");

        orgs.production().putFile("classes/FindingEscalationTest.cls", test, "hotfix@x.example");
        change.complete("Fix errors", "mara", Journey.next("repeat", ""));
        OrgPair.edit(orgs.production(), RATING, "'High' => 25", "'High' => 30", "hotfix@x.example");
        change.complete("Start rollback", "mara", START);
        assertThat(change.shown("Prepare rollback", "mara", "problem")).contains("ApexClass:VisitRating (changed)");

        plan = change.shown("Prepare rollback", "mara", "plan").replace("decide", "restore");
        change.complete("Prepare rollback", "mara", prepare(plan));
        change.complete("Approve rollback", "ben", Journey.approve());
        change.only("Start rollback", "mara", START);
        change.runUntil(() -> change.jobs().stream()
                .anyMatch(job -> job.kind().equals("deploy")
                        && job.owner().equals(rollback.id())
                        && job.state() == RemoteJobState.DELIVERED));
        OrgPair.edit(orgs.production(), RATING, "'High' => 25", "'High' => 35", "hotfix@x.example");
        change.run();
        assertThat(change.shown("Fix errors", "mara", "problem"))
                .startsWith(
                        "After the rollback 1 of 5 items are not as they were kept: ApexClass:VisitRating (different).");
        change.complete("Fix errors", "mara", Journey.next("give-up", "By hand"));
        assertThat(deployments().require(rollback.id()).status()).isEqualTo(DeploymentStatus.CANCELLED);
        assertThat(change.record().status()).isEqualTo(DeploymentStatus.DEPLOYED);

        start("mara");
        change.complete("Prepare rollback", "mara", Map.of("next", "give-up", "reason", "Not needed"));
        assertThat(change.openTasks()).containsExactly("Complete change request");
    }

    private Deployments deployments() {
        return context.getBean(Deployments.class);
    }

    private DeploymentRecord start(String person) {
        RollbackProcesses.Started started =
                context.getBean(RollbackProcesses.class).start(change.record().id(), "Ratings are wrong", person);
        assertThat(started).isInstanceOf(RollbackProcesses.Started.Begun.class);
        change.run();
        DeploymentRecord rollback = ((RollbackProcesses.Started.Begun) started).rollback();
        assertThat(context.getBean(Rollbacks.class).open(change.record().id()))
                .get()
                .extracting(DeploymentRecord::id)
                .isEqualTo(rollback.id());
        return rollback;
    }

    private void toVerified(String plan) {
        change.complete("Prepare rollback", "mara", prepare(plan));
        change.complete("Approve rollback", "ben", Journey.approve());
        change.complete("Start rollback", "mara", START);
        assertThat(Set.copyOf(change.openTasks())).doesNotContain("Start rollback", "Prepare rollback");
    }

    private static Map<String, Object> prepare(String plan) {
        return Map.of(
                "next", "prepare",
                "plan", plan,
                "testLevel", "RunLocalTests",
                "tests", "",
                "goNeeded", true,
                "reason", "");
    }

    private void toPrepareDeployment() {
        change.toMakeChanges("ApexClass:VisitRating\nApexClass:VisitRatingTest", FIELD);
        orgs.develop(RATING, "'Low' => 5", "'Low' => 2");
        orgs.develop(OBJECT, "    <label>Site Visit</label>", FIELD_ELEMENT + "    <label>Site Visit</label>");
        change.toPrepareDeployment(SCOPE);
    }

    private void toStartDeployment() {
        toPrepareDeployment();
        change.prepare(true);
        change.complete("Approve deployment", "ben", Journey.approve());
    }

    private void toDeployed() {
        toStartDeployment();
        change.complete("Start deployment", "mara", START);
        assertThat(change.record().status()).isEqualTo(DeploymentStatus.DEPLOYED);
    }
}
