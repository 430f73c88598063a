package io.sluice.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.salesforce.SalesforceDoors;
import java.net.URI;
import java.nio.file.Path;
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

/** Everything is encrypted anew, again and again, while two nodes read, use and change credentials and log in. */
class RotationUnderLoadTest {

    private static final int ROUNDS = 8;
    private static final String SOQL = "SELECT Id FROM Organization";

    @TempDir
    Path folder;

    private OrgDoors doors;
    private Room one;
    private Room other;
    private SigningKey waiting;

    @BeforeEach
    void open() {
        doors = new OrgDoors(folder);
        // The org exchanges the refresh token at each log-in: one that is lost is missed by the next.
        doors.start(settings -> settings.withTokenRotation(true));
        one = node(Room.K1 + "," + Room.K2);
        other = node(Room.K2 + "," + Room.K1);
        assertThat(doors.authorize(OrgDoors.PERSON)).isEmpty();
        assertThat(one.environments.register(
                        new NewEnvironment(
                                "edited",
                                "Edited",
                                EnvironmentKind.DEVELOPER,
                                URI.create("http://localhost:" + doors.port),
                                "62.0",
                                20,
                                "consumer-key",
                                "consumer-secret"),
                        "admin"))
                .isEmpty();
        waiting = SigningKeys.make("development", doors.clock.instant());
        one.credentials.keepSigningKey("development", waiting, "admin");
    }

    private Room node(String keys) {
        return new Room(doors.database, keys, doors.clock, new SalesforceDoors(doors.clock).salesforce());
    }

    @AfterEach
    void close() {
        doors.close();
    }

    @Test
    void nobody_fails_and_nothing_is_lost_while_keys_are_rotated_under_load() throws Exception {
        List<Callable<Object>> work = List.of(
                () -> one.connections.open("development").query(SOQL),
                () -> one.connections.open("development").types(),
                () -> other.connections.open("development").query(SOQL),
                () -> other.connections.open("development").types(),
                () -> connected(one.connections.test("development", "dev")),
                () -> edited(other),
                () -> keptKey(one),
                () -> keptKey(other),
                () -> rotated(one, other));
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            for (int round = 0; round < ROUNDS; round++) {
                doors.org().faults().endSessions();
                together(threads, work);
            }
        } finally {
            threads.shutdownNow();
        }

        other.credentials.rotate("admin");
        Room onlyNew = node(Room.K2);
        doors.org().faults().endSessions();
        assertThat(onlyNew.connections.open("development").query(SOQL)).hasSize(1);
        assertThat(onlyNew.connections.open("edited").query(SOQL)).hasSize(1);
        assertThat(onlyNew.credentials.signingKey("development").orElseThrow().key())
                .isEqualTo(waiting.key());
    }

    private static void together(ExecutorService threads, List<Callable<Object>> work) throws Exception {
        CyclicBarrier begin = new CyclicBarrier(work.size());
        List<Callable<Object>> calls = new ArrayList<>();
        for (Callable<Object> each : work) {
            calls.add(() -> {
                begin.await();
                return each.call();
            });
        }
        for (Future<Object> call : threads.invokeAll(calls)) {
            assertThat(call.get()).isNotNull();
        }
    }

    private static ConnectionResult connected(ConnectionResult result) {
        assertThat(result).isInstanceOf(ConnectionResult.Connected.class);
        return result;
    }

    /** Only this thread uses the environment, so that nobody else finds it changed. */
    private static Object edited(Room node) {
        assertThat(node.environments.changeCredentials("edited", "consumer-key", "consumer-secret", "admin"))
                .isEmpty();
        return node.connections.open("edited").query(SOQL);
    }

    private Object keptKey(Room node) {
        node.credentials.keepSigningKey("development", waiting, "admin");
        SigningKey kept = node.credentials.signingKey("development").orElseThrow();
        assertThat(kept.key()).isEqualTo(waiting.key());
        return kept;
    }

    private static Integer rotated(Room... nodes) {
        int all = 0;
        for (int i = 0; i < 3; i++) {
            for (Room node : nodes) {
                all += node.credentials.rotate("admin");
            }
        }
        assertThat(all).isPositive();
        return all;
    }
}
