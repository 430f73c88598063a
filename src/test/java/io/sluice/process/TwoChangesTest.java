package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.SluiceTest;
import io.sluice.approval.Approvals;
import io.sluice.deployment.DeploymentStatus;
import io.sluice.rehearsal.org.DeployJobView;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobState;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Two changes for one target at once: they queue, in order, and the second one is looked at again before it goes. */
@SluiceTest
class TwoChangesTest {

    private static final String RATING = "classes/VisitRating.cls";
    private static final String RATING_TEST = "classes/VisitRatingTest.cls";
    private static final String SCOPE = "ApexClass:VisitRating\nApexClass:VisitRatingTest";
    private static final String LAYOUT = "Layout:Site_Visit__c-Site Visit Layout";
    private static final String LAYOUT_FILE = "layouts/Site_Visit__c-Site Visit Layout.layout";
    private static final Map<String, String> START = Map.of("go", "start", "reason", "");

    @Autowired
    private ApplicationContext context;

    private OrgPair orgs;
    private Journey first;
    private Journey second;

    @BeforeEach
    void begin() {
        orgs = OrgPair.open(context);
        first = Journey.begin(context, orgs, "rita", "Minor");
        second = Journey.begin(context, orgs, "rita", "Minor");
    }

    @AfterEach
    void end() {
        first.abandon();
        second.abandon();
        orgs.close();
    }

    @Test
    void the_same_component_is_deployed_by_the_first_and_the_second_is_compared_and_approved_again() {
        // given both validated on the target as it was
        first.toMakeChanges(SCOPE, "");
        second.toMakeChanges(SCOPE, "");
        orgs.develop(RATING, "'Low' => 5", "'Low' => 2");
        orgs.develop(RATING_TEST, "assertEquals(70,", "assertEquals(73,");
        first.toPrepareDeployment(SCOPE);
        second.toPrepareDeployment(SCOPE);
        toStart(first);
        toStart(second);

        // when both get their go, and the first is under way
        bothGo();
        assertThat(deploy(second).state()).isEqualTo(RemoteJobState.REQUESTED);
        assertThat(waitsFor(second)).contains("Deploy of " + first.record().id(), first.number());
        finish();

        // then
        assertThat(first.record().status()).isEqualTo(DeploymentStatus.DEPLOYED);
        assertThat(second.record().status()).isEqualTo(DeploymentStatus.IN_PROGRESS);
        assertThat(second.shown("Prepare deployment", "mara", "problem"))
                .startsWith(
                        "Environment " + orgs.productionId() + " is not as it was when the deployment was approved:")
                .contains("ApexClass:VisitRating (changed)", "Compare and approve again.");
        assertThat(orgs.production().deployments())
                .filteredOn(job -> !job.checkOnly())
                .extracting(DeployJobView::status)
                .containsExactly("Succeeded");
    }

    @Test
    void disjoint_scopes_are_deployed_one_after_the_other_under_the_approvals_they_have() {
        first.toMakeChanges(SCOPE, "");
        second.toMakeChanges(LAYOUT, "");
        orgs.develop(RATING, "'Low' => 5", "'Low' => 2");
        orgs.develop(RATING_TEST, "assertEquals(70,", "assertEquals(73,");
        orgs.develop(LAYOUT_FILE, "<behavior>Required</behavior>", "<behavior>Edit</behavior>");
        first.toPrepareDeployment(SCOPE);
        second.toPrepareDeployment(LAYOUT);
        toStart(first);
        toStart(second);

        bothGo();
        assertThat(waitsFor(second)).contains("Deploy of " + first.record().id());
        finish();

        assertThat(first.record().status()).isEqualTo(DeploymentStatus.DEPLOYED);
        assertThat(second.record().status()).isEqualTo(DeploymentStatus.DEPLOYED);
        assertThat(context.getBean(Approvals.class).ofChange(second.number()).stream()
                        .filter(round ->
                                round.subject().id().equals(second.record().id())))
                .as("approved once")
                .hasSize(1);
        assertThat(orgs.production().deployments())
                .filteredOn(job -> !job.checkOnly())
                .extracting(DeployJobView::status)
                .containsExactly("Succeeded", "Succeeded");
        assertThat(deploy(first).endedAt()).isBefore(deploy(second).sentAt());
    }

    private static void toStart(Journey change) {
        change.prepare(true);
        change.complete("Approve deployment", "ben", Journey.approve());
        assertThat(change.openTasks()).containsExactly("Start deployment");
    }

    /** Gives both their go; ends when the first is carried out and the second has asked for its turn. */
    private void bothGo() {
        first.only("Start deployment", "mara", START);
        first.runUntil(() -> first.jobs().stream()
                .anyMatch(job -> job.kind().equals("deploy") && job.state() == RemoteJobState.RUNNING));
        second.only("Start deployment", "mara", START);
        second.runUntil(() -> second.jobs().stream().anyMatch(job -> job.kind().equals("deploy")));
    }

    private void finish() {
        first.run();
        second.run();
        first.run();
    }

    private static RemoteJob deploy(Journey change) {
        return change.jobs().stream()
                .filter(job -> job.kind().equals("deploy"))
                .findFirst()
                .orElseThrow();
    }

    /** What the change's page says that it waits for. */
    private String waitsFor(Journey change) {
        JsonNode page = Persons.of(context)
                .at("mara")
                .get("/api/changes/" + change.number())
                .body();
        return page.path("next").path("running").path(0).path("waitsFor").toString();
    }
}
