package io.sluice.salesforce;

import java.net.URI;
import java.security.PrivateKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the OAuth JWT bearer flow needs: a key signs for a user who is pre-authorised on the app.
 *
 * @param clientId the consumer key of the app
 * @param audience whom an assertion is meant for: {@code https://login.salesforce.com}, {@code
 *     https://test.salesforce.com}, or the org's own address
 * @param key an RSA key; the app holds its certificate
 * @param certificateExpires when the certificate ends; null where it is not known here
 */
public record JwtBearer(
        URI myDomain,
        String clientId,
        String username,
        URI audience,
        PrivateKey key,
        @Nullable Instant certificateExpires)
        implements Credentials {

    @Override
    public AuthKind kind() {
        return AuthKind.JWT_BEARER;
    }

    @Override
    public String toString() {
        return "JwtBearer[myDomain=" + myDomain + ", username=" + username + "]";
    }
}
