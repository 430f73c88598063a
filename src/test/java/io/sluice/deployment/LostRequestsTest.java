package io.sluice.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.remotejob.Lost;
import io.sluice.remotejob.Misfit;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobKind;
import io.sluice.salesforce.DeployRequestRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LostRequestsTest {

    private static final String US = "005000000000001AAA";

    private final Desk desk = new Desk();
    private RemoteJobKind kind;
    private RemoteJob job;

    @BeforeEach
    void sendWithoutAnAnswer() {
        row("0Af000000000100AAA", 0, US, true, "Succeeded", 2, "RunLocalTests");
        String id = desk.retrieved();
        kind = desk.rooms.kind("validate");
        RemoteJob requested = desk.deployments.validate(id, "p1");
        Map<String, Object> mark = kind.mark(requested);
        assertThat(mark)
                .containsEntry("newestId", "0Af000000000100AAA")
                .containsEntry("components", 2)
                .containsEntry("testLevel", "RunLocalTests");
        job = desk.rooms.jobs.sent(requested, mark, null, desk.rooms.clock.now);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void oneEqualRow_isAdopted() {
        row("0Af000000000101AAA", 5, US, true, "InProgress", 2, "RunLocalTests");
        assertThat(kind.lost(job)).isEqualTo(new Lost.Adopt("0Af000000000101AAA"));
    }

    @Test
    void rowWithoutATestLevel_isAdoptedByItsSize() {
        row("0Af000000000101AAA", 5, US, true, "InProgress", 2, null);
        assertThat(kind.lost(job)).isEqualTo(new Lost.Adopt("0Af000000000101AAA"));
    }

    @Test
    void rowThatIsNotCountedYet_isLookedAtLater() {
        row("0Af000000000101AAA", 5, US, true, "Pending", 0, null);
        assertThat(kind.lost(job)).isInstanceOf(Lost.LookLater.class);
    }

    @Test
    void rowsOfOthers_deploymentsAndOurOwnOtherOnes_areNoCandidates() {
        row("0Af000000000101AAA", 5, "005000000000002AAA", true, "InProgress", 2, "RunLocalTests");
        row("0Af000000000102AAA", 6, US, false, "InProgress", 2, "RunLocalTests");
        row("0Af000000000103AAA", 7, US, true, "Succeeded", 2, "RunLocalTests");
        desk.rooms
                .jdbc
                .sql("update sluice.attempt set remote_id = '0Af000000000103'")
                .update();
        assertThat(kind.lost(job)).isInstanceOf(Lost.LookLater.class);
    }

    @Test
    void absence_countsOnlyAfterTheTimeOutAndTwoLooks() {
        desk.rooms.clock.move(Duration.ofMinutes(11));
        assertThat(kind.lost(job)).isInstanceOf(Lost.LookLater.class);
        desk.rooms.clock.move(Duration.ofMinutes(1));
        assertThat(kind.lost(job)).isInstanceOf(Lost.LookLater.class);
        assertThat(kind.lost(job)).as("at the same moment").isInstanceOf(Lost.LookLater.class);
        desk.rooms.clock.move(Duration.ofSeconds(15));
        assertThat(kind.lost(job)).isEqualTo(new Lost.SendAgain());
    }

    @Test
    void anotherSize_isLeftToAnOperatorWithTheChoices() {
        row("0Af000000000101AAA", 5, US, true, "Succeeded", 7, "RunLocalTests");
        assertThat(kind.lost(job)).isInstanceOfSatisfying(Lost.Undecided.class, undecided -> assertThat(
                        undecided.choices())
                .contains("0Af000000000101AAA", "7 components", "Expected: 2 components, RunLocalTests", "Choices:"));
    }

    @Test
    void twoEqualRows_areLeftToAnOperator() {
        row("0Af000000000101AAA", 5, US, true, "Succeeded", 2, "RunLocalTests");
        row("0Af000000000102AAA", 6, US, true, "Succeeded", 2, "RunLocalTests");
        assertThat(kind.lost(job))
                .isInstanceOfSatisfying(Lost.Undecided.class, undecided -> assertThat(undecided.choices())
                        .contains("Several fit"));
    }

    @Test
    void anotherTestLevel_isNotAdopted() {
        row("0Af000000000101AAA", 5, US, true, "Succeeded", 2, "NoTestRun");
        assertThat(kind.lost(job)).isInstanceOf(Lost.Undecided.class);
    }

    @Test
    void idThatAnOperatorAdopts_isCheckedAgainstTheOrg() {
        row("0Af000000000101AAA", 5, US, true, "Succeeded", 2, "RunLocalTests");
        row("0Af000000000102AAA", 6, "005000000000002AAA", false, "Succeeded", 7, "NoTestRun");
        row("0Af000000000103AAA", 7, US, true, "Pending", 0, null);

        assertThat(kind.misfits(job, "0Af000000000101")).as("all fits").isEmpty();
        assertThat(kind.misfits(job, "0Af000000000102AAA"))
                .containsExactly(
                        Misfit.decisive("Another user of the org asked for it."),
                        Misfit.decisive("It is no validation."),
                        Misfit.odd("It has 7 components, NoTestRun; expected are 2 components, RunLocalTests,"
                                + " check-only true."));
        assertThat(kind.misfits(job, "0Af000000000103AAA"))
                .containsExactly(
                        Misfit.odd("The org has not counted its components yet; look again when it has begun."));
        assertThat(kind.misfits(job, "0Af000000000100AAA"))
                .extracting(Misfit::sentence)
                .anyMatch(sentence -> sentence.endsWith("before this request was sent."));
        assertThat(kind.misfits(job, "0Af000000000999AAA"))
                .extracting(Misfit::sentence)
                .singleElement()
                .asString()
                .contains("does not list it");
    }

    @Test
    void runningJobThatTheOrgDoesNotListAnyMore_endsAsFailed() {
        row("0Af000000000101AAA", 5, US, true, "InProgress", 2, "RunLocalTests");
        RemoteJob listed = desk.rooms.jobs.sent(job, job.mark(), "0Af000000000101AAA", desk.rooms.clock.now);
        assertThat(kind.vanished(listed)).isEmpty();
        desk.rooms.target.deployRows.remove(0);
        assertThat(kind.vanished(listed)).hasValueSatisfying(outcome -> assertThat(outcome)
                .extracting(Outcome::errorCode, Outcome::message)
                .satisfies(values -> assertThat(values.toString())
                        .contains("validation-failed", "does not know 0Af000000000101AAA any more")));
    }

    private void row(
            String id, int seconds, String user, boolean checkOnly, String status, int components, String level) {
        Instant at = Instant.parse("2026-11-02T09:00:00Z").plusSeconds(seconds);
        desk.rooms.target.deployRows.add(0, new DeployRequestRow(id, at, user, checkOnly, status, components, level));
    }
}
