package io.sluice.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.rehearsal.http.RequestFault;
import io.sluice.salesforce.AuthKind;
import io.sluice.salesforce.OrgBusyException;
import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.OrgException;
import io.sluice.salesforce.SalesforceDoors;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedSessionsTest {

    private static final Duration DAILY = SalesforceDoors.SETTINGS.dailyLimitPause();

    private static final String SOQL = "SELECT Id FROM Organization";
    private static final int THREADS = 8;

    @TempDir
    Path folder;

    private OrgDoors doors;
    private Room here;
    private Room there;

    @BeforeEach
    void open() {
        doors = new OrgDoors(folder);
        doors.start(settings -> settings);
        doors.enter(AuthKind.CLIENT_CREDENTIALS);
        here = doors.room;
        there = doors.node();
    }

    @AfterEach
    void close() {
        doors.close();
    }

    @Test
    void many_threads_on_two_nodes_that_find_the_session_over_log_in_once() throws Exception {
        // given
        OrgConnection one = here.connections.open("development");
        OrgConnection other = there.connections.open("development");
        assertThat(doors.org().logins()).as("the first log-in serves both").isEqualTo(1);
        for (int round = 2; round < 5; round++) {
            doors.org().faults().endSessions();

            // when
            all(one, other);

            // then
            assertThat(doors.org().logins()).isEqualTo(round);
        }
    }

    private static void all(OrgConnection one, OrgConnection other) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2 * THREADS);
        CyclicBarrier together = new CyclicBarrier(2 * THREADS);
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            for (OrgConnection org : List.of(one, other)) {
                calls.add(() -> {
                    together.await();
                    return org.query(SOQL).size() + org.types().size();
                });
            }
        }
        for (Future<Integer> call : threads.invokeAll(calls)) {
            assertThat(call.get()).isGreaterThan(1);
        }
        threads.shutdown();
    }

    @Test
    void token_that_another_node_has_kept_may_be_over_as_well() {
        OrgConnection one = here.connections.open("development");
        OrgConnection other = there.connections.open("development");
        doors.org().faults().endSessions();
        assertThat(one.query(SOQL)).hasSize(1);
        doors.org().faults().endSessions();

        assertThat(other.query(SOQL))
                .as("finds the token of the first node, which is over")
                .hasSize(1);
        assertThat(doors.org().logins()).isEqualTo(3);
    }

    @Test
    void nodes_that_open_together_for_the_first_time_log_in_once() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2 * THREADS);
        CyclicBarrier together = new CyclicBarrier(2 * THREADS);
        List<Callable<OrgConnection>> openers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            for (Room node : List.of(here, there)) {
                openers.add(() -> {
                    together.await();
                    return node.connections.open("development");
                });
            }
        }
        for (Future<OrgConnection> opened : threads.invokeAll(openers)) {
            assertThat(opened.get().identity().orgId()).isEqualTo(doors.org().orgId());
        }
        threads.shutdown();
        assertThat(doors.org().logins()).isEqualTo(1);
    }

    @Test
    void the_kept_token_is_encrypted_and_goes_with_the_credentials() {
        // given
        here.connections.open("development");
        byte[] kept = here.jdbc
                .sql("select ciphertext from sluice.org_session")
                .query(byte[].class)
                .single();
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("00D", "!AQ");

        // when
        OrgConnection before = here.connections.open("development");
        doors.enter(AuthKind.CLIENT_CREDENTIALS);
        doors.org().faults().endSessions();

        // then
        assertThatThrownBy(() -> before.query(SOQL))
                .isInstanceOf(OrgException.class)
                .hasMessageContaining("were changed meanwhile");
        assertThat(here.connections.open("development").query(SOQL)).hasSize(1);
        assertThat(doors.org().logins()).isEqualTo(2);
    }

    @Test
    void a_used_up_quota_keeps_all_nodes_from_the_org_until_the_stored_time() {
        // given
        OrgConnection one = here.connections.open("development");
        OrgConnection other = there.connections.open("development");
        doors.org().faults().requests(RequestFault.Kind.TOTAL_REQUESTS, "query", 1);

        // when
        assertThatThrownBy(() -> one.query(SOQL))
                .isInstanceOfSatisfying(OrgBusyException.class, busy -> assertThat(busy.until())
                        .isBetween(
                                doors.clock.instant().plus(DAILY.minusMinutes(1)),
                                doors.clock.instant().plus(DAILY)))
                .hasMessageContaining("number of API calls in 24 hours is used up");

        // then the order on the faults is spent, and still nobody asks
        assertThatThrownBy(() -> other.query(SOQL))
                .isInstanceOf(OrgBusyException.class)
                .hasMessageContaining("so it is not asked before");
        assertThatThrownBy(() -> there.connections.test("development", "dev")).isInstanceOf(OrgBusyException.class);
        assertThat(there.desk.pause("development")).hasValueSatisfying(pause -> assertThat(pause.sentence())
                .contains("API calls of 24 hours are used up"));

        // when
        doors.clock.move(DAILY.plusSeconds(1));

        // then
        assertThat(other.query(SOQL)).hasSize(1);
        assertThat(there.desk.pause("development")).isEmpty();
        assertThat(here.jdbc
                        .sql("select count(*) from sluice.org_pause")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void calls_at_the_same_time_are_tried_after_pauses_that_grow_and_end_with_an_answer() {
        // given
        OrgConnection org = here.connections.open("development");
        doors.org().faults().requests(RequestFault.Kind.CONCURRENT_REQUESTS, "listMetadata", 3);
        List<Duration> pauses = new ArrayList<>();

        // when
        for (int i = 0; i < 3; i++) {
            var before = doors.clock.instant();
            assertThatThrownBy(() -> org.list("ApexClass"))
                    .isInstanceOfSatisfying(
                            OrgBusyException.class, busy -> pauses.add(Duration.between(before, busy.until())));
            doors.clock.move(Duration.ofMinutes(1));
        }

        // then
        assertThat(pauses.get(0)).isBetween(OrgPauses.SHORTEST, OrgPauses.SHORTEST.plusSeconds(4));
        assertThat(pauses.get(1)).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(14));
        assertThat(pauses.get(2)).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(24));
        assertThat(org.list("ApexClass")).isEmpty();
        doors.org().faults().requests(RequestFault.Kind.CONCURRENT_REQUESTS, "query", 1);
        var before = doors.clock.instant();
        assertThatThrownBy(() -> org.query(SOQL)).isInstanceOfSatisfying(OrgBusyException.class, busy -> assertThat(
                        Duration.between(before, busy.until()))
                .as("begins again")
                .isLessThan(Duration.ofSeconds(9)));
    }

    @Test
    void another_org_is_not_kept_waiting() {
        // given
        OrgDoors others = new OrgDoors(folder.resolve("."));
        try (others) {
            others.start(settings -> settings.withOrgId("00D0000000OTHER"));
            here.environments.register(
                    Room.environment("other", "Other", EnvironmentKind.FULL, "http://localhost:" + others.port),
                    "admin");
            here.environments.changeCredentials("other", "consumer-key", "consumer-secret", "admin");
            OrgConnection free = here.connections.open("other");
            OrgConnection busy = here.connections.open("development");
            doors.org().faults().requests(RequestFault.Kind.TOTAL_REQUESTS, "query", 1);

            // when
            assertThatThrownBy(() -> busy.query(SOQL)).isInstanceOf(OrgBusyException.class);

            // then
            assertThat(free.query(SOQL)).hasSize(1);
        }
    }
}
