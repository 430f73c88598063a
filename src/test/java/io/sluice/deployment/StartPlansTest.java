package io.sluice.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartPlansTest {

    /** 2026-11-27 is a Friday; Berlin is an hour ahead of UTC then. The clocks there go over a whole window in March. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-11-30 22:00 |             |          | UTC           | 2026-11-27T12:00:00Z | 2026-11-30T22:00:00Z
            2026-11-20 22:00 |             |          | UTC           | 2026-11-27T12:00:00Z | 2026-11-27T12:00:00Z
                             | 22:00-04:00 |          | Europe/Berlin | 2026-11-27T12:00:00Z | 2026-11-27T21:00:00Z
                             | 22:00-04:00 |          | Europe/Berlin | 2026-11-27T02:59:00Z | 2026-11-27T02:59:00Z
                             | 22:00-04:00 |          | Europe/Berlin | 2026-11-27T03:00:00Z | 2026-11-27T21:00:00Z
                             | 22:00-04:00 | Mon-Thu  | Europe/Berlin | 2026-11-27T21:30:00Z | 2026-11-30T21:00:00Z
                             | 22:00-04:00 | Thu      | Europe/Berlin | 2026-11-27T02:00:00Z | 2026-11-27T02:00:00Z
            2026-12-01 23:00 | 22:00-04:00 | Tue, Wed | Europe/Berlin | 2026-11-27T12:00:00Z | 2026-12-01T22:00:00Z
                             |             | Sat - Sun | UTC          | 2026-11-27T12:00:00Z | 2026-11-28T00:00:00Z
                             | 9:00-17:00  | fri      | UTC           | 2026-11-27T17:00:00Z | 2026-12-04T09:00:00Z
                             | 02:30-03:30 |          | Europe/Berlin | 2027-03-27T12:00:00Z | 2027-03-29T00:30:00Z
            """)
    void earliestStart(String notBefore, String window, String days, String zone, Instant now, Instant start) {
        StartPlans.Stated stated = StartPlans.read(blank(notBefore), blank(window), blank(days), zone);
        assertThat(stated.problems()).isEmpty();
        StartPlan plan = stated.plan().orElseThrow();
        assertThat(plan.earliest(now)).isEqualTo(start);
        assertThat(StartPlans.read(plan.notBeforeWords(), plan.windowWords(), plan.daysWords(), zone)
                        .plan())
                .as("read again as the form shows it")
                .contains(plan);
    }

    @Test
    void nothingStated_startsAtOnce() {
        assertThat(StartPlans.read("", " ", "", "nowhere").plan()).isEmpty();
        assertThat(StartPlans.read("", " ", "", "nowhere").problems()).isEmpty();
    }

    @Test
    void everyWrongField_isNamedWithAnExample() {
        assertThat(StartPlans.read("tomorrow", "22-4", "Someday", "Berlin").problems())
                .containsExactly(
                        "\"Berlin\" is no time zone; write for example Europe/Berlin or UTC.",
                        "\"tomorrow\" is no moment; write for example 2026-12-01 22:00.",
                        "\"22-4\" is no window; write for example 22:00-04:00.",
                        "\"Someday\" is no day of the week; write for example Mon-Thu or Sat, Sun.");
        assertThat(StartPlans.read("2026-02-30 22:00", "25:00-26:00", "", "").problems())
                .containsExactly(
                        "Say in which time zone the start is meant, for example Europe/Berlin or UTC.",
                        "\"2026-02-30 22:00\" is no moment; write for example 2026-12-01 22:00.",
                        "\"25:00-26:00\" names a time of day that there is not.");
        assertThat(StartPlans.read("", "22:00-22:00", "", "UTC").problems()).hasSize(1);
    }

    @Test
    void words_sayAllOfIt() {
        assertThat(StartPlans.read("2026-12-01 22:00", "22:00-04:00", "Tue-Wed", "Europe/Berlin")
                        .plan()
                        .map(StartPlan::words))
                .contains("not before 2026-12-01 22:00, between 22:00 and 04:00 on Tue, Wed (Europe/Berlin)");
        assertThat(List.of(StartPlans.read("", "", "Sat", "UTC")
                        .plan()
                        .orElseThrow()
                        .words()))
                .containsExactly("on Sat (UTC)");
    }

    private static String blank(String text) {
        return text == null ? "" : text;
    }
}
