package io.sluice.remotejob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DispatcherTest {

    private final Room room = new Room();

    @Test
    void a_job_goes_from_its_request_to_the_told_step() {
        // given
        room.deploy.startCheck = job -> Optional.of("check-1");
        room.deploy.look = job -> new Look.Running(new Progress("InProgress", 3, 10, 1, 4, 0), Duration.ofSeconds(2));

        // when, then requested
        RemoteJob job = room.request("deploy", "DEP-1");
        assertThat(job.state()).isEqualTo(RemoteJobState.REQUESTED);
        assertThat(job.input()).isEqualTo(Map.of("package", "abc"));

        // when, then checking
        assertThat(room.node.step()).isEqualTo(1);
        assertThat(room.state(job)).isEqualTo(RemoteJobState.CHECKING);
        assertThat(room.deploy.taken).isEmpty();

        // when, then sent
        room.pass(Duration.ofSeconds(1));
        room.node.step();
        assertThat(room.job(job)).satisfies(sent -> {
            assertThat(sent.state()).isEqualTo(RemoteJobState.RUNNING);
            assertThat(sent.remoteId()).isEqualTo("0Af-DEP-1");
            assertThat(sent.mark()).isEqualTo(Map.of("newest", "0Af000"));
            assertThat(sent.sentAt()).isEqualTo(Room.START.plusSeconds(1));
        });

        // when, then looked at
        room.pass(Duration.ofSeconds(1));
        room.node.step();
        assertThat(room.job(job).progress()).isEqualTo(new Progress("InProgress", 3, 10, 1, 4, 0));
        assertThat(room.node.step()).as("not before the pause is over").isZero();

        // when, then ended and told
        room.deploy.look = running -> new Look.Ended(Outcome.success("All 10 components deployed"));
        room.pass(Duration.ofSeconds(2));
        room.node.step();
        assertThat(room.job(job)).satisfies(ended -> {
            assertThat(ended.state()).isEqualTo(RemoteJobState.DELIVERED);
            assertThat(ended.outcome()).isEqualTo(Outcome.success("All 10 components deployed"));
            assertThat(ended.endedAt()).isNotNull();
        });
        assertThat(room.steps.told).containsExactly("complete pi-DEP-1");
        assertThat(room.deploy.calls)
                .containsExactly(
                        "startCheck DEP-1",
                        "lookAtCheck DEP-1",
                        "mark DEP-1",
                        "send DEP-1",
                        "look DEP-1",
                        "look DEP-1",
                        "ended DEP-1");
        assertThat(room.actsOf(job)).containsExactly("remote-job-requested", "remote-job-sent", "remote-job-ended");
    }

    @Test
    void a_job_without_a_check_is_sent_at_once() {
        RemoteJob job = room.request("retrieve", "DEP-1");
        room.node.step();
        assertThat(room.state(job)).isEqualTo(RemoteJobState.RUNNING);
    }

    @Test
    void a_refusal_of_the_org_reaches_the_step_as_its_business_error() {
        room.deploy.look = job -> new Look.Ended(Outcome.refused("deploy-failed", "1 of 10 components failed"));
        RemoteJob job = room.request("deploy", "DEP-1");
        room.runOn();
        assertThat(room.steps.told).containsExactly("refuse pi-DEP-1 deploy-failed");
        assertThat(room.state(job)).isEqualTo(RemoteJobState.DELIVERED);
    }

    @Test
    void a_refusing_check_ends_the_job_before_anything_is_sent() {
        room.deploy.startCheck = job -> Optional.of("check-1");
        room.deploy.lookAtCheck = job -> new Look.Ended(Outcome.refused("fingerprint-changed", "The target moved"));
        RemoteJob job = room.request("deploy", "DEP-1");
        room.runOn();
        assertThat(room.deploy.taken).isEmpty();
        assertThat(room.job(job).outcome()).isEqualTo(Outcome.refused("fingerprint-changed", "The target moved"));
        assertThat(room.steps.told).containsExactly("refuse pi-DEP-1 fingerprint-changed");
    }

    @Test
    void a_job_that_nothing_waits_for_is_at_its_end_with_its_result() {
        RemoteJob job = room.request("deploy", "production", null);
        room.runOn();
        assertThat(room.state(job)).isEqualTo(RemoteJobState.DELIVERED);
        assertThat(room.steps.told).isEmpty();
    }

    @Test
    void an_environment_does_one_exclusive_job_at_a_time_in_the_order_of_the_requests() {
        // given
        room.deploy.look = job -> new Look.Running(Progress.of("InProgress"), Duration.ofSeconds(1));
        RemoteJob first = room.request("deploy", "DEP-1");
        RemoteJob second = room.request("validate", "DEP-2");
        RemoteJob third = room.request("deploy", "DEP-3");
        RemoteJob aside = room.request("retrieve", "DEP-4");

        // when
        room.node.step();
        room.otherNode.step();

        // then
        assertThat(room.state(first)).isEqualTo(RemoteJobState.RUNNING);
        assertThat(room.state(second)).isEqualTo(RemoteJobState.REQUESTED);
        assertThat(room.state(aside)).as("not exclusive").isEqualTo(RemoteJobState.RUNNING);

        // when
        room.deploy.look = job -> new Look.Ended(Outcome.success("done"));
        room.runOn();

        // then
        assertThat(room.state(third)).isEqualTo(RemoteJobState.DELIVERED);
        assertThat(room.deploy.callsOf("send")).containsExactly("send DEP-1", "send DEP-3");
        assertThat(room.steps.told.stream().filter(told -> !told.contains("DEP-4")))
                .containsExactly("complete pi-DEP-1", "complete pi-DEP-2", "complete pi-DEP-3");
    }

    @Test
    void the_database_itself_refuses_two_exclusive_jobs_under_way_in_one_environment() {
        RemoteJob first = room.request("deploy", "DEP-1");
        RemoteJob second = room.request("deploy", "DEP-2");
        room.node.step();
        assertThat(room.state(first)).isEqualTo(RemoteJobState.RUNNING);

        assertThatThrownBy(() -> room.jdbc
                        .sql("update sluice.remote_job set state = 'CHECKING' where id = ?")
                        .param(second.id())
                        .update())
                .hasMessageContaining("remote_job_exclusive");
    }

    @Test
    void the_same_request_twice_is_one_job() {
        RemoteJob first = room.request("deploy", "DEP-1");
        assertThat(room.request("deploy", "DEP-1")).isEqualTo(first);
        assertThat(room.jobs.open()).hasSize(1);
        assertThat(room.actsOf(first)).containsExactly("remote-job-requested");
    }

    @Test
    void an_instance_that_waits_already_gets_no_second_job() {
        room.request("deploy", "DEP-1", "pi");
        assertThatThrownBy(() -> room.request("validate", "DEP-2", "pi"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Process instance pi waits for another remote job");
    }

    @Test
    void a_step_that_goes_on_may_request_the_next_job_in_the_same_transaction() {
        // given
        room.request("retrieve", "DEP-1", "pi");
        room.steps.afterTold = WaitingSteps.State.WAITING;
        room.steps.whileTelling = () -> {
            room.steps.whileTelling = () -> {};
            room.jobs.request(
                    new NewRemoteJob("validate", "DEP-1", 1, "CR-000001", "production", "pi", "mara", Map.of()));
        };

        // when
        room.node.step();
        room.pass(Duration.ofSeconds(1));
        room.node.step();

        // then
        assertThat(room.jobs.open()).extracting(RemoteJob::kind).containsExactly("validate");
    }

    @Test
    void a_job_of_no_known_kind_is_refused_with_the_kinds_there_are() {
        assertThatThrownBy(() -> room.request("deplyo", "DEP-1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("deplyo")
                .hasMessageContaining("[deploy, retrieve, validate]");
    }

    @Test
    void a_request_outside_a_transaction_is_refused() {
        assertThatThrownBy(() -> room.jobs.request(
                        new NewRemoteJob("deploy", "DEP-1", 1, null, "production", null, "mara", Map.of())))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void jobs_are_found_by_change_and_by_owner() {
        RemoteJob job = room.request("deploy", "DEP-1");
        assertThat(room.jobs.ofChange("CR-000001")).containsExactly(job);
        assertThat(room.jobs.of("deploy", "DEP-1")).containsExactly(job);
        assertThat(room.jobs.of("validate", "DEP-1")).isEmpty();
    }

    @Test
    void a_job_that_does_its_work_while_it_is_looked_at_goes_on_without_a_pause_however_old_it_is() {
        // given
        room.retrieve.waitsForOrg = false;
        room.retrieve.look = job -> new Look.Running(Progress.of("half of it"), Duration.ZERO);
        RemoteJob job = room.request("retrieve", "RET-1");
        room.node.step();
        assertThat(room.state(job)).isEqualTo(RemoteJobState.RUNNING);

        // when, then
        assertThat(room.node.step()).isEqualTo(1);
        assertThat(room.job(job).progress()).isEqualTo(Progress.of("half of it"));
        room.pass(Duration.ofHours(1));
        room.node.step();
        assertThat(room.node.step()).as("no time has passed since").isEqualTo(1);
    }
}
