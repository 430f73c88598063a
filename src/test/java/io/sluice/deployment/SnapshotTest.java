package io.sluice.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.compare.Comparison;
import io.sluice.compare.Comparisons;
import io.sluice.metadata.Component;
import io.sluice.remotejob.Outcome;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    private static final Component CLASS = new Component("ApexClass", "Invoices");
    private static final Component APPLICATION = new Component("CustomApplication", "Billing");

    private final Desk desk = new Desk();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void targetIsKept_withWhatWasThereAndWhatWasNot() {
        String id = desk.validated();

        Outcome outcome = desk.rooms.run(desk.deployments.keepTargetState(id, "p1"));

        assertThat(outcome.isSuccess()).as(outcome.message()).isTrue();
        Snapshot kept = desk.deployments.snapshot(id).orElseThrow();
        Comparison compared = desk.rooms
                .get(Comparisons.class)
                .find(desk.deployments.require(id).comparison())
                .orElseThrow();
        assertThat(kept.digest()).isEqualTo(compared.targetDigest());
        assertThat(kept.environment()).isEqualTo("production");
        assertThat(kept.orgId()).isEqualTo("00D000000000002AAA");
        assertThat(kept.fingerprint()).isEqualTo(desk.deployments.require(id).fingerprint());
        assertThat(kept.items())
                .containsOnlyKeys(CLASS, APPLICATION)
                .containsEntry(APPLICATION, Optional.empty())
                .containsEntry(CLASS, Optional.of(compared.items().get(0).targetHash()));
        assertThat(kept.present()).containsExactly(CLASS);
        PackageStore packages = desk.rooms.get(PackageStore.class);
        assertThat(packages.members(kept.packageSha256())).containsExactly(CLASS);
        assertThat(packages.toSend(kept.packageSha256()).length()).isPositive();
        assertThat(desk.rooms.acts).contains("target-state-kept CR-000001 by sluice");
        assertThat(outcome.message())
                .startsWith("Kept what environment production had: 1 component as package ")
                .endsWith(", and that 1 other was not there.");
    }

    @Test
    void targetThatMoved_isNotKeptAndNeedsAnotherApproval() {
        String id = desk.validated();
        desk.rooms.target.apex("Invoices", "class Invoices { int somebodyElses; }");

        Outcome outcome = desk.rooms.run(desk.deployments.keepTargetState(id, "p1"));

        assertThat(outcome.errorCode()).isEqualTo("fingerprint-changed");
        assertThat(outcome.message())
                .isEqualTo("Environment production is not as it was when the deployment was approved:"
                        + " ApexClass:Invoices (changed). Nothing was sent. Compare and approve again.");
        assertThat(desk.deployments.snapshot(id)).isEmpty();
        assertThat(desk.deployments.require(id).status()).isEqualTo(DeploymentStatus.IN_PROGRESS);
        assertThat(desk.rooms
                        .jdbc
                        .sql("select count(*) from sluice.package_chunk where sha256 like 'arriving:%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whatWasNotValidated_isNotKeptEither() {
        String id = desk.retrieved();
        assertThatThrownBy(() -> desk.deployments.keepTargetState(id, "p1")).hasMessageContaining("was not validated");
        desk.approvalHolds = false;
        assertThatThrownBy(() -> desk.deployments.keepTargetState(id, "p1")).hasMessageContaining("No approval binds");
    }

    @Test
    void withoutTheTargetsStateOfThisVeryScope_nothingIsDeployed() {
        String id = desk.validated();
        desk.deployments.go(id, "mara");
        assertThatThrownBy(() -> desk.deployments.deploy(id, "p1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("What production has of the scope was not kept for deployment record " + id
                        + " as it is now, so that nothing could be rolled back to; keep the target's state first");
        assertThatThrownBy(() -> desk.deployments.quickDeploy(id, "p1")).hasMessageContaining("was not kept");

        desk.rooms.run(desk.deployments.keepTargetState(id, "p1"));
        desk.rooms
                .jdbc
                .sql("update sluice.snapshot set fingerprint = 'of another scope'")
                .update();
        assertThatThrownBy(() -> desk.deployments.deploy(id, "p1")).hasMessageContaining("was not kept");
        assertThat(desk.rooms.jobs.of("deploy", id)).isEmpty();

        desk.rooms.run(desk.deployments.keepTargetState(id, "p1"));
        desk.rooms.target.progress = Desk.ok(false);
        assertThat(desk.rooms.run(desk.deployments.deploy(id, "p1")).isSuccess())
                .isTrue();
    }
}
