package io.sluice.salesforce;

import java.time.Clock;
import java.time.Duration;

/** The real ways into an org, for tests of other rooms. */
public record SalesforceDoors(Clock clock) {

    public static final SalesforceSettings SETTINGS = new SalesforceSettings(
            Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMinutes(90));

    public Salesforce salesforce() {
        return new RealSalesforce(SETTINGS, clock);
    }

    public WebServerFlow webServerFlow() {
        return new RealWebServerFlow(SETTINGS, clock);
    }
}
