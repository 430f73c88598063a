package io.sluice.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.sluice.metadata.Component;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeftOutTest {

    @ParameterizedTest
    @CsvSource({
        "*Test, GateTest, true",
        "*test, GATETEST, true",
        "*Test, GateTests, false",
        "Gate, Gate, true",
        "Gate, Gates, false",
        "G?te, Gate, true",
        "G?te, Gte, false",
        "*a*b, aabab, true",
        "*a*b, aaba, false",
        "*, Gate, true",
        "Gate**, Gate, true",
        "ApexClass:G*, Gate, true",
        "ApexPage:G*, Gate, false",
        "a.c, abc, false",
        "\u00fcber*, \u00dcberweisung, true",
        "?, \ud83d\ude00, true",
    })
    void patternStandsForWholeNames(String pattern, String name, boolean leftOut) {
        assertThat(of(pattern).leavesOut(new Component("ApexClass", name), null))
                .isEqualTo(leftOut);
    }

    @ParameterizedTest
    @CsvSource({"*?, z", "*a, z"})
    void patternThatFitsAlmostInVeryManyWays_isAnsweredAtOnce(String part, String end) {
        LeftOut.Test test = of(part.repeat(90) + end);
        Component component = new Component("ApexClass", "a".repeat(400));

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(10), () -> test.leavesOut(component, null)))
                .isFalse();
    }

    @Test
    void packagesAreLeftOutByPrefix() {
        Component component = new Component("ApexClass", "sbqq__Gate");
        assertThat(LeftOut.PACKAGES.test().leavesOut(component, "sbqq")).isTrue();
        assertThat(LeftOut.PACKAGES.test().leavesOut(component, "")).isFalse();
    }

    private static LeftOut.Test of(String pattern) {
        return new LeftOut(Collections.emptySortedSet(), List.of(pattern)).test();
    }
}
