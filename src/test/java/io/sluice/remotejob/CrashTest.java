package io.sluice.remotejob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.salesforce.OrgException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CrashTest {

    private final Room room = new Room();

    @Test
    void killed_between_send_and_answer_the_request_is_adopted_and_sent_exactly_once() {
        // given
        RemoteJob job = room.request("deploy", "DEP-1");
        room.deploy.send = sending -> {
            room.deploy.take(sending);
            throw new Crash();
        };

        // when
        assertThatThrownBy(room.node::step).isInstanceOf(Crash.class);

        // then nobody touches it before the lease is over
        assertThat(room.state(job)).isEqualTo(RemoteJobState.SENDING);
        assertThat(room.otherNode.step()).isZero();

        // when
        room.pass(Room.LEASE);
        room.otherNode.step();

        // then
        assertThat(room.job(job).remoteId()).isEqualTo("0Af-DEP-1");
        assertThat(room.actsOf(job)).containsExactly("remote-job-requested", "remote-job-adopted");
        room.runOn();
        assertThat(room.deploy.taken).containsExactly("DEP-1");
        assertThat(room.steps.told).containsExactly("complete pi-DEP-1");
    }

    @Test
    void killed_before_the_send_a_deployment_is_sent_once_the_org_can_no_longer_take_it() {
        // given
        RemoteJob job = room.request("deploy", "DEP-1");
        room.deploy.send = sending -> {
            throw new Crash();
        };
        assertThatThrownBy(room.node::step).isInstanceOf(Crash.class);
        room.deploy.send = room.deploy::take;

        // when the lease is over, but not the time for which the org may still take the request
        room.pass(Room.LEASE);
        room.otherNode.step();

        // then
        assertThat(room.deploy.taken).isEmpty();
        assertThat(room.state(job)).isEqualTo(RemoteJobState.SENDING);

        // when
        room.pass(Room.UNSURE);
        room.otherNode.step();

        // then
        assertThat(room.deploy.taken).containsExactly("DEP-1");
        assertThat(room.state(job)).isEqualTo(RemoteJobState.RUNNING);
    }

    @Test
    void killed_before_the_send_what_changes_nothing_is_repeated_at_once() {
        room.request("retrieve", "DEP-1");
        room.retrieve.send = sending -> {
            throw new Crash();
        };
        assertThatThrownBy(room.node::step).isInstanceOf(Crash.class);
        room.retrieve.send = room.retrieve::take;

        room.pass(Room.LEASE);
        room.otherNode.step();

        assertThat(room.retrieve.taken).containsExactly("DEP-1");
    }

    @Test
    void killed_while_the_check_was_started_it_is_started_again() {
        RemoteJob job = room.request("deploy", "DEP-1");
        room.deploy.startCheck = checking -> {
            throw new Crash();
        };
        assertThatThrownBy(room.node::step).isInstanceOf(Crash.class);
        assertThat(room.state(job)).isEqualTo(RemoteJobState.CHECKING);
        room.deploy.startCheck = checking -> Optional.of("check-2");

        room.pass(Room.LEASE);
        room.runOn();

        assertThat(room.state(job)).isEqualTo(RemoteJobState.DELIVERED);
        assertThat(room.deploy.taken).containsExactly("DEP-1");
    }

    @Test
    void a_lost_answer_is_looked_for_without_waiting_for_the_lease() {
        // given
        RemoteJob job = room.request("deploy", "DEP-1");
        room.deploy.send = sending -> {
            room.deploy.take(sending);
            throw new OrgException("NETWORK", "No answer within 120 s", true, new IllegalStateException());
        };

        // when
        room.node.step();

        // then
        assertThat(room.state(job)).isEqualTo(RemoteJobState.SENDING);
        assertThat(room.job(job).problem()).contains("No answer within 120 s", "never sends twice");

        // when
        room.pass(Duration.ofSeconds(5));
        room.node.step();

        // then
        assertThat(room.job(job)).satisfies(adopted -> {
            assertThat(adopted.state()).isEqualTo(RemoteJobState.RUNNING);
            assertThat(adopted.problem()).isNull();
            assertThat(adopted.failures()).isZero();
        });
        assertThat(room.deploy.taken).containsExactly("DEP-1");
    }

    @Test
    void an_unexpected_exception_while_sending_counts_as_a_lost_answer() {
        RemoteJob job = room.request("deploy", "DEP-1");
        room.deploy.send = sending -> {
            room.deploy.take(sending);
            throw new IllegalStateException("broken");
        };
        room.node.step();
        assertThat(room.state(job)).isEqualTo(RemoteJobState.SENDING);
        room.pass(Duration.ofSeconds(5));
        room.node.step();
        assertThat(room.state(job)).isEqualTo(RemoteJobState.RUNNING);
        assertThat(room.deploy.taken).containsExactly("DEP-1");
    }

    @Test
    void an_answer_that_cannot_be_written_down_never_leads_to_a_second_send() {
        // given a database that refuses the id of the org
        RemoteJob job = room.request("deploy", "DEP-1");
        room.jdbc
                .sql("alter table sluice.remote_job add constraint no_id check (remote_id is null)")
                .update();

        // when
        room.node.step();
        room.jdbc.sql("alter table sluice.remote_job drop constraint no_id").update();

        // then
        assertThat(room.state(job)).isEqualTo(RemoteJobState.SENDING);
        room.pass(Duration.ofSeconds(5));
        room.runOn();
        assertThat(room.deploy.taken).containsExactly("DEP-1");
        assertThat(room.state(job)).isEqualTo(RemoteJobState.DELIVERED);
    }

    @Test
    void a_request_that_belongs_to_another_job_is_never_adopted() {
        // given one job that ended, and one whose answer is lost
        RemoteJob first = room.request("deploy", "DEP-1");
        room.runOn();
        RemoteJob second = room.request("deploy", "DEP-2");
        room.deploy.send = sending -> {
            throw new Crash();
        };
        assertThatThrownBy(room.node::step).isInstanceOf(Crash.class);

        // when
        room.deploy.lost = lost -> new Lost.Adopt(room.job(first).remoteId());
        room.pass(Room.LEASE);
        room.node.step();

        // then
        assertThat(room.job(second).stopped()).isTrue();
        assertThat(room.job(second).problem()).contains("belongs to another job");
    }

    @Test
    void killed_between_the_result_and_telling_the_step_it_is_told_exactly_once() {
        // given
        RemoteJob job = room.request("deploy", "DEP-1");
        room.steps.whileTelling = () -> {
            throw new Crash();
        };
        room.node.step();
        room.pass(Duration.ofSeconds(1));

        // when
        assertThatThrownBy(room.node::step).isInstanceOf(Crash.class);

        // then
        assertThat(room.state(job)).isEqualTo(RemoteJobState.ENDED);
        assertThat(room.steps.told).isEmpty();

        // when
        room.steps.whileTelling = () -> {};
        room.pass(Room.LEASE);
        room.otherNode.step();
        room.runOn();

        // then
        assertThat(room.state(job)).isEqualTo(RemoteJobState.DELIVERED);
        assertThat(room.steps.told).containsExactly("complete pi-DEP-1");
        assertThat(room.deploy.callsOf("ended")).hasSize(1);
    }

    @Test
    void a_result_that_cannot_be_written_down_with_its_records_is_not_half_written() {
        // given
        RemoteJob job = room.request("deploy", "DEP-1");
        room.deploy.ended = () -> {
            throw new IllegalStateException("no such record");
        };
        room.node.step();
        room.pass(Duration.ofSeconds(1));

        // when
        room.node.step();

        // then
        assertThat(room.job(job)).satisfies(running -> {
            assertThat(running.state()).isEqualTo(RemoteJobState.RUNNING);
            assertThat(running.outcome()).isNull();
            assertThat(running.problem()).contains("writing down the result", "no such record");
        });

        // when
        room.deploy.ended = () -> {};
        room.pass(Duration.ofSeconds(5));
        room.node.step();

        // then
        assertThat(room.state(job)).isEqualTo(RemoteJobState.DELIVERED);
    }

    @Test
    void a_dispatcher_whose_lease_ran_out_is_refused_and_its_finding_dropped() {
        // given a look that takes longer than the lease, while another node finds the end
        RemoteJob job = room.request("deploy", "DEP-1");
        room.node.step();
        room.pass(Duration.ofSeconds(1));
        room.deploy.look = looking -> {
            room.deploy.look = other -> new Look.Ended(Outcome.refused("deploy-failed", "found by the other node"));
            room.pass(Room.LEASE);
            room.otherNode.step();
            return new Look.Ended(Outcome.success("found too late"));
        };

        // when
        room.node.step();

        // then
        assertThat(room.job(job).outcome()).isEqualTo(Outcome.refused("deploy-failed", "found by the other node"));
        assertThat(room.steps.told).containsExactly("refuse pi-DEP-1 deploy-failed");
        assertThat(room.deploy.callsOf("ended")).hasSize(1);
    }

    @Test
    void an_answer_that_comes_after_the_claim_is_lost_is_dropped_and_the_request_found_again() {
        // given
        RemoteJob job = room.request("deploy", "DEP-1");
        room.deploy.send = sending -> {
            String id = room.deploy.take(sending);
            room.pass(Room.LEASE);
            room.otherNode.step();
            return id;
        };

        // when
        room.node.step();

        // then
        assertThat(room.state(job)).isEqualTo(RemoteJobState.RUNNING);
        assertThat(room.actsOf(job)).containsExactly("remote-job-requested", "remote-job-adopted");
        assertThat(room.deploy.taken).containsExactly("DEP-1");
    }

    @Test
    void a_long_send_keeps_its_job_because_the_lease_is_renewed() {
        // given
        RemoteJob job = room.request("deploy", "DEP-1");
        room.deploy.send = sending -> {
            for (int i = 0; i < 5; i++) {
                room.pass(Room.LEASE.dividedBy(2));
                room.node.renewLeases();
                assertThat(room.otherNode.step()).isZero();
            }
            return room.deploy.take(sending);
        };

        // when
        room.node.step();

        // then
        assertThat(room.actsOf(job)).containsExactly("remote-job-requested", "remote-job-sent");
    }

    @Test
    void two_nodes_that_step_at_the_same_moment_send_each_job_once() throws Exception {
        // given
        int jobs = 12;
        for (int i = 0; i < jobs; i++) {
            room.request(i % 2 == 0 ? "deploy" : "retrieve", "DEP-" + i);
        }
        ExecutorService nodes = Executors.newFixedThreadPool(2);

        // when
        for (int round = 0; round < 30; round++) {
            CountDownLatch together = new CountDownLatch(2);
            Future<?> one = nodes.submit(() -> stepTogether(room.node, together));
            Future<?> other = nodes.submit(() -> stepTogether(room.otherNode, together));
            one.get(60, TimeUnit.SECONDS);
            other.get(60, TimeUnit.SECONDS);
            room.pass(Duration.ofSeconds(1));
        }
        nodes.shutdown();

        // then
        assertThat(room.deploy.taken).doesNotHaveDuplicates().hasSize(jobs / 2);
        assertThat(room.retrieve.taken).doesNotHaveDuplicates().hasSize(jobs / 2);
        assertThat(room.steps.told).hasSize(jobs);
        assertThat(Set.copyOf(room.steps.told)).hasSize(jobs);
    }

    private static Object stepTogether(Dispatcher dispatcher, CountDownLatch together) throws InterruptedException {
        together.countDown();
        together.await();
        return dispatcher.step();
    }
}
