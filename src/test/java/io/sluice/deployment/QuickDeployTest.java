package io.sluice.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.remotejob.Look;
import io.sluice.remotejob.Lost;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.RemoteJob;
import io.sluice.salesforce.DeployRequestRow;
import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.OrgException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuickDeployTest {

    private final Desk desk = new Desk();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void goodValidation_isMadeRealUnderItsOwnNewId() {
        String id = toGo();
        Validity validity = desk.deployments.validity(id).orElseThrow();
        assertThat(validity.isGood()).isTrue();
        assertThat(validity.until()).isEqualTo(validity.validation().startedAt().plus(Duration.ofHours(240)));

        desk.rooms.target.progress = Desk.ok(false);
        assertThat(desk.rooms.run(desk.deployments.quickDeploy(id, "p1")).isSuccess())
                .isTrue();

        assertThat(desk.rooms.target.deployedValidations)
                .containsExactly(validity.validation().remoteId());
        assertThat(desk.rooms.target.sentZips).as("only the validation sent it").hasSize(1);
        Attempt quick = desk.deployments.attempts(id).get(1);
        assertThat(quick.kind()).isEqualTo("quick-deploy");
        assertThat(quick.options().validation()).isEqualTo(validity.validation().remoteId());
        assertThat(quick.remoteId()).isNotEqualTo(validity.validation().remoteId());
        assertThat(quick.askedBy()).isEqualTo("mara");
        desk.arrive();
        assertThat(desk.rooms.run(desk.deployments.verify(id, "p1")).isSuccess())
                .isTrue();
        assertThat(desk.deployments.require(id).status()).isEqualTo(DeploymentStatus.DEPLOYED);
    }

    @Test
    void validationThatIsTooOldOrUntested_isNotGood() {
        String id = toGo();
        desk.rooms.clock.move(Duration.ofHours(240));
        assertThat(desk.deployments.validity(id).orElseThrow().isGood()).isTrue();
        desk.rooms.clock.move(Duration.ofSeconds(1));
        assertThat(desk.deployments.validity(id).orElseThrow().lapsed())
                .startsWith("The validation is older than ten days: it was valid until ");
        desk.rooms
                .jdbc
                .sql("update sluice.attempt set log = log || '{\"testsCompleted\": 0}'")
                .update();
        assertThat(desk.deployments.validity(id).orElseThrow().lapsed()).startsWith("No test ran in the validation");
        desk.rooms.jdbc.sql("update sluice.deployment set quick_deploy = false").update();
        assertThat(desk.deployments.validity(id).orElseThrow().lapsed())
                .isEqualTo("It was prepared to be deployed as a whole.");
    }

    @Test
    void whatWeDeployedThereSince_voidsIt() {
        String id = toGo();
        desk.rooms.target.progress = Desk.ok(false);
        desk.rooms.clock.move(Duration.ofMinutes(1));
        desk.rooms.run(desk.deployments.deploy(id, "p1"));

        assertThat(desk.deployments.validity(id).orElseThrow().lapsed())
                .startsWith("The validation is no longer valid since " + id + " was deployed there on ");
    }

    @Test
    void whatOthersDeployedThereSince_isSeenBeforeSending() {
        String id = toGo();
        desk.rooms.target.deployRows.add(new DeployRequestRow(
                "0Af000000000009AAA", desk.rooms.clock.now, "005x", false, "Succeeded", 3, "NoTestRun"));

        Outcome outcome = desk.rooms.run(desk.deployments.quickDeploy(id, "p1"));

        assertThat(outcome.errorCode()).isEqualTo("quick-deploy-refused");
        assertThat(outcome.message())
                .contains("no longer valid since somebody deployed 0Af000000000009AAA")
                .endsWith("The whole deployment follows instead of the quick one.");
        assertThat(desk.rooms.target.deployedValidations).isEmpty();
        wholeDeploymentFollows(id);
    }

    @Test
    void orgThatRefusesTheValidation_getsTheWholePackage() {
        String id = toGo();
        RemoteJob job = desk.deployments.quickDeploy(id, "p1");
        OrgException refusal = new OrgException(OrgConnection.VALIDATION_REFUSED, "The org does not deploy it");
        Outcome outcome = desk.rooms.kind("quick-deploy").refused(job, refusal).orElseThrow();
        assertThat(outcome.message()).startsWith("The org does not deploy it. The whole");
        desk.rooms.end(job, outcome);

        assertThat(desk.rooms.kind("quick-deploy").refused(job, new OrgException("NOT_APPROVED", "No")))
                .as("our own refusal sends nothing instead")
                .isEmpty();
        wholeDeploymentFollows(id);
    }

    @Test
    void quickDeploymentThatFailsAsAWhole_isFollowedToo_butNotOneThatWasCancelled() {
        String id = toGo();
        desk.rooms.target.progress = Desk.said(false, "Canceled", false, 2, 0, List.of(), List.of(), List.of());
        RemoteJob cancelled = desk.rooms.send(desk.deployments.quickDeploy(id, "p1"));
        assertThat(afterCancel(cancelled)).endsWith("the target is as it was before the deployment.");
        assertThat(desk.deployments.require(id).status()).isEqualTo(DeploymentStatus.FAILED);

        desk.go(id);
        desk.rooms.target.progress = Desk.said(false, "Failed", false, 2, 0, List.of(), List.of(), List.of());
        assertThat(desk.rooms.run(desk.deployments.quickDeploy(id, "p1")).errorCode())
                .isEqualTo("quick-deploy-refused");
        wholeDeploymentFollows(id);
    }

    @Test
    void lostAnswer_isFoundUnderWhateverTestLevelTheOrgLists() {
        String id = toGo();
        RemoteJob job = desk.rooms.send(desk.deployments.quickDeploy(id, "p1"));
        assertThat(job.mark()).doesNotContainKey("testLevel").containsEntry("checkOnly", false);
        desk.rooms.target.deployRows.add(new DeployRequestRow(
                "0Af00000000000AAAA",
                desk.rooms.clock.now.plusSeconds(1),
                desk.rooms.target.identity().userId(),
                false,
                "InProgress",
                2,
                "NoTestRun"));

        assertThat(desk.rooms.kind("quick-deploy").lost(job)).isEqualTo(new Lost.Adopt("0Af00000000000AAAA"));
    }

    @Test
    void validationThatSomebodyPutIntoTheDatabase_isNotMadeReal() {
        String id = toGo();
        RemoteJob job = desk.deployments.quickDeploy(id, "p1");
        desk.rooms
                .jdbc
                .sql("update sluice.attempt set remote_id = '0Af00000000000ZAAA'")
                .update();

        assertThatThrownBy(() -> desk.rooms.kind("quick-deploy").send(job))
                .hasMessageContaining("Nothing was sent")
                .hasMessageContaining("Somebody changed the database");
        assertThat(desk.rooms.target.deployedValidations).isEmpty();
    }

    @Test
    void withoutAValidationOrAGo_nothingIsDeployed() {
        String retrieved = desk.retrieved();
        assertThatThrownBy(() -> desk.deployments.quickDeploy(retrieved, "p1")).hasMessageContaining("no validation");
        desk.rooms.target.progress = Desk.ok(true);
        desk.rooms.run(desk.deployments.validate(retrieved, "p1"));
        assertThatThrownBy(() -> desk.deployments.quickDeploy(retrieved, "p1"))
                .hasMessageContaining("Nobody has given the go");
        desk.deployments.go(retrieved, "mara");
        desk.approvalHolds = false;
        assertThatThrownBy(() -> desk.deployments.quickDeploy(retrieved, "p1")).hasMessageContaining("No approval");
    }

    @Test
    void cancelledDeployment_isLookedAfter_becauseAnOrgMayHaveKeptItAllTheSame() {
        for (boolean quick : new boolean[] {false, true}) {
            String id = toGo();
            desk.rooms.target.progress = Desk.said(false, "Canceled", false, 2, 0, List.of(), List.of(), List.of());
            RemoteJob job =
                    desk.rooms.send(quick ? desk.deployments.quickDeploy(id, "p1") : desk.deployments.deploy(id, "p1"));
            desk.rooms.target.apex("Invoices", "class Invoices { }");

            assertThat(afterCancel(job))
                    .contains("not as it was before the deployment, although it was cancelled: ApexClass:Invoices"
                            + " (changed).");
            assertThat(desk.deployments.require(id).statusReason()).contains("although it was cancelled");
            desk.rooms.target.apex("Invoices", "class Invoices { int old; }");
            desk.deployments.cancelled(id, "mara", "Another try");
        }
    }

    /** @return what the job ended with, after the org was looked at */
    private String afterCancel(RemoteJob job) {
        Look first = desk.rooms.kind(job.kind()).look(job);
        assertThat(first).isInstanceOf(Look.Running.class);
        Outcome outcome = desk.rooms.look(job);
        assertThat(outcome.errorCode()).isEqualTo("deploy-failed");
        return outcome.message();
    }

    private String toGo() {
        String id = desk.validated();
        desk.go(id);
        return id;
    }

    private void wholeDeploymentFollows(String id) {
        assertThat(desk.deployments.require(id).status()).isEqualTo(DeploymentStatus.APPROVED);
        desk.rooms.target.progress = Desk.ok(false);
        int before = desk.rooms.target.sentZips.size();
        assertThat(desk.rooms.run(desk.deployments.deploy(id, "p1")).isSuccess())
                .isTrue();
        assertThat(desk.rooms.target.sentZips).hasSize(before + 1);
    }
}
