package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.SluiceTest;
import io.sluice.approval.Approvals;
import io.sluice.change.ChangeStatus;
import io.sluice.deployment.ChangePaths;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.Deployments;
import io.sluice.deployment.Hop;
import io.sluice.evidence.Act;
import io.sluice.evidence.Evidence;
import io.sluice.rehearsal.org.RehearsalOrg;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A change on its way from a sandbox over QA to production, with the real rooms and orgs. */
@SluiceTest
class PromotionPathsTest {

    private static final String RATING = "classes/VisitRating.cls";
    private static final String SCOPE = "ApexClass:VisitRating\nApexClass:VisitRatingTest";
    private static final String CHANGED = "'Low' => 2";
    private static final String ESCALATION_TEST = "classes/FindingEscalationTest.cls";
    private static final String FAILING = "// rehearsal: requires CustomField:Site_Visit__c.Nowhere__c";
    private static final String DEPLOYMENT = "Sluice_Deployment__c";

    @Autowired
    private ApplicationContext context;

    private OrgPair orgs;
    private Journey change;

    @BeforeEach
    void developed_in_the_sandbox() {
        orgs = OrgPair.openWithQa(context);
        change = Journey.begin(context, orgs, "rita", "Minor");
        change.toMakeChanges(SCOPE, "");
        orgs.develop(RATING, "'Low' => 5", CHANGED);
        orgs.develop("classes/VisitRatingTest.cls", "assertEquals(70,", "assertEquals(73,");
    }

    @AfterEach
    void end() {
        change.abandon();
        orgs.close();
    }

    private void alongThePath() {
        change.complete("Make changes", "dev", Map.of("scope", SCOPE, "next", "done"));
        change.complete("Choose target", "dev", Map.of("target", orgs.qaId() + "," + orgs.productionId()));
    }

    /** Prepares and approves; the record has no go of its own. */
    private void deploy(String source, String target) {
        change.complete("Prepare deployment", "mara", Journey.preparation(source, target, "RunLocalTests", "", false));
        change.complete("Approve deployment", "ben", Journey.approve());
    }

    private void toQa() {
        alongThePath();
        deploy(orgs.sandboxId(), orgs.qaId());
    }

    private List<String> records() {
        return change.records().stream()
                .map(record -> record.target().replaceAll("-\\d+$", "") + " "
                        + record.status().words())
                .toList();
    }

    private String rating(RehearsalOrg org) {
        return org.file(RATING).orElseThrow();
    }

    private int rounds(String deployment) {
        return (int) context.getBean(Approvals.class).ofChange(change.number()).stream()
                .filter(round -> round.subject().id().equals(deployment))
                .count();
    }

    private List<Object> statusesIn(RehearsalOrg org) {
        return org.records(DEPLOYMENT).stream().map(row -> row.get("Status__c")).toList();
    }

    @Test
    void each_target_is_compared_approved_deployed_and_verified_before_the_next_is_opened() {
        alongThePath();
        assertThat(records()).containsExactly("qa In Progress");
        assertThat(orgs.production().records(DEPLOYMENT)).isEmpty();
        deploy(orgs.sandboxId(), orgs.qaId());
        assertThat(records()).containsExactly("qa Deployed", "production In Progress");
        assertThat(rating(orgs.qa())).contains(CHANGED);
        assertThat(rating(orgs.production())).doesNotContain(CHANGED);
        assertThat(statusesIn(orgs.production())).containsExactly("In Progress");

        DeploymentRecord second = change.records().get(1);
        assertThat(second.source()).isEqualTo(orgs.qaId());
        assertThat(change.shown("Prepare deployment", "mara", "movedInSource")).isEmpty();
        change.complete(
                "Prepare deployment",
                "mara",
                Journey.preparation(orgs.qaId(), orgs.productionId(), "RunLocalTests", "", false));
        Deployments deployments = context.getBean(Deployments.class);
        assertThat(deployments.lastEditors(second.id()))
                .as("who edited it in the sandbox, not who brought it to QA")
                .containsExactly("dev");
        assertThat(deployments.unknownEditors(second.id())).isEmpty();
        change.complete("Approve deployment", "anna", Journey.approve());
        assertThat(rating(orgs.production())).contains(CHANGED);
        assertThat(records()).containsExactly("qa Deployed", "production Deployed");
        assertThat(change.records())
                .extracting(DeploymentRecord::fingerprint)
                .doesNotContainNull()
                .doesNotHaveDuplicates();

        change.complete("Complete change request", "rita", Map.of());
        assertThat(change.change().status()).isEqualTo(ChangeStatus.COMPLETED);
        assertThat(change.instances()).isEmpty();
        assertThat(statusesIn(orgs.qa())).containsExactly("Deployed");
        assertThat(statusesIn(orgs.production())).containsExactly("Deployed");
        assertThat(change.acts())
                .containsSubsequence(
                        "promotion-path-chosen",
                        "deployment-verified",
                        "promotion-path-went-on",
                        "deployment-verified",
                        "change-request-completed");
    }

