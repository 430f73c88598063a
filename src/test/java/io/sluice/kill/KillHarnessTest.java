package io.sluice.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A short selection of what {@link KillHarnessMain} does. */
class KillHarnessTest {

    private static final int RUNS = 6;
    private static final List<KillOrder> SELECTION = List.of(
            new KillOrder("retrieve: after look", 1),
            new KillOrder("deploy: after send", 1),
            new KillOrder(KillOrder.POSTGRESQL, 1),
            new KillOrder("validate: before the commit of RUNNING", 2),
            new KillOrder("deploy: before the commit of DELIVERED", 2));

    @Test
    void killed_at_named_points_each_change_is_deployed_exactly_once() {
        try (KillHarness harness = new KillHarness(2026)) {
            assertThat(harness.passedUndisturbed())
                    .containsAll(SELECTION.stream()
                            .filter(KillOrder::isNamed)
                            .map(KillOrder::point)
                            .toList());

            harness.run(SELECTION, RUNS, Duration.ofMinutes(10));
            harness.checkAll();

            assertThat(harness.result().faults()).isEmpty();
            assertThat(harness.result().runs()).isGreaterThanOrEqualTo(RUNS);
            assertThat(harness.result().kills()).isGreaterThanOrEqualTo(SELECTION.size());
        }
    }
}
