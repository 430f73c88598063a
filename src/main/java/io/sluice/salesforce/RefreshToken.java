package io.sluice.salesforce;

import java.net.URI;

/**
 * What a person left behind who let Sluice in by the web-server flow: the act happens in the org under that person's
 * name, until the person or an administrator there takes it back.
 */
public record RefreshToken(URI myDomain, String clientId, String clientSecret, String refreshToken)
        implements Credentials {

    @Override
    public AuthKind kind() {
        return AuthKind.WEB_SERVER;
    }

    @Override
    public String toString() {
        return "RefreshToken[myDomain=" + myDomain + "]";
    }
}
