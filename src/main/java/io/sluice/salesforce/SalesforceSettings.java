package io.sluice.salesforce;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long to wait for an org.
 *
 * @param connectTimeout until the connection stands
 * @param readTimeout until an answer begins, and between two parts of a long one
 * @param deployTimeout until the answer to a deploy request, its upload included; only after it can the request be called
 *     lost
 * @param dailyLimitPause for how long an org is not asked whose calls of 24 hours are used up; they become free again
 *     little by little
 */
@ConfigurationProperties(prefix = "sluice.salesforce", ignoreUnknownFields = false)
public record SalesforceSettings(
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("2m") Duration readTimeout,
        @DefaultValue("10m") Duration deployTimeout,
        @DefaultValue("1h") Duration dailyLimitPause) {

    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(24);

    public SalesforceSettings {
        check("connect-timeout", connectTimeout);
        check("read-timeout", readTimeout);
        check("deploy-timeout", deployTimeout);
        if (dailyLimitPause.compareTo(SHORTEST_PAUSE) < 0 || dailyLimitPause.compareTo(LONGEST_PAUSE) > 0) {
            throw new IllegalArgumentException("sluice.salesforce.daily-limit-pause is " + dailyLimitPause
                    + "; it must be at least 1 minute and at most 24 hours, for example 1h");
        }
    }

    private static void check(String name, Duration value) {
        if (value.isNegative() || value.isZero() || value.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("sluice.salesforce." + name + " is " + value
                    + "; it must be longer than 0 and at most 1 hour, for example 30s");
        }
    }
}
