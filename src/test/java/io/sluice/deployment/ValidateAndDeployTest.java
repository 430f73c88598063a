package io.sluice.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.remotejob.Look;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.RemoteJob;
import io.sluice.salesforce.DeployDetails;
import io.sluice.salesforce.DeployOptions;
import io.sluice.salesforce.DeployProgress;
import io.sluice.salesforce.TestLevel;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ValidateAndDeployTest {

    private final Desk desk = new Desk();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void wholeWay_sendsTheSameZipTwiceAndEndsDeployed() {
        String id = desk.deployed();
        assertThat(desk.rooms.target.sentZips).hasSize(2);
        assertThat(desk.rooms.target.sentZips.get(0)).isEqualTo(desk.rooms.target.sentZips.get(1));
        assertThat(desk.rooms.target.sentOptions)
                .containsExactly(
                        new DeployOptions(true, TestLevel.RUN_LOCAL_TESTS, List.of()),
                        new DeployOptions(false, TestLevel.RUN_LOCAL_TESTS, List.of()));
        assertThat(desk.deployments.require(id).status()).isEqualTo(DeploymentStatus.DEPLOYING);
        assertThatThrownBy(() -> desk.deployments.verified(id)).hasMessageContaining("not compared since");
        assertThatThrownBy(() -> desk.deployments.cancelled(id, "rita", "late")).hasMessageContaining("is Deploying");

        desk.arrive();
        assertThat(desk.rooms.run(desk.deployments.verify(id, "p1")).isSuccess())
                .isTrue();
        assertThat(desk.deployments.verified(id).status()).isEqualTo(DeploymentStatus.DEPLOYED);
        assertThat(desk.deployments.attempts(id)).extracting(Attempt::kind).containsExactly("validate", "deploy");
        assertThat(desk.deployments.attempts(id).get(1)).satisfies(attempt -> {
            assertThat(attempt.log()).isEqualTo(Desk.ok(false));
            assertThat(attempt.message()).isEqualTo("2 components deployed, 3 Apex tests passed.");
            assertThat(attempt.endedAt()).isNotNull();
        });
        assertThat(desk.rooms.acts)
                .contains(
                        "deployment-go-given CR-000001 by mara",
                        "validation-succeeded CR-000001 by sluice",
                        "deployment-succeeded CR-000001 by sluice",
                        "deployment-verified CR-000001 by sluice");
    }

    @Test
    void verifyWithADifference_failsTheRecord() {
        String id = desk.deployed();
        desk.arrive();
        desk.rooms.target.apex("Invoices", "class Invoices { int lost; }");
        assertThat(desk.rooms.run(desk.deployments.verify(id, "p1")).errorCode())
                .isEqualTo("verify-failed");
        assertThat(desk.deployments.require(id).status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(desk.deployments.require(id).statusReason()).contains("ApexClass:Invoices (different)");
        assertThatThrownBy(() -> desk.deployments.verified(id)).hasMessageContaining("not verified");
    }

    @Test
    void verifyOfASourceThatWasChangedSince_failsTheRecordThoughBothSidesAreTheSame() {
        String id = desk.deployed();
        desk.rooms.source.apex("Invoices", "class Invoices { int later; }");
        desk.arrive();

        Outcome outcome = desk.rooms.run(desk.deployments.verify(id, "p1"));

        assertThat(outcome.errorCode()).isEqualTo("verify-failed");
        assertThat(outcome.message())
                .isEqualTo("Source and target are the same, but not as what was approved; compare again. Done by"
                        + " somebody else meanwhile: ApexClass:Invoices (the source was changed after the comparison"
                        + " that was decided on).");
        assertThat(desk.deployments.require(id).status()).isEqualTo(DeploymentStatus.FAILED);
        assertThatThrownBy(() -> desk.deployments.verified(id))
                .hasMessageContaining("ApexClass:Invoices changed since the comparison that was decided on");
    }

    @Test
    void targetThatMovedSinceTheApproval_isNeitherValidatedNorDeployed() {
        String id = desk.validated();
        desk.go(id);
        desk.rooms.target.apex("Invoices", "class Invoices { int hotfix; }");
        RemoteJob deploy = desk.deployments.deploy(id, "p1");
        Outcome outcome = desk.rooms.run(deploy);
        assertThat(outcome.errorCode()).isEqualTo("fingerprint-changed");
        assertThat(outcome.message()).contains("production").contains("ApexClass:Invoices (changed)");
        assertThat(desk.rooms.target.sentZips).hasSize(1);
        assertThat(desk.deployments.require(id).status()).isEqualTo(DeploymentStatus.IN_PROGRESS);
    }

    @Test
    void validationOfTheOrgThatWasReplaced_countsForNothingInTheNewOne() {
        String id = desk.validated();
        desk.go(id);
        desk.rooms.target.orgId = "00D000000000009AAA";

        Outcome outcome = desk.rooms.run(desk.deployments.deploy(id, "p1"));

        assertThat(outcome.errorCode()).isEqualTo("fingerprint-changed");
        assertThat(outcome.message()).contains("is org 00D000000000009AAA now");
        assertThat(desk.rooms.target.sentZips)
                .as("only the validation was ever sent")
                .hasSize(1);
        // and what is prepared for the new org has to be validated there
        assertThatThrownBy(() -> desk.deployments.deploy(id, "p1")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void otherOrgOrLostApproval_isCaughtRightBeforeSending() {
        String id = desk.retrieved();
        RemoteJob job = desk.deployments.validate(id, "p1");
        String orgId = desk.rooms.target.orgId;
        desk.rooms.target.orgId = "00D000000000009AAA";
        assertThat(((Look.Ended) check(job)).outcome().errorCode()).isEqualTo("fingerprint-changed");
        desk.rooms.target.orgId = orgId;
        desk.approvalHolds = false;
        assertThat(((Look.Ended) check(job)).outcome().message()).contains("no longer holds");
        assertThatThrownBy(() -> desk.rooms.kind("validate").send(job)).hasMessageContaining("Nothing was sent");
        assertThat(desk.rooms.target.sentZips).isEmpty();
    }

    @Test
    void packageThatNobodyApproved_isNotSentWhateverTheDatabaseSays() {
        String id = desk.validated();
        desk.go(id);
        RemoteJob job = desk.deployments.deploy(id, "p1");
        anotherPackage();
        int sent = desk.rooms.target.sentZips.size();

        // when the record is pointed at it, the job, or both
        desk.rooms
                .jdbc
                .sql("update sluice.deployment set package_sha256 = repeat('a', 64)")
                .update();
        assertThatThrownBy(() -> desk.rooms.kind("deploy").send(job))
                .hasMessageContaining("is not the one that " + id + " has")
                .hasMessageContaining("Somebody changed the database");
        assertThatThrownBy(() -> desk.deployments.go(id, "mara")).isInstanceOf(IllegalStateException.class);
        // then
        RemoteJob changed = withPackage(job, "a".repeat(64));
        assertThatThrownBy(() -> desk.rooms.kind("deploy").send(changed))
                .hasMessageContaining("was not validated for " + id);
        assertThat(desk.rooms.target.sentZips).hasSize(sent);
    }

    @Test
    void packageThatTheEvidenceDoesNotName_isRefusedThoughAllOtherRowsAgree() {
        // given
        String id = desk.retrieved();
        String retrieved = desk.deployments.require(id).packageSha256();
        String other = "a".repeat(64);
        anotherPackage();
        String sentence = "Package " + other + " of deployment record " + id
                + " is not the one that the evidence names: that is " + retrieved
                + ". Somebody changed the database; compare it with a backup, and prepare the deployment anew.";
        // when the record is pointed at another package before the validation
        point(other);
        assertThatThrownBy(() -> desk.deployments.validate(id, "p1")).hasMessage(sentence);
        // or everything about it is edited consistently afterwards
        point(retrieved);
        desk.rooms.target.progress = Desk.ok(true);
        desk.rooms.run(desk.deployments.validate(id, "p1"));
        desk.go(id);
        RemoteJob job = desk.deployments.deploy(id, "p1");
        desk.rooms.jdbc.sql("update sluice.deployment set status = 'APPROVED'").update();
        point(other);
        // then it is neither requested nor sent
        assertThatThrownBy(() -> desk.deployments.deploy(id, "p1")).hasMessage(sentence);
        assertThatThrownBy(() -> desk.rooms.kind("deploy").send(withPackage(job, other)))
                .hasMessage("Nothing was sent to environment production: " + sentence);
        assertThat(desk.rooms.target.sentZips).as("only the validation").hasSize(1);
    }

    /** One that is whole, and of another record. */
    private void anotherPackage() {
        desk.rooms
                .jdbc
                .sql(
                        "insert into sluice.package select repeat('a', 64), bytes, members, created_at from sluice.package limit 1 on conflict do nothing")
                .update();
    }

    private void point(String sha256) {
        desk.rooms
                .jdbc
                .sql("update sluice.deployment set package_sha256 = ?")
                .param(sha256)
                .update();
        desk.rooms
                .jdbc
                .sql("update sluice.attempt set package_sha256 = ?")
                .param(sha256)
                .update();
    }

    /** The rows of these tests' jobs lie in memory. */
    private static RemoteJob withPackage(RemoteJob job, String sha256) {
        java.util.Map<String, Object> input = new java.util.HashMap<>(job.input());
        input.put("package", sha256);
        return new RemoteJob(
                job.id(),
                job.kind(),
                job.owner(),
                job.attempt(),
                job.change(),
                job.environment(),
                job.processInstance(),
                job.requestedBy(),
                job.requestedAt(),
                job.state(),
                input,
                job.mark(),
                job.remoteId(),
                job.sentAt(),
                job.progress(),
                job.failures(),
                job.problem(),
                job.stopped(),
                job.abandoned(),
                job.cancelRequestedAt(),
                job.outcome(),
                job.endedAt());
    }

    @Test
    void testLevelChangedBehindTheApproval_isCaught() {
        String id = desk.retrieved();
        desk.rooms
                .jdbc
                .sql("update sluice.deployment set test_level = 'NoTestRun'")
                .update();
        Outcome outcome = desk.rooms.run(desk.deployments.validate(id, "p1"));
        assertThat(outcome.errorCode()).isEqualTo("fingerprint-changed");
        assertThat(outcome.message()).contains("Test level");
    }

    @Test
    void withoutApprovalPackageValidationOrGo_nothingIsRequested() {
        String id = desk.approved();
        assertThatThrownBy(() -> desk.deployments.validate(id, "p1")).hasMessageContaining("no package");
        desk.rooms.run(desk.deployments.retrieve(id, "p1"));
        assertThatThrownBy(() -> desk.deployments.deploy(id, "p1")).hasMessageContaining("was not validated");
        assertThatThrownBy(() -> desk.deployments.go(id, "mara")).hasMessageContaining("was not validated");
        desk.rooms.target.progress = Desk.ok(true);
        desk.rooms.run(desk.deployments.validate(id, "p1"));
        assertThatThrownBy(() -> desk.deployments.deploy(id, "p1")).hasMessageContaining("the go");
        desk.approvalHolds = false;
        assertThatThrownBy(() -> desk.deployments.validate(id, "p1")).hasMessageContaining("No approval binds");
        assertThat(desk.rooms.jobs.of("deploy", id)).isEmpty();
    }

    @Test
    void failedValidation_isToldInWordsAndKeepsTheApproval() {
        Outcome outcome = validation(Desk.said(
                true,
                "Failed",
                false,
                2,
                1,
                List.of(new DeployProgress.ComponentProblem(
                        "ApexClass", "Invoices", "classes/Invoices.cls", "Unexpected token '}'", "Error", 3, 7)),
                List.of(new DeployProgress.TestFailure("InvoicesTest", "adds", "expected 2 was 3", null)),
                List.of()));
        assertThat(outcome.errorCode()).isEqualTo("validation-failed");
        assertThat(outcome.message())
                .isEqualTo("1 component failed: ApexClass:Invoices (line 3, column 7): Unexpected token '}'."
                        + " 1 Apex test failed: InvoicesTest.adds: expected 2 was 3.");
        DeploymentRecord record = desk.deployments.ofChange(Desk.CHANGE).get(0);
        assertThat(record.status()).isEqualTo(DeploymentStatus.APPROVED);
        assertThat(record.statusReason()).contains("1 component failed");
        assertThatThrownBy(() -> desk.deployments.deploy(record.id(), "p1")).hasMessageContaining("was not validated");
        desk.rooms.target.progress = Desk.ok(true);
        assertThat(desk.rooms.run(desk.deployments.validate(record.id(), "p1")).isSuccess())
                .isTrue();
        assertThat(desk.deployments.attempts(record.id()))
                .extracting(Attempt::number)
                .containsExactly(1, 2);
    }

    @Test
    void coverageAlone_isNamedAsTheCause() {
        assertThat(validation(Desk.said(true, "Failed", false, 2, 9, List.of(), List.of(), List.of("Invoices: 40 %")))
                        .message())
                .isEqualTo("Only the code coverage is too low: Invoices: 40 %.");
    }

    @Test
    void partialSuccess_andZeroTests_areNoSuccess() {
        String id = desk.retrieved();
        desk.rooms.target.progress = Desk.said(true, "SucceededPartial", true, 2, 3, List.of(), List.of(), List.of());
        assertThat(desk.rooms.run(desk.deployments.validate(id, "p1")).message())
                .contains("only in part");
        desk.rooms.target.progress = Desk.said(true, "Succeeded", true, 2, 0, List.of(), List.of(), List.of());
        Outcome outcome = desk.rooms.run(desk.deployments.validate(id, "p1"));
        assertThat(outcome.errorCode()).isEqualTo("validation-failed");
        assertThat(outcome.message()).contains("no test ran");
    }

    @Test
    void failedDeploy_canBeRepeatedUnderTheSameApproval() {
        String id = desk.validated();
        desk.go(id);
        desk.rooms.target.progress = Desk.said(false, "Failed", false, 2, 0, List.of(), List.of(), List.of());
        Outcome outcome = desk.rooms.run(desk.deployments.deploy(id, "p1"));
        assertThat(outcome.errorCode()).isEqualTo("deploy-failed");
        assertThat(desk.deployments.require(id).status()).isEqualTo(DeploymentStatus.FAILED);
        desk.rooms.target.progress = Desk.ok(false);
        assertThat(desk.rooms.run(desk.deployments.deploy(id, "p1")).isSuccess())
                .isTrue();
    }

    @Test
    void runningJob_showsTheOrgsCountsAndRefusesAForeignDeployment() {
        String id = desk.retrieved();
        RemoteJob sent = desk.rooms.send(desk.deployments.validate(id, "p1"));
        DeployProgress done = Desk.ok(true);
        desk.rooms.target.progress = new DeployProgress(
                done.id(),
                true,
                "InProgress",
                false,
                false,
                "Running tests",
                2,
                1,
                0,
                3,
                2,
                0,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                DeployDetails.NONE);
        assertThat(desk.rooms.kind("validate").look(sent)).isInstanceOfSatisfying(Look.Running.class, running -> {
            assertThat(running.pause().toSeconds()).isEqualTo(2);
            assertThat(running.progress().status()).isEqualTo("InProgress: Running tests");
            assertThat(running.progress().componentsDone()).isEqualTo(1);
            assertThat(running.progress().testsDone()).isEqualTo(2);
        });
        desk.rooms.kind("validate").cancel(sent);
        assertThat(desk.rooms.target.cancelled).containsExactly(sent.remoteId());
        desk.rooms.target.progress = Desk.ok(false);
        assertThatThrownBy(() -> desk.rooms.kind("validate").look(sent)).hasMessageContaining("is no validation");
    }

    private Outcome validation(DeployProgress result) {
        String id = desk.retrieved();
        desk.rooms.target.progress = result;
        return desk.rooms.run(desk.deployments.validate(id, "p1"));
    }

    private Look check(RemoteJob job) {
        var kind = desk.rooms.kind("validate");
        return kind.lookAtCheck(job, kind.startCheck(job).orElseThrow());
    }
}
