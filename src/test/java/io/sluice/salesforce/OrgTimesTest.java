package io.sluice.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrgTimesTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T04:05:06.789Z, 2026-11-24T04:05:06.789Z",
        "2026-11-24T04:05:06Z, 2026-11-24T04:05:06Z",
        "2026-11-24T04:05:06.789+01:00, 2026-11-24T03:05:06.789Z",
        "1970-01-01T00:00:00.000Z, 1970-01-01T00:00:00Z"
    })
    void timesAreReadAsTheyAreWritten(String text, Instant time) {
        assertThat(OrgTimes.read(text)).isEqualTo(time);
    }

    @Test
    void whatIsNoTime_isRefused() {
        assertThatThrownBy(() -> OrgTimes.read("2026-13-24T04:05:06.789Z")).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> OrgTimes.read("yesterday")).isInstanceOf(DateTimeException.class);
    }
}
