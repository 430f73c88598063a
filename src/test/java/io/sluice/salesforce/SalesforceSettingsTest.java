package io.sluice.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SalesforceSettingsTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withBean(Clock.class, Clock::systemUTC)
            .withUserConfiguration(SalesforceConfiguration.class);

    @Test
    void defaults() {
        runner.run(context -> assertThat(context.getBean(SalesforceSettings.class))
                .isEqualTo(new SalesforceSettings(
                        Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofHours(1))));
    }

    @Test
    void everyPropertyIsRead() {
        runner.withPropertyValues(
                        "sluice.salesforce.connect-timeout=1s",
                        "sluice.salesforce.read-timeout=2s",
                        "sluice.salesforce.deploy-timeout=3s",
                        "sluice.salesforce.daily-limit-pause=90m")
                .run(context -> assertThat(context.getBean(SalesforceSettings.class))
                        .isEqualTo(new SalesforceSettings(
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(3),
                                Duration.ofMinutes(90))));
    }

    @Test
    void anUnknownOrImpossiblePropertyStopsTheStart() {
        runner.withPropertyValues("sluice.salesforce.read-time=2s")
                .run(context -> assertThat(context).hasFailed());
        for (String pause : new String[] {"59s", "1441m"}) {
            runner.withPropertyValues("sluice.salesforce.daily-limit-pause=" + pause)
                    .run(context -> assertThat(context)
                            .getFailure()
                            .rootCause()
                            .hasMessageContaining("must be at least 1 minute and at most 24 hours"));
        }
        runner.withPropertyValues("sluice.salesforce.read-timeout=0s")
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("must be longer than 0"));
    }
}
