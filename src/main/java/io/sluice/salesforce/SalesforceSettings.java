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
 */
@ConfigurationProperties(prefix = "sluice.salesforce", ignoreUnknownFields = false)
public record SalesforceSettings(
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("2m") Duration readTimeout,
        @DefaultValue("10m") Duration deployTimeout) {

    public SalesforceSettings {
        check("connect-timeout", connectTimeout);
        check("read-timeout", readTimeout);
        check("deploy-timeout", deployTimeout);
    }

    private static void check(String name, Duration value) {
        if (value.isNegative() || value.isZero() || value.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("sluice.salesforce." + name + " is " + value
                    + "; it must be longer than 0 and at most 1 hour, for example 30s");
        }
    }
}
