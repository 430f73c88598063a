package io.sluice.salesforce;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/** The real ways into an org, for tests of other rooms. */
public record SalesforceDoors(Clock clock) {

    public static final SalesforceSettings SETTINGS = new SalesforceSettings(
            Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMinutes(90));

    public Salesforce salesforce() {
        return new RealSalesforce(SETTINGS, clock);
    }

    /** Logs in with client credentials, in a session of its own. */
    public OrgConnection open(URI org, String clientId, String clientSecret) {
        LoginResult in =
                salesforce().login(() -> new ClientCredentials(org, clientId, clientSecret), "62.0", new OwnSession());
        return ((LoginResult.LoggedIn) in).org();
    }

    public WebServerFlow webServerFlow() {
        return new RealWebServerFlow(SETTINGS, clock);
    }
}
