package io.sluice.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A short selection of what {@link KillHarnessMain} does: changes of each course, a point of each of their steps. */
class KillHarnessTest {

    private static final List<KillOrder> SELECTION = List.of(
            new KillOrder("retrieve: after look", 1),
            new KillOrder("deploy: after send", 1),
            new KillOrder(KillOrder.POSTGRESQL, 1),
            new KillOrder("validate: before the commit of RUNNING", 2),
            new KillOrder("quick-deploy: after mark", 2),
            new KillOrder("rollback, deploy: before the commit of DELIVERED", 2));

    @Test
    void killed_at_named_points_each_change_is_deployed_exactly_once() {
        try (KillHarness harness = new KillHarness(2026, Course.values().length, false)) {
            harness.run(KillOrders.only(SELECTION, new Random(2026)), Course.values().length, Duration.ofMinutes(10));
            harness.checkAll();

            HarnessResult result = harness.result();
            assertThat(result.faults()).isEmpty();
            assertThat(result.neverReached()).isEmpty();
            assertThat(result.kills()).isGreaterThanOrEqualTo(SELECTION.size());
            assertThat(Course.values())
                    .allSatisfy(course -> assertThat(result.runs(course)).isNotEmpty());
            assertThat(result.troublesLeftOut()).isEmpty();
        }
    }
}
