package io.sluice.remotejob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.salesforce.OrgException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepairTest {

    private static final String ID = "0Af5e0000000001AAA";

    private final Room room = new Room();

    /** A word of the refusal; {@code fits} where it is done. */
    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "REQUESTED,      POLL_NOW,      fits",
        "REQUESTED,      ADOPT,         Nothing of the job was sent yet",
        "REQUESTED,      MARK_LOST,     Nothing of the job was sent yet",
        "REQUESTED,      CANCEL_IN_ORG, Nothing of the job was sent yet",
        "CHECKING,       POLL_NOW,      fits",
        "CHECKING,       ADOPT,         Nothing of the job was sent yet",
        "CHECKING,       MARK_LOST,     Nothing of the job was sent yet",
        "CHECKING,       CANCEL_IN_ORG, Nothing of the job was sent yet",
        "SENDING,        POLL_NOW,      fits",
        "SENDING,        ADOPT,         fits",
        "SENDING,        MARK_LOST,     fits",
        "SENDING,        CANCEL_IN_ORG, is not known yet",
        "SENDING stopped,POLL_NOW,      retry the step in Cockpit",
        "SENDING stopped,ADOPT,         fits",
        "SENDING stopped,MARK_LOST,     fits",
        "SENDING stopped,CANCEL_IN_ORG, is not known yet",
        "SENDING held,   POLL_NOW,      has the job in hand",
        "SENDING held,   ADOPT,         has the job in hand",
        "SENDING held,   MARK_LOST,     has the job in hand",
        "SENDING held,   CANCEL_IN_ORG, is not known yet",
        "RUNNING,        POLL_NOW,      fits",
        "RUNNING,        ADOPT,         of the org already",
        "RUNNING,        MARK_LOST,     only a stopped job can be lost there",
        "RUNNING,        CANCEL_IN_ORG, fits",
        "RUNNING stopped,POLL_NOW,      retry the step in Cockpit",
        "RUNNING stopped,ADOPT,         of the org already",
        "RUNNING stopped,MARK_LOST,     fits",
        "RUNNING stopped,CANCEL_IN_ORG, fits",
        "RUNNING held,   POLL_NOW,      has the job in hand",
        "RUNNING held,   ADOPT,         of the org already",
        "RUNNING held,   MARK_LOST,     only a stopped job can be lost there",
        "RUNNING held,   CANCEL_IN_ORG, fits",
        "ENDED,          POLL_NOW,      fits",
        "ENDED,          ADOPT,         written down already",
        "ENDED,          MARK_LOST,     written down already",
        "ENDED,          CANCEL_IN_ORG, written down already",
        "DELIVERED,      POLL_NOW,      come to its end",
        "DELIVERED,      ADOPT,         come to its end",
        "DELIVERED,      MARK_LOST,     come to its end",
        "DELIVERED,      CANCEL_IN_ORG, come to its end",
        "WITHDRAWN,      POLL_NOW,      come to its end",
        "WITHDRAWN,      ADOPT,         come to its end",
        "WITHDRAWN,      MARK_LOST,     come to its end",
        "WITHDRAWN,      CANCEL_IN_ORG, come to its end"
    })
    void each_repair_in_each_state(String state, JobRepair repair, String expected) {
        // given
        RemoteJob job = room.request("deploy", "DEP-1");
        put(job, state);
        room.deploy.vanished = () -> Optional.of(Outcome.refused("deploy-failed", "The org does not know it."));
        RemoteJob before = room.job(job);
        int acts = room.actsOf(job).size();

        // when
        Optional<String> shown =
                room.repairs.fitting(room.jobs.details(job.id()).orElseThrow()).get(repair);
        Optional<String> refusal = repair(job, repair, "Seen in Setup");

        // then what a page shows is what happens
        assertThat(refusal).isEqualTo(shown);
        if (expected.equals("fits")) {
            assertThat(refusal).isEmpty();
            assertThat(room.actsOf(job)).hasSize(acts + 1);
            assertThat(room.acts.get(room.acts.size() - 1)).startsWith("olga ").contains("reason=Seen in Setup");
        } else {
            assertThat(refusal).get().asString().contains(expected).endsWith(".");
            assertThat(room.job(job)).isEqualTo(before);
            assertThat(room.actsOf(job)).hasSize(acts);
        }
    }

    private Optional<String> repair(RemoteJob job, JobRepair repair, String reason) {
        return switch (repair) {
            case POLL_NOW -> room.repairs.pollNow(job.id(), "olga", reason);
            case ADOPT -> room.repairs.adopt(job.id(), ID, false, "olga", reason);
            case MARK_LOST -> room.repairs.markLost(job.id(), "olga", reason);
            case CANCEL_IN_ORG -> room.repairs.cancelInOrg(job.id(), "olga", reason);
        };
    }

    private void put(RemoteJob job, String state) {
        String[] words = state.split(" ");
        boolean stopped = state.endsWith("stopped");
        room.jdbc
                .sql("""
                        update sluice.remote_job set state = ?, stopped = ?, remote_id = ?, outcome_message = ?,
                          lease_until = cast(? as timestamptz) where id = ?
                        """)
                .params(
                        words[0],
                        stopped,
                        List.of("RUNNING", "ENDED", "DELIVERED").contains(words[0]) ? "0Af-DEP-1" : null,
                        List.of("ENDED", "DELIVERED").contains(words[0]) ? "done" : null,
                        state.endsWith("held") ? Room.START.plus(Room.LEASE).toString() : null,
                        job.id())
                .update();
        if (stopped) {
            room.steps.states.put("pi-DEP-1", WaitingSteps.State.STOPPED);
        }
    }

    @ParameterizedTest
    @CsvSource({"POLL_NOW, RUNNING", "ADOPT, SENDING", "MARK_LOST, SENDING", "CANCEL_IN_ORG, RUNNING"})
    void no_repair_without_a_reason_and_of_no_job(JobRepair repair, String state) {
        RemoteJob job = room.request("deploy", "DEP-1");
        put(job, state);
        assertThat(repair(job, repair, " ")).get().asString().contains("Say why");
        assertThat(repair(job, repair, "x".repeat(2001))).get().asString().contains("2000 are the most");
        assertThatThrownBy(() -> room.repairs.pollNow(UUID.randomUUID(), "olga", "x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(room.actsOf(job)).containsExactly("remote-job-requested");
    }

    @Test
    void what_is_repeated_by_itself_is_neither_adopted_nor_lost_nor_cancelled() {
        RemoteJob job = room.request("retrieve", "DEP-1");
        put(job, "SENDING");
        assertThat(repair(job, JobRepair.ADOPT, "x")).get().asString().contains("nothing to adopt");
        assertThat(repair(job, JobRepair.MARK_LOST, "x")).get().asString().contains("without a decision");
        put(job, "RUNNING");
        assertThat(repair(job, JobRepair.CANCEL_IN_ORG, "x")).get().asString().contains("ends by itself");
    }

    @Test
    void polled_now_it_is_looked_at_before_its_pause_is_over() {
        RemoteJob job = room.request("deploy", "DEP-1");
        room.deploy.look = looking -> new Look.Running(Progress.of("InProgress"), Duration.ofHours(1));
        room.node.step();
        // Old enough to be looked at seldom.
        room.pass(Duration.ofHours(3));
        room.node.step();
        int looks = room.deploy.callsOf("look").size();
        room.pass(Duration.ofSeconds(2));
        room.node.step();
        assertThat(room.deploy.callsOf("look")).hasSize(looks);

        assertThat(repair(job, JobRepair.POLL_NOW, "x")).isEmpty();
        room.node.step();

        assertThat(room.deploy.callsOf("look")).hasSize(looks + 1);
        assertThat(room.jobs.details(job.id()).orElseThrow().answeredAt()).isEqualTo(room.now());
    }

    private RemoteJob undecided(String processInstance) {
        RemoteJob job = room.request("deploy", "DEP-1", processInstance);
        room.deploy.send = sending -> {
            room.deploy.take(sending);
            throw new OrgException("NETWORK", "no answer", true, new IllegalStateException());
        };
        room.deploy.lost = lost -> new Lost.Undecided("Two requests fit.");
        room.node.step();
        room.pass(Duration.ofSeconds(5));
        room.node.step();
        assertThat(room.job(job).stopped()).isTrue();
        return job;
    }

    @Test
    void a_lost_request_that_an_operator_adopts_is_watched_to_its_end_after_the_retry() {
        RemoteJob job = undecided("pi-DEP-1");

        assertThat(repair(job, JobRepair.ADOPT, "Seen in Setup, 05:00, same size"))
                .isEmpty();
        room.runOn();
        assertThat(room.state(job)).as("its step shows the incident still").isEqualTo(RemoteJobState.RUNNING);
        room.steps.states.put("pi-DEP-1", WaitingSteps.State.WAITING);
        room.runOn();

        assertThat(room.state(job)).isEqualTo(RemoteJobState.DELIVERED);
        assertThat(room.job(job).remoteId()).isEqualTo(ID);
        assertThat(room.deploy.taken).as("sent once").hasSize(1);
        assertThat(room.acts).anyMatch(act -> act.startsWith("olga remote-job-adopted") && act.contains("same size"));
    }

    @Test
    void adopting_says_everything_that_does_not_fit_and_changes_nothing() {
        RemoteJob job = undecided("pi-DEP-1");
        RemoteJob before = room.job(job);
        room.deploy.misfits = () ->
                List.of(Misfit.decisive("Another user of the org asked for it."), Misfit.odd("It has 3 components."));

        assertThat(repair(job, JobRepair.ADOPT, "x"))
                .contains(ID + " is not this request: Another user of the org asked for it. It has 3 components.");
        assertThat(room.repairs.adopt(job.id(), "nonsense", true, "olga", "x"))
                .get()
                .asString()
                .contains("is no id of a deployment");
        room.deploy.misfits = () -> {
            throw new OrgException("NETWORK", "No route to the org.", false, new IllegalStateException());
        };
        assertThat(repair(job, JobRepair.ADOPT, "x"))
                .get()
                .asString()
                .contains("has to be asked first", "No route to the org.");

        assertThat(room.job(job)).isEqualTo(before);
    }

    @Test
    void what_is_only_odd_is_adopted_by_those_who_are_sure_and_evidence_says_so() {
        RemoteJob job = undecided("pi-DEP-1");
        room.deploy.misfits = () -> List.of(Misfit.odd("It has 3 components."));
        assertThat(repair(job, JobRepair.ADOPT, "x"))
                .get()
                .asString()
                .contains("does not look like this request: It has 3 components.", "Where you are sure");

        assertThat(room.repairs.adopt(job.id(), ID, true, "olga", "The org counts children"))
                .isEmpty();
        assertThat(room.state(job)).isEqualTo(RemoteJobState.RUNNING);
        assertThat(room.acts.get(room.acts.size() - 1)).contains("although=It has 3 components.");
    }

    @Test
    void an_id_of_another_job_is_not_adopted() {
        RemoteJob first = room.request("deploy", "DEP-0", null);
        room.runOn();
        RemoteJob job = undecided("pi-DEP-1");
        room.jdbc
                .sql("update sluice.remote_job set remote_id = '0Af5e0000000001' where id = ?")
                .param(first.id())
                .update();
        assertThat(repair(job, JobRepair.ADOPT, "x")).get().asString().contains("belongs to another job");
        assertThat(room.state(job)).isEqualTo(RemoteJobState.SENDING);
    }

    @Test
    void a_job_that_went_on_while_the_org_was_asked_is_not_adopted() {
        RemoteJob job = undecided("pi-DEP-1");
        room.deploy.misfits = () -> {
            room.steps.states.put("pi-DEP-1", WaitingSteps.State.WAITING);
            room.deploy.lost = lost -> new Lost.Adopt("0Af5e0000000009AAA");
            room.pass(Duration.ofSeconds(10));
            room.node.step();
            return List.of();
        };
        assertThat(repair(job, JobRepair.ADOPT, "x")).get().asString().contains("has gone on meanwhile");
        assertThat(room.job(job).remoteId()).isEqualTo("0Af5e0000000009AAA");
    }

    @Test
    void a_lost_request_that_is_declared_absent_is_sent_anew_only_after_the_retry() {
        RemoteJob job = undecided("pi-DEP-1");
        room.deploy.taken.clear();
        room.deploy.send = room.deploy::take;

        assertThat(repair(job, JobRepair.MARK_LOST, "Nothing in Setup")).isEmpty();
        room.runOn();
        assertThat(room.deploy.taken).isEmpty();
        room.steps.states.put("pi-DEP-1", WaitingSteps.State.WAITING);
        room.runOn();

        assertThat(room.state(job)).isEqualTo(RemoteJobState.DELIVERED);
        assertThat(room.deploy.taken).containsExactly("DEP-1");
    }

    @Test
    void nothing_is_declared_absent_that_the_org_lists_or_may_still_take() {
        RemoteJob job = undecided("pi-DEP-1");
        room.deploy.lost = lost -> new Lost.Adopt(ID);
        assertThat(repair(job, JobRepair.MARK_LOST, "x")).get().asString().contains(ID, "adopt it");
        room.deploy.lost = lost -> new Lost.LookLater(Duration.ofMinutes(1));
        assertThat(repair(job, JobRepair.MARK_LOST, "x")).get().asString().contains("may still take the request in");
        assertThat(room.state(job)).isEqualTo(RemoteJobState.SENDING);
    }

    @Test
    void a_lost_request_whose_process_is_gone_is_settled_and_the_next_one_gets_its_turn() {
        RemoteJob job = undecided("pi-DEP-1");
        RemoteJob next = room.request("deploy", "DEP-2");
        room.steps.states.put("pi-DEP-1", WaitingSteps.State.GONE);
        for (int i = 0; i < 5; i++) {
            room.runOn();
        }
        assertThat(room.job(job).abandoned()).isTrue();
        assertThat(room.state(next)).as("the environment is taken").isEqualTo(RemoteJobState.REQUESTED);
        room.deploy.send = room.deploy::take;

        assertThat(repair(job, JobRepair.MARK_LOST, "Nothing in Setup")).isEmpty();
        room.runOn();

        assertThat(room.state(job)).isEqualTo(RemoteJobState.WITHDRAWN);
        assertThat(room.state(next)).isEqualTo(RemoteJobState.DELIVERED);
    }

    @Test
    void a_running_job_that_its_org_forgot_ends_as_failed_and_its_step_is_told_after_the_retry() {
        // given
        RemoteJob job = room.request("deploy", "DEP-1");
        room.deploy.look = looking -> {
            throw new IllegalStateException("unknown id");
        };
        for (int i = 0; i < 5; i++) {
            room.runOn();
        }
        assertThat(room.job(job).stopped()).isTrue();

        // when the org lists it still
        assertThat(repair(job, JobRepair.MARK_LOST, "x")).get().asString().contains("still knows 0Af-DEP-1");

        // when it does not
        room.deploy.vanished = () -> Optional.of(Outcome.refused("deploy-failed", "The org does not know it."));
        assertThat(repair(job, JobRepair.MARK_LOST, "Not in Setup")).isEmpty();
        room.runOn();
        assertThat(room.state(job)).isEqualTo(RemoteJobState.ENDED);
        room.steps.states.put("pi-DEP-1", WaitingSteps.State.WAITING);
        room.runOn();

        // then
        assertThat(room.steps.told).contains("refuse pi-DEP-1 deploy-failed");
        assertThat(room.deploy.callsOf("ended")).hasSize(1);
        assertThat(room.deploy.taken).hasSize(1);
    }

    @Test
    void cancelled_in_the_org_it_is_watched_to_the_end_that_the_org_tells() {
        RemoteJob job = room.request("deploy", "DEP-1");
        room.deploy.look = looking -> new Look.Running(Progress.of("InProgress"), Duration.ofSeconds(1));
        room.node.step();
        assertThat(repair(job, JobRepair.CANCEL_IN_ORG, "Wrong window")).isEmpty();
        assertThat(repair(job, JobRepair.CANCEL_IN_ORG, "Wrong window"))
                .get()
                .asString()
                .contains("asked for at 05:00:00 UTC already");
        room.deploy.look = looking -> new Look.Ended(Outcome.refused("deploy-failed", "Canceled"));
        room.runOn();

        assertThat(room.deploy.callsOf("cancel")).containsExactly("cancel DEP-1");
        assertThat(room.steps.told).containsExactly("refuse pi-DEP-1 deploy-failed");
    }

    @Test
    void what_the_org_is_finalizing_is_not_cancelled() {
        RemoteJob job = room.request("deploy", "DEP-1");
        room.deploy.look = looking -> new Look.Running(Progress.of("FinalizingDeploy"), Duration.ofSeconds(1));
        room.node.step();
        room.pass(Duration.ofSeconds(2));
        room.node.step();
        assertThat(repair(job, JobRepair.CANCEL_IN_ORG, "x")).get().asString().contains("FinalizingDeploy");
    }
}
