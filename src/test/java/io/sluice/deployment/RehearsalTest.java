package io.sluice.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.metadata.Component;
import io.sluice.metadata.PackageZip;
import io.sluice.remotejob.Outcome;
import io.sluice.salesforce.DeployOptions;
import io.sluice.salesforce.TestLevel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RehearsalTest {

    private static final Component CLASS = new Component("ApexClass", "Invoices");

    private final Desk desk = new Desk();
    private final Rehearsals rehearsals = desk.rooms.get(Rehearsals.class);

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void whatWouldBeRestored_isCheckedBeforeTheDeployment() throws IOException {
        String id = desk.prepared();
        desk.rooms.target.progress = Desk.ok(true);

        Outcome outcome = desk.rooms.run(rehearsals.request(id, "mara"));

        assertThat(outcome.isSuccess()).as(outcome.message()).isTrue();
        assertThat(desk.rooms.target.sentOptions)
                .containsExactly(new DeployOptions(true, TestLevel.RUN_LOCAL_TESTS, List.of()));
        assertThat(PackageZip.inspect(new ByteArrayInputStream(desk.rooms.target.sentZips.get(0)))
                        .manifest()
                        .members())
                .containsExactly(CLASS);
        Attempt attempt = rehearsals.latest(id).orElseThrow();
        assertThat(attempt.isRehearsal()).isTrue();
        assertThat(attempt.succeeded()).isTrue();
        assertThat(attempt.askedBy()).isEqualTo("mara");
        assertThat(desk.deployments.snapshot(id))
                .as("a rehearsal is none to be rolled back to")
                .isEmpty();
        assertThat(desk.deployments.require(id).status()).isEqualTo(DeploymentStatus.IN_PROGRESS);
        assertThat(desk.rooms.acts)
                .contains("rollback-rehearsal-requested CR-000001 by mara", "rollback-rehearsed CR-000001 by sluice");
    }

    @Test
    void targetThatWouldNotTakeItBack_isSaidSo() {
        String id = desk.prepared();
        desk.rooms.target.progress = Desk.said(true, "Failed", false, 0, 0, List.of(), List.of(), List.of("Coverage"));
        assertThat(desk.rooms.run(rehearsals.request(id, "mara")).isSuccess()).isFalse();
        assertThat(rehearsals.latest(id).orElseThrow().succeeded()).isFalse();
        assertThat(desk.rooms.acts).contains("rollback-rehearsal-failed CR-000001 by sluice");
    }

    @Test
    void targetThatMoved_isNotRehearsed() {
        String id = desk.prepared();
        desk.rooms.target.apex("Invoices", "class Invoices { int theirs; }");
        Outcome outcome = desk.rooms.run(rehearsals.request(id, "mara"));
        assertThat(outcome.message()).contains("ApexClass:Invoices (changed)");
        assertThat(desk.rooms.target.sentZips).isEmpty();
    }

    @Test
    void whatCanNotBeRehearsed_isRefusedWithASentence() {
        String id = desk.compared();
        assertThat(rehearsals.refusal(id)).contains(id + " is not prepared yet, so nobody knows what it overwrites.");
        assertThatThrownBy(() -> rehearsals.request(id, "mara")).hasMessageContaining("not prepared yet");
        desk.deployments.prepare(id, Desk.local(), "mara");
        rehearsals.request(id, "mara");
        assertThat(rehearsals.refusal(id)).contains("The rollback of " + id + " is being rehearsed.");
        desk.deployments.cancelled(id, "mara", "Not wanted");
        assertThat(rehearsals.refusal(id))
                .contains("A rollback is rehearsed before the deployment; " + id + " is Cancelled.");
    }

    @Test
    void targetThatHasNothingYet_needsNoRehearsal() {
        desk.rooms.target.metadata.remove(CLASS);
        String id = desk.prepared();
        assertThat(rehearsals.refusal(id).orElseThrow()).startsWith("The target has nothing of the scope yet.");
    }
}
