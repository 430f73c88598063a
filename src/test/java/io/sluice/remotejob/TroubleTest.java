package io.sluice.remotejob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.salesforce.OrgBusyException;
import io.sluice.salesforce.OrgException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TroubleTest {

    private final Room room = new Room();

    @Test
    void a_request_that_certainly_was_not_taken_goes_back_into_the_queue_and_is_checked_again() {
        // given
        RemoteJob job = room.request("deploy", "DEP-1");
        room.deploy.startCheck = checking -> Optional.of("check");
        room.deploy.send = sending -> {
            throw new OrgException("NETWORK", "Connection to https://production.example.test refused");
        };
        room.node.step();
        room.pass(Duration.ofSeconds(1));

        // when
        room.node.step();

        // then
        assertThat(room.job(job)).satisfies(back -> {
            assertThat(back.state()).isEqualTo(RemoteJobState.REQUESTED);
            assertThat(back.failures()).isEqualTo(1);
            assertThat(back.problem())
                    .contains("deploy of DEP-1", "environment production", "Connection to", "Nothing was sent");
        });
        assertThat(room.node.step()).as("not before the back-off is over").isZero();

        // when
        room.deploy.send = room.deploy::take;
        room.pass(Duration.ofSeconds(5));
        room.runOn();

        // then
        assertThat(room.state(job)).isEqualTo(RemoteJobState.DELIVERED);
        assertThat(room.deploy.callsOf("startCheck")).hasSize(2);
    }

    @Test
    void a_refusal_that_means_something_to_the_kind_ends_the_job_at_once() {
        // given
        RemoteJob job = room.request("deploy", "DEP-1");
        room.deploy.send = sending -> {
            throw new OrgException("VALIDATION_REFUSED", "Not any more");
        };
        room.deploy.refused = refusal -> Optional.of(Outcome.refused("quick-deploy-refused", refusal.getMessage()));

        // when
        room.runOn();

        // then
        assertThat(room.job(job)).satisfies(ended -> {
            assertThat(ended.state()).isEqualTo(RemoteJobState.DELIVERED);
            assertThat(ended.outcome()).isEqualTo(Outcome.refused("quick-deploy-refused", "Not any more"));
            assertThat(ended.failures()).isZero();
            assertThat(ended.remoteId()).isNull();
        });
        assertThat(room.deploy.callsOf("ended")).hasSize(1);
    }

    @Test
    void a_request_that_may_have_been_taken_is_never_judged_as_refused() {
        // given
        room.request("deploy", "DEP-1");
        room.deploy.send = sending -> {
            throw new OrgException("NETWORK", "No answer", true, new java.io.IOException("reset"));
        };

        // when
        room.node.step();
        room.pass(Duration.ofSeconds(1));
        room.node.step();

        // then
        assertThat(room.deploy.callsOf("refused")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_org_that_takes_no_calls_for_a_while_is_no_fault_however_often(boolean whileSending) {
        // given
        RemoteJob job = room.request("deploy", "DEP-1");
        if (!whileSending) {
            room.node.step();
        }
        Supplier<OrgBusyException> busy =
                () -> new OrgBusyException("The org is not asked", room.now().plus(Duration.ofMinutes(30)));
        room.deploy.send = sending -> {
            throw busy.get();
        };
        room.deploy.look = looking -> {
            throw busy.get();
        };

        // when
        for (int i = 0; i < 10; i++) {
            room.pass(Duration.ofMinutes(31));
            room.node.step();
            assertThat(room.node.step())
                    .as("not before the org's pause is over")
                    .isZero();
        }

        // then
        assertThat(room.job(job)).satisfies(waiting -> {
            assertThat(waiting.state()).isEqualTo(whileSending ? RemoteJobState.REQUESTED : RemoteJobState.RUNNING);
            assertThat(waiting.failures()).isZero();
            assertThat(waiting.stopped()).isFalse();
            assertThat(waiting.problem()).contains("goes on later by itself", "The org is not asked");
        });
        assertThat(room.steps.told).isEmpty();

        // when
        room.deploy.send = room.deploy::take;
        room.deploy.look = looking -> new Look.Ended(Outcome.success("done"));
        room.pass(Duration.ofMinutes(31));
        room.runOn();

        // then
        assertThat(room.state(job)).isEqualTo(RemoteJobState.DELIVERED);
    }

    @Test
    void faults_are_tried_again_with_back_off_then_the_step_is_stopped_and_a_retry_goes_on_with_the_same_job() {
        // given
        RemoteJob job = room.request("deploy", "DEP-1");
        room.node.step();
        room.deploy.look = looking -> {
            throw new OrgException("NETWORK", "production.example.test does not answer");
        };

        // when the back-off list is used up
        room.pass(Duration.ofSeconds(1));
        room.node.step();
        assertThat(room.job(job).problem()).contains("does not answer", "0Af-DEP-1", "sends nothing again");
        room.pass(Duration.ofSeconds(5));
        room.node.step();
        assertThat(room.job(job).failures()).isEqualTo(2);
        assertThat(room.job(job).stopped()).isFalse();
        room.pass(Duration.ofSeconds(15));
        room.node.step();

        // then
        assertThat(room.job(job).stopped()).isTrue();
        assertThat(room.steps.told)
                .singleElement()
                .asString()
                .startsWith("stop pi-DEP-1")
                .contains("environment production", "0Af-DEP-1", "A retry is safe");

        // when nobody has retried
        room.deploy.look = looking -> new Look.Ended(Outcome.success("done"));
        room.pass(Duration.ofSeconds(5));
        room.node.step();

        // then
        assertThat(room.state(job)).isEqualTo(RemoteJobState.RUNNING);

        // when an operator retried in Cockpit
        room.steps.states.put("pi-DEP-1", WaitingSteps.State.WAITING);
        room.pass(Duration.ofSeconds(5));
        room.node.step();

        // then
        assertThat(room.job(job)).satisfies(ended -> {
            assertThat(ended.state()).isEqualTo(RemoteJobState.DELIVERED);
            assertThat(ended.stopped()).isFalse();
            assertThat(ended.failures()).isZero();
        });
        assertThat(room.deploy.taken).containsExactly("DEP-1");
        assertThat(room.actsOf(job)).contains("remote-job-stopped", "remote-job-retried", "remote-job-ended");
    }

    @Test
    void a_good_answer_forgets_the_faults_before_it() {
        RemoteJob job = room.request("deploy", "DEP-1");
        room.node.step();
        room.deploy.look = looking -> {
            throw new IllegalStateException("hiccup");
        };
        room.pass(Duration.ofSeconds(1));
        room.node.step();
        room.deploy.look = looking -> new Look.Running(Progress.of("InProgress"), Duration.ofSeconds(1));
        room.pass(Duration.ofSeconds(5));
        room.node.step();

        assertThat(room.job(job).failures()).isZero();
        assertThat(room.job(job).problem()).isNull();
    }

    @Test
    void faults_after_each_good_check_stop_the_job_all_the_same() {
        RemoteJob job = room.request("deploy", "DEP-1");
        room.deploy.startCheck = checking -> Optional.of("check");
        boolean[] running = {false};
        room.deploy.lookAtCheck = looking -> {
            running[0] = !running[0];
            return running[0]
                    ? new Look.Running(Progress.of("Pending"), Duration.ofSeconds(1))
                    : new Look.Ended(Outcome.success("clear"));
        };
        room.deploy.mark = marking -> {
            throw new IllegalStateException("no list");
        };
        for (int i = 0; i < 5; i++) {
            room.runOn();
        }
        assertThat(room.job(job).stopped()).isTrue();
        assertThat(room.deploy.taken).isEmpty();
    }

    @Test
    void an_undecided_request_stops_with_the_choices_and_a_retry_asks_again() {
        // given
        RemoteJob job = room.request("deploy", "DEP-1");
        room.deploy.send = sending -> {
            room.deploy.take(sending);
            throw new OrgException("NETWORK", "no answer", true, new IllegalStateException());
        };
        room.deploy.lost = lost -> new Lost.Undecided("Two requests fit: 0Af1 and 0Af2.");
        room.node.step();
        room.pass(Duration.ofSeconds(5));

        // when
        room.node.step();

        // then
        assertThat(room.steps.told).singleElement().asString().contains("Two requests fit: 0Af1 and 0Af2.");
        assertThat(room.state(job)).isEqualTo(RemoteJobState.SENDING);

        // when
        room.deploy.lost = lost -> new Lost.Adopt("0Af1");
        room.steps.states.put("pi-DEP-1", WaitingSteps.State.WAITING);
        room.pass(Duration.ofSeconds(5));
        room.node.step();

        // then
        assertThat(room.job(job).remoteId()).isEqualTo("0Af1");
        assertThat(room.deploy.taken).containsExactly("DEP-1");
    }

    @Test
    void a_request_that_is_too_early_to_judge_is_looked_for_later() {
        RemoteJob job = room.request("deploy", "DEP-1");
        room.deploy.send = sending -> {
            throw new OrgException("NETWORK", "no answer", true, new IllegalStateException());
        };
        room.deploy.lost = lost -> new Lost.LookLater(Duration.ofSeconds(30));
        room.node.step();
        room.pass(Duration.ofSeconds(5));
        assertThat(room.node.step()).isEqualTo(1);
        room.pass(Duration.ofSeconds(29));
        assertThat(room.node.step()).isZero();
        room.pass(Duration.ofSeconds(1));
        assertThat(room.node.step()).isEqualTo(1);
        assertThat(room.state(job)).isEqualTo(RemoteJobState.SENDING);
    }

    @Test
    void a_stopped_job_in_the_queue_lets_the_next_one_pass() {
        // given
        RemoteJob broken = room.request("deploy", "DEP-1");
        RemoteJob next = room.request("deploy", "DEP-2");
        room.deploy.mark = marking -> {
            if (marking.owner().equals("DEP-1")) {
                throw new IllegalStateException("broken");
            }
            return java.util.Map.of();
        };

        // when
        for (int i = 0; i < 5; i++) {
            room.runOn();
        }

        // then
        assertThat(room.job(broken).stopped()).isTrue();
        assertThat(room.state(next)).isEqualTo(RemoteJobState.DELIVERED);
    }

    @Test
    void a_stopped_job_that_nothing_waits_for_goes_on_when_it_is_retried() {
        // given
        RemoteJob job = room.request("deploy", "production", null);
        room.deploy.look = looking -> {
            throw new IllegalStateException("broken");
        };
        for (int i = 0; i < 5; i++) {
            room.runOn();
        }
        assertThat(room.job(job).stopped()).isTrue();
        assertThat(room.jobs.open()).contains(room.job(job));
        room.deploy.look = looking -> new Look.Ended(Outcome.success("done"));
        room.runOn();
        assertThat(room.state(job)).isEqualTo(RemoteJobState.RUNNING);

        // when
        room.jobs.retry(job.id(), "olga");
        room.runOn();

        // then
        assertThat(room.state(job)).isEqualTo(RemoteJobState.DELIVERED);
        assertThat(room.acts).anyMatch(act -> act.startsWith("olga remote-job-retried"));
        assertThat(room.deploy.taken).hasSize(1);
    }

    @Test
    void a_retry_is_refused_where_there_is_nothing_to_retry_or_cockpit_is_the_place() {
        RemoteJob job = room.request("deploy", "DEP-1");
        assertThatThrownBy(() -> room.jobs.retry(job.id(), "olga")).hasMessageContaining("is not stopped");

        room.deploy.startCheck = checking -> {
            throw new IllegalStateException("broken");
        };
        for (int i = 0; i < 5; i++) {
            room.runOn();
        }
        assertThatThrownBy(() -> room.jobs.retry(job.id(), "olga")).hasMessageContaining("retry it in Cockpit");
        assertThatThrownBy(() -> room.jobs.retry(java.util.UUID.randomUUID(), "olga"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_step_that_cannot_be_told_is_told_later() {
        // given
        RemoteJob job = room.request("deploy", "DEP-1");
        room.steps.whileTelling = () -> {
            throw new IllegalStateException("the engine is busy");
        };
        room.node.step();
        room.pass(Duration.ofSeconds(1));

        // when
        room.node.step();

        // then
        assertThat(room.job(job)).satisfies(ended -> {
            assertThat(ended.state()).isEqualTo(RemoteJobState.ENDED);
            assertThat(ended.problem()).contains("telling the waiting step", "the engine is busy");
        });

        // when
        room.steps.whileTelling = () -> {};
        room.pass(Duration.ofSeconds(5));
        room.node.step();

        // then
        assertThat(room.steps.told).containsExactly("complete pi-DEP-1");
        assertThat(room.deploy.callsOf("ended")).hasSize(1);
    }

    @Test
    void a_result_for_a_step_with_an_incident_waits_until_it_is_retried() {
        RemoteJob job = room.request("deploy", "DEP-1");
        room.node.step();
        room.steps.states.put("pi-DEP-1", WaitingSteps.State.STOPPED);
        room.runOn();
        assertThat(room.state(job)).isEqualTo(RemoteJobState.ENDED);
        assertThat(room.steps.told).isEmpty();

        room.steps.states.put("pi-DEP-1", WaitingSteps.State.WAITING);
        room.runOn();

        assertThat(room.steps.told).containsExactly("complete pi-DEP-1");
    }
}
