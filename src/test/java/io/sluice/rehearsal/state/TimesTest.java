package io.sluice.rehearsal.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00.001Z, 1970-01-01T00:00:00.001",
        "2026-01-31T08:05:09Z, 2026-01-31T08:05:09.000",
        "2026-11-30T23:59:59.999999Z, 2026-11-30T23:59:59.999",
        "2026-10-10T10:10:10.010Z, 2026-10-10T10:10:10.010"
    })
    void dates_have_two_digits_and_three_of_a_second(Instant moment, String written) {
        assertThat(Times.soap(moment)).isEqualTo(written + "Z");
        assertThat(Times.rest(moment.toEpochMilli())).isEqualTo(written + "+0000");
    }
}