    @Test
    void what_somebody_else_changed_in_qa_is_named_to_those_who_decide() {
        toQa();
        OrgPair.edit(orgs.qa(), RATING, CHANGED, CHANGED + " /* hot */", "quinn.tester@site-visits.example");
        change.complete(
                "Prepare deployment",
                "mara",
                Journey.preparation(orgs.sandboxId(), orgs.productionId(), "RunLocalTests", "", false));
        change.complete(
                "Prepare deployment",
                "mara",
                Journey.preparation(orgs.qaId(), orgs.productionId(), "RunLocalTests", "", false));
        assertThat(change.shown("Prepare deployment", "mara", "movedInSource")).isEqualTo("ApexClass:VisitRating");
        change.complete(
                "Prepare deployment",
                "mara",
                Journey.preparation(orgs.qaId(), orgs.productionId(), "RunLocalTests", "", false));
        assertThat(change.shown("Approve deployment", "ben", "movedInSource")).isEqualTo("ApexClass:VisitRating");
        Deployments deployments = context.getBean(Deployments.class);
        String second = change.records().get(1).id();
        assertThat(deployments.lastEditors(second)).containsExactly("dev");
        assertThat(deployments.unknownEditors(second)).singleElement().isEqualTo("Quinn Tester");
        assertThat(context.getBean(Evidence.class).about(change.number()))
                .filteredOn(act -> act.kind().equals("deployment-prepared"))
                .last()
                .extracting(Act::details)
                .asString()
                .contains("movedSinceVerified");
    }

    @Test
    void second_target_that_refuses_is_repeated_under_its_approval_or_given_up() {
        OrgPair.edit(
                orgs.production(), ESCALATION_TEST, "insert visit;", FAILING + "\ninsert visit;", "hotfix@x.example");
        toQa();
        deploy(orgs.qaId(), orgs.productionId());
        assertThat(change.openTasks()).containsExactly("Fix errors");
        assertThat(records()).containsExactly("qa Deployed", "production Approved");
        String second = change.records().get(1).id();
        int rounds = rounds(second);
        change.complete("Fix errors", "mara", Journey.next("repeat", ""));
        assertThat(change.openTasks()).containsExactly("Fix errors");
        assertThat(rounds(second)).isEqualTo(rounds);
        change.complete("Fix errors", "mara", Journey.next("give-up", "Production will not have it"));
        assertThat(change.change().status()).isEqualTo(ChangeStatus.CANCELLED);
        assertThat(records()).containsExactly("qa Deployed", "production Cancelled");
        assertThat(statusesIn(orgs.production())).containsExactly("Cancelled");
    }

    @Test
    void change_that_is_made_again_goes_along_its_path_from_the_beginning() {
        OrgPair.edit(
                orgs.production(), ESCALATION_TEST, "insert visit;", FAILING + "\ninsert visit;", "hotfix@x.example");
        toQa();
        deploy(orgs.qaId(), orgs.productionId());
        change.complete("Fix errors", "mara", Journey.next("make-changes", ""));
        OrgPair.edit(orgs.production(), ESCALATION_TEST, FAILING + "\n", "", "hotfix@x.example");
        orgs.develop(RATING, CHANGED, "'Low' => 3");
        orgs.develop("classes/VisitRatingTest.cls", "assertEquals(73,", "assertEquals(72,");
        change.complete("Make changes", "dev", Map.of("scope", SCOPE, "next", "done"));
        assertThat(change.shown("Choose target", "dev", "target")).isEqualTo(orgs.qaId() + "," + orgs.productionId());
        change.complete("Choose target", "dev", Map.of("target", orgs.qaId() + "," + orgs.productionId()));
        assertThat(records()).containsExactly("qa In Progress", "production Approved");

        deploy(orgs.sandboxId(), orgs.qaId());
        assertThat(rating(orgs.qa())).contains("'Low' => 3");
        deploy(orgs.qaId(), orgs.productionId());
        assertThat(rating(orgs.production())).contains("'Low' => 3");
        assertThat(records()).containsExactly("qa Deployed", "production Deployed");
        assertThat(change.openTasks()).containsExactly("Complete change request");
    }

