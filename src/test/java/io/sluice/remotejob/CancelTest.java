package io.sluice.remotejob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.salesforce.OrgException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CancelTest {

    private final Room room = new Room();

    @Test
    void what_was_not_sent_is_withdrawn_and_never_sent() {
        RemoteJob job = room.request("deploy", "DEP-1");
        assertThat(room.withdrawAll()).isEmpty();
        room.runOn();
        assertThat(room.state(job)).isEqualTo(RemoteJobState.WITHDRAWN);
        assertThat(room.deploy.calls).isEmpty();
        assertThat(room.jobs.open()).isEmpty();
        assertThat(room.actsOf(job)).containsExactly("remote-job-requested", "remote-job-withdrawn");
    }

    @Test
    void one_job_is_cancelled_alone_unless_a_step_waits_for_it() {
        RemoteJob waited = room.request("deploy", "DEP-1");
        RemoteJob alone = room.inTransaction(() -> room.jobs.request(
                new NewRemoteJob("deploy", "DEP-2", 1, null, waited.environment(), null, "rita", java.util.Map.of())));
        assertThat(room.inTransaction(() -> room.jobs.cancel(waited.id(), "rita"))
                        .orElseThrow())
                .contains("A step of CR-000001 waits for this job");
        assertThat(room.inTransaction(() -> room.jobs.cancel(alone.id(), "rita")))
                .isEmpty();
        assertThat(room.state(alone)).isEqualTo(RemoteJobState.WITHDRAWN);
        assertThat(room.state(waited)).isEqualTo(RemoteJobState.REQUESTED);
    }

    @Test
    void a_stopped_job_that_no_step_waits_for_goes_on_when_it_is_cancelled_and_ends() {
        // given one that is stopped while it runs
        RemoteJob job = room.request("validate", "DEP-1", null);
        room.validate.look = looking -> {
            throw new IllegalStateException("down");
        };
        for (int i = 0; i < 6; i++) {
            room.runOn();
        }
        assertThat(room.job(job).stopped()).isTrue();
        assertThat(room.state(job)).isEqualTo(RemoteJobState.RUNNING);

        // when
        room.validate.look =
                looking -> new Look.Ended(Outcome.refused("validation-failed", "Canceled by " + looking.requestedBy()));
        assertThat(room.jobs.cancel(job.id(), "rita")).isEmpty();
        assertThat(room.job(job).failures()).isZero();
        room.runOn();

        // then
        assertThat(room.validate.callsOf("cancel")).containsExactly("cancel DEP-1");
        assertThat(room.state(job)).isEqualTo(RemoteJobState.DELIVERED);
    }

    @Test
    void a_cancelled_job_that_stops_again_can_be_cancelled_again() {
        RemoteJob job = room.request("validate", "DEP-1", null);
        room.validate.look = looking -> new Look.Running(Progress.of("InProgress"), Duration.ofSeconds(1));
        room.node.step();
        assertThat(room.jobs.cancel(job.id(), "rita")).isEmpty();
        room.validate.look = looking -> {
            throw new IllegalStateException("down");
        };
        for (int i = 0; i < 6; i++) {
            room.runOn();
        }
        assertThat(room.job(job).stopped()).isTrue();

        room.validate.look = looking -> new Look.Ended(Outcome.refused("validation-failed", "Canceled"));
        assertThat(room.jobs.cancel(job.id(), "rita")).isEmpty();
        room.runOn();

        assertThat(room.state(job)).isEqualTo(RemoteJobState.DELIVERED);
    }

    @Test
    void a_cancel_that_comes_before_the_send_wins() {
        // given a cancel that commits while the mark is taken, right before the step to sending
        RemoteJob job = room.request("deploy", "DEP-1");
        room.deploy.mark = marking -> {
            assertThat(room.withdrawAll()).isEmpty();
            return java.util.Map.of();
        };

        // when
        room.node.step();

        // then
        assertThat(room.deploy.taken).isEmpty();
        assertThat(room.state(job)).isEqualTo(RemoteJobState.WITHDRAWN);
    }

    @Test
    void a_cancel_that_comes_after_the_step_to_sending_is_refused_with_a_sentence() {
        // given
        RemoteJob job = room.request("deploy", "DEP-1");
        Optional<?>[] answer = new Optional<?>[1];
        room.deploy.send = sending -> {
            answer[0] = room.withdrawAll();
            return room.deploy.take(sending);
        };

        // when
        room.node.step();

        // then
        assertThat(answer[0].orElseThrow().toString()).contains("environment production", "since 2026-11-24 05:00 UTC");
        assertThat(room.state(job)).isEqualTo(RemoteJobState.RUNNING);
        assertThat(room.withdrawAll().orElseThrow()).contains("0Af-DEP-1", "wait for its end");
    }

    @Test
    void a_cancel_and_the_step_to_sending_wait_for_each_other() throws Exception {
        // given a cancellation that holds the row's lock
        RemoteJob job = room.request("deploy", "DEP-1");
        CountDownLatch withdrawn = new CountDownLatch(1);
        CountDownLatch marked = new CountDownLatch(1);
        room.deploy.mark = marking -> {
            marked.countDown();
            await(withdrawn);
            return java.util.Map.of();
        };
        ExecutorService threads = Executors.newFixedThreadPool(2);

        // when the dispatcher reaches for it before the cancellation commits
        Future<?> cancel = threads.submit(() -> room.inTransaction(() -> {
            await(marked);
            assertThat(room.jobs.withdrawAll("CR-000001", "rita")).isEmpty();
            withdrawn.countDown();
            awaitSomebodyWaitingForALock();
            return true;
        }));
        Future<?> step = threads.submit(() -> room.node.step());
        cancel.get(60, TimeUnit.SECONDS);
        step.get(60, TimeUnit.SECONDS);
        threads.shutdown();

        // then
        assertThat(room.deploy.taken).isEmpty();
        assertThat(room.state(job)).isEqualTo(RemoteJobState.WITHDRAWN);
    }

    @Test
    void one_deployment_under_way_refuses_the_cancel_of_all() {
        RemoteJob running = room.request("deploy", "DEP-1");
        room.deploy.look = looking -> new Look.Running(Progress.of("InProgress"), Duration.ofSeconds(1));
        room.node.step();
        RemoteJob queued = room.request("deploy", "DEP-2");

        assertThat(room.withdrawAll()).isPresent();

        assertThat(room.state(running)).isEqualTo(RemoteJobState.RUNNING);
        assertThat(room.state(queued)).isEqualTo(RemoteJobState.REQUESTED);
    }

    @Test
    void a_running_validation_is_asked_once_to_stop_and_watched_to_its_end() {
        // given
        RemoteJob job = room.request("validate", "DEP-1");
        room.validate.look = looking -> new Look.Running(Progress.of("InProgress"), Duration.ofSeconds(1));
        room.node.step();

        // when
        assertThat(room.withdrawAll()).isEmpty();
        room.steps.states.put("pi-DEP-1", WaitingSteps.State.GONE);
        room.runOn();

        // then
        assertThat(room.validate.callsOf("cancel")).containsExactly("cancel DEP-1");
        assertThat(room.state(job)).isEqualTo(RemoteJobState.RUNNING);

        // when
        room.validate.look = looking -> new Look.Ended(Outcome.refused("validation-failed", "Canceled"));
        room.runOn();

        // then
        assertThat(room.state(job)).isEqualTo(RemoteJobState.DELIVERED);
        assertThat(room.actsOf(job)).contains("remote-job-cancel-requested", "remote-job-ended-without-process");
    }

    @Test
    void a_validation_cancelled_while_it_is_sent_is_cancelled_once_its_id_is_known() {
        RemoteJob job = room.request("validate", "DEP-1");
        room.validate.send = sending -> {
            assertThat(room.withdrawAll()).isEmpty();
            return room.validate.take(sending);
        };
        room.node.step();
        assertThat(room.job(job).cancelRequestedAt()).isNotNull();
        room.runOn();
        assertThat(room.validate.callsOf("cancel")).hasSize(1);
    }

    @Test
    void a_cancelled_request_that_never_arrived_is_not_sent_again() {
        // given
        RemoteJob job = room.request("validate", "DEP-1");
        room.validate.send = sending -> {
            throw new OrgException("NETWORK", "no answer", true, new IllegalStateException());
        };
        room.node.step();
        room.withdrawAll();

        // when
        room.pass(Duration.ofSeconds(5));
        room.runOn();

        // then
        assertThat(room.state(job)).isEqualTo(RemoteJobState.WITHDRAWN);
        assertThat(room.validate.callsOf("send")).hasSize(1);
    }

    @Test
    void a_job_whose_instance_vanished_before_it_was_sent_is_withdrawn() {
        RemoteJob job = room.request("deploy", "DEP-1");
        room.steps.states.put("pi-DEP-1", WaitingSteps.State.GONE);
        room.runOn();
        assertThat(room.state(job)).isEqualTo(RemoteJobState.WITHDRAWN);
        assertThat(room.deploy.calls).isEmpty();
    }

    @Test
    void a_job_whose_instance_vanished_while_the_check_ran_is_not_sent() {
        RemoteJob job = room.request("deploy", "DEP-1");
        room.deploy.mark = marking -> {
            room.steps.states.put("pi-DEP-1", WaitingSteps.State.GONE);
            return java.util.Map.of();
        };
        room.node.step();
        assertThat(room.state(job)).isEqualTo(RemoteJobState.WITHDRAWN);
        assertThat(room.deploy.taken).isEmpty();
    }

    @Test
    void a_running_job_whose_instance_vanished_is_watched_to_its_end_and_logged() {
        // given
        RemoteJob job = room.request("deploy", "DEP-1");
        room.deploy.look = looking -> new Look.Running(Progress.of("InProgress"), Duration.ofSeconds(1));
        room.node.step();

        // when
        room.steps.states.put("pi-DEP-1", WaitingSteps.State.GONE);
        room.runOn();

        // then
        assertThat(room.job(job).abandoned()).isTrue();
        assertThat(room.jobs.open()).hasSize(1);

        // when
        room.deploy.look = looking -> new Look.Ended(Outcome.success("done"));
        room.runOn();

        // then
        assertThat(room.state(job)).isEqualTo(RemoteJobState.DELIVERED);
        assertThat(room.steps.told).isEmpty();
        assertThat(room.actsOf(job))
                .containsExactly(
                        "remote-job-requested",
                        "remote-job-sent",
                        "remote-job-abandoned",
                        "remote-job-ended",
                        "remote-job-ended-without-process");
    }

    @Test
    void an_abandoned_job_is_watched_through_any_number_of_faults() {
        RemoteJob job = room.request("deploy", "DEP-1");
        room.node.step();
        room.steps.states.put("pi-DEP-1", WaitingSteps.State.GONE);
        room.deploy.look = looking -> {
            throw new IllegalStateException("down");
        };
        for (int i = 0; i < 20; i++) {
            room.runOn();
        }
        assertThat(room.job(job).stopped()).isFalse();
        room.deploy.look = looking -> new Look.Ended(Outcome.success("done"));
        for (int i = 0; i < 3; i++) {
            room.runOn();
        }
        assertThat(room.state(job)).isEqualTo(RemoteJobState.DELIVERED);
    }

    @Test
    void a_cancel_outside_a_transaction_is_refused() {
        assertThatThrownBy(() -> room.jobs.withdrawAll("CR-000001", "rita")).isInstanceOf(IllegalStateException.class);
    }

    private void awaitSomebodyWaitingForALock() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < end) {
            boolean waiting = room.jdbc
                    .sql("select exists (select from pg_locks where not granted)")
                    .query(Boolean.class)
                    .single();
            if (waiting) {
                return;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("The dispatcher did not reach for the row's lock");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
