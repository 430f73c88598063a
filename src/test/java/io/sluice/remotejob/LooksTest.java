package io.sluice.remotejob;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LooksTest {

    private static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");
    private static final Duration USUAL = Duration.ofSeconds(2);

    @Test
    void a_young_job_is_looked_at_soon_and_an_old_one_seldom() {
        assertThat(pause("PT0S")).isEqualTo("PT0.5S");
        assertThat(pause("PT4S")).isEqualTo("PT1S");
        assertThat(pause("PT8S")).isEqualTo("PT2S");
        assertThat(pause("PT5M")).isEqualTo("PT2S");
        assertThat(pause("PT10M")).isEqualTo("PT4S");
        assertThat(pause("PT5H")).isEqualTo("PT15S");
    }

    @Test
    void a_kind_that_asks_for_a_longer_pause_than_any_keeps_it() {
        assertThat(Looks.pause(Duration.ofDays(1), Duration.ofMinutes(1))).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void of_a_thousand_jobs_no_more_are_looked_at_in_a_second_than_a_node_may() {
        Looks looks = new Looks(20);

        Map<Long, Long> planned = IntStream.range(0, 1000)
                .mapToObj(job -> looks.next(NOW, NOW.minusSeconds(60), USUAL).getEpochSecond())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(planned.values()).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(20));
        assertThat(planned).hasSize(50);
    }

    @Test
    void a_job_that_wants_to_be_looked_at_sooner_is_not_put_behind_those_of_later() {
        Looks looks = new Looks(1);
        looks.next(NOW, NOW.minus(Duration.ofHours(5)), USUAL);

        assertThat(looks.next(NOW, NOW, USUAL)).isEqualTo(NOW.plusMillis(500));
    }

    private static String pause(String age) {
        return Looks.pause(Duration.parse(age), USUAL).toString();
    }
}
