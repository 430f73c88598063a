package io.sluice.salesforce;

import java.net.URI;

/**
 * What the OAuth client credentials flow needs: the act happens as the user whom the app names as <i>Run As</i>.
 *
 * @param myDomain the org's own My Domain address; the flow is refused at the shared log-in hosts
 */
public record ClientCredentials(URI myDomain, String clientId, String clientSecret) implements Credentials {

    @Override
    public AuthKind kind() {
        return AuthKind.CLIENT_CREDENTIALS;
    }

    @Override
    public String toString() {
        return "ClientCredentials[myDomain=" + myDomain + "]";
    }
}
