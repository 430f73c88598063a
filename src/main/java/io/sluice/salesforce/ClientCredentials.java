package io.sluice.salesforce;

import java.net.URI;

/**
 * What the OAuth client credentials flow needs. The secret never shows in {@link #toString}.
 *
 * @param myDomain the org's own My Domain address; the flow is refused at the shared log-in hosts
 */
public record ClientCredentials(URI myDomain, String clientId, String clientSecret) {

    @Override
    public String toString() {
        return "ClientCredentials[myDomain=" + myDomain + "]";
    }
}
