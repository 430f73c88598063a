package io.sluice.remotejob;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@Timeout(60)
class DispatcherThreadsTest {

    private final Room room = new Room();

    @Test
    void a_requested_job_wakes_the_dispatcher_long_before_its_pause_is_over() throws Exception {
        // given
        CountDownLatch sent = new CountDownLatch(1);
        room.deploy.send = sending -> {
            sent.countDown();
            return room.deploy.take(sending);
        };
        DispatcherThreads threads = new DispatcherThreads(room.node, room.bell, withPause(Duration.ofHours(1)));
        threads.start();

        // when
        room.request("deploy", "DEP-1");

        // then
        assertThat(sent.await(30, TimeUnit.SECONDS)).isTrue();
        threads.stop();
        assertThat(threads.isRunning()).isFalse();
    }

    @Test
    void it_survives_a_database_that_fails_for_a_while() throws Exception {
        // given
        CountDownLatch sent = new CountDownLatch(1);
        room.deploy.send = sending -> {
            sent.countDown();
            return room.deploy.take(sending);
        };
        room.request("deploy", "DEP-1");
        room.jdbc.sql("alter table sluice.remote_job rename to away").update();
        DispatcherThreads threads = new DispatcherThreads(room.node, room.bell, withPause(Duration.ofMillis(10)));
        threads.start();

        // when
        room.jdbc.sql("alter table sluice.away rename to remote_job").update();

        // then
        assertThat(sent.await(30, TimeUnit.SECONDS)).isTrue();
        threads.stop();
    }

    @Test
    void stopping_leaves_no_thread_behind() {
        DispatcherThreads threads = new DispatcherThreads(room.node, room.bell, withPause(Duration.ofHours(1)));
        threads.start();
        assertThat(alive()).hasSize(3);
        threads.stop();
        assertThat(alive()).isEmpty();
    }

    @Test
    void the_settings_have_defaults() {
        withSettings().run(context -> assertThat(context.getBean(RemoteJobsSettings.class))
                .isEqualTo(new RemoteJobsSettings(
                        true,
                        2,
                        Duration.ofMinutes(2),
                        Duration.ofSeconds(1),
                        20,
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(12),
                        Duration.ofMinutes(2),
                        List.of(
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(15),
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(5),
                                Duration.ofMinutes(15)))));
    }

    @Test
    void the_settings_take_every_property_by_its_name() {
        withSettings(
                        "enabled=false",
                        "threads=3",
                        "lease=10s",
                        "pause=20ms",
                        "looks-per-second=7",
                        "stopped-pause=2s",
                        "unsure-period=3s",
                        "grace=4s",
                        "back-off=1s,2s")
                .run(context -> assertThat(context.getBean(RemoteJobsSettings.class))
                        .isEqualTo(new RemoteJobsSettings(
                                false,
                                3,
                                Duration.ofSeconds(10),
                                Duration.ofMillis(20),
                                7,
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(4),
                                List.of(Duration.ofSeconds(1), Duration.ofSeconds(2)))));
    }

    @Test
    void the_settings_refuse_a_name_they_do_not_know_and_a_time_of_nothing() {
        withSettings("leese=1m")
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("sluice.dispatcher.leese"));
        withSettings("lease=0s").run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageContaining("sluice.dispatcher.lease must be longer than 0"));
    }

    private static ApplicationContextRunner withSettings(String... settings) {
        return new ApplicationContextRunner()
                .withUserConfiguration(RemoteJobsConfiguration.class)
                .withPropertyValues(Arrays.stream(settings)
                        .map(setting -> "sluice.dispatcher." + setting)
                        .toArray(String[]::new));
    }

    private static List<Thread> alive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("sluice-dispatcher"))
                .filter(Thread::isAlive)
                .toList();
    }

    private RemoteJobsSettings withPause(Duration pause) {
        RemoteJobsSettings all = room.settings;
        return new RemoteJobsSettings(
                all.enabled(),
                all.threads(),
                all.lease(),
                pause,
                all.looksPerSecond(),
                all.stoppedPause(),
                all.unsurePeriod(),
                all.grace(),
                all.backOff());
    }
}