    @Test
    void target_that_is_off_the_path_when_the_change_is_made_again_is_over() {
        OrgPair.edit(
                orgs.production(), ESCALATION_TEST, "insert visit;", FAILING + "\ninsert visit;", "hotfix@x.example");
        change.toPrepareDeployment(SCOPE);
        deploy(orgs.sandboxId(), orgs.productionId());
        change.complete("Fix errors", "mara", Journey.next("make-changes", ""));
        change.complete("Make changes", "dev", Map.of("scope", SCOPE, "next", "done"));
        change.complete("Choose target", "dev", Map.of("target", orgs.qaId()));
        assertThat(records()).containsExactly("production Cancelled", "qa In Progress");
        deploy(orgs.sandboxId(), orgs.qaId());
        change.complete("Complete change request", "rita", Map.of());
        assertThat(change.change().status()).isEqualTo(ChangeStatus.COMPLETED);
    }

    @Test
    void preparation_moves_a_hop_only_where_the_rest_of_the_path_follows() {
        alongThePath();
        change.complete(
                "Prepare deployment",
                "mara",
                Journey.preparation(orgs.sandboxId(), orgs.productionId(), "RunLocalTests", "", false));
        assertThat(change.shown("Prepare deployment", "mara", "problem"))
                .contains("The promotion path goes to " + orgs.productionId() + " later");
        assertThat(context.getBean(ChangePaths.class).changeRest(change.number(), List.of(), "Straight on", "mara"))
                .isEmpty();
        change.complete(
                "Prepare deployment",
                "mara",
                Journey.preparation(orgs.sandboxId(), orgs.productionId(), "RunLocalTests", "", false));
        assertThat(context.getBean(ChangePaths.class).of(change.number()))
                .extracting(Hop::target)
                .containsExactly(orgs.productionId());
    }

    @Test
    void cancelled_between_two_targets_says_so_everywhere_and_leaves_what_was_deployed() {
        toQa();
        assertThat(change.processes().cancel(change.number(), "mara", "Not wanted any more"))
                .isEmpty();
        change.run();
        assertThat(change.change().status()).isEqualTo(ChangeStatus.CANCELLED);
        assertThat(change.instances()).isEmpty();
        assertThat(records()).containsExactly("qa Deployed", "production Cancelled");
        assertThat(statusesIn(orgs.production())).containsExactly("Cancelled");
        assertThat(rating(orgs.qa())).contains(CHANGED);
        assertThat(rating(orgs.production())).doesNotContain(CHANGED);
    }

    @Test
    void change_at_the_end_of_its_path_is_not_cancelled_any_more() {
        toQa();
        deploy(orgs.qaId(), orgs.productionId());
        assertThat(change.processes().cancel(change.number(), "mara", "Not wanted any more"))
                .get()
                .asString()
                .contains("is Deployed to");
    }

    @Test
    void next_target_that_is_not_prepared_is_prepared_and_tried_again() {
        alongThePath();
        OrgPair.unprepare(orgs.production());
        deploy(orgs.sandboxId(), orgs.qaId());
        assertThat(change.openTasks()).containsExactly("Choose next target");
        assertThat(change.shown("Choose next target", "mara", "problem")).contains(orgs.productionName());
        assertThat(change.shown("Choose next target", "mara", "reached")).isEqualTo(orgs.qaName());
        OrgPair.prepare(orgs.production());
        change.complete("Choose next target", "mara", Map.of("target", orgs.productionId(), "reason", ""));
        assertThat(change.openTasks()).containsExactly("Prepare deployment");
        assertThat(statusesIn(orgs.production())).containsExactly("In Progress");
    }

    @Test
    void rest_of_the_path_is_taken_off_with_a_reason_that_stays() {
        alongThePath();
        ChangePaths paths = context.getBean(ChangePaths.class);
        assertThat(paths.changeRest(change.number(), List.of(), " ", "mara")).isNotEmpty();
        assertThat(paths.changeRest(change.number(), List.of(orgs.sandboxId()), "Back", "mara"))
                .singleElement()
                .asString()
                .contains("No route leads");
        assertThat(paths.changeRest(change.number(), List.of(orgs.qaId()), "Again", "mara"))
                .singleElement()
                .asString()
                .contains("once");
        assertThat(paths.changeRest(change.number(), List.of(), "QA is enough", "mara"))
                .isEmpty();
        deploy(orgs.sandboxId(), orgs.qaId());
        assertThat(change.openTasks()).containsExactly("Complete change request");
        assertThat(context.getBean(Evidence.class).about(change.number()))
                .filteredOn(act -> act.kind().equals("promotion-path-changed"))
                .singleElement()
                .extracting(Act::details)
                .asString()
                .contains("QA is enough");
    }
}
