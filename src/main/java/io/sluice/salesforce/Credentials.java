package io.sluice.salesforce;

import java.net.URI;

/** What a log-in needs, one form per {@link AuthKind}. No secret ever shows in {@link #toString}. */
public sealed interface Credentials permits ClientCredentials, JwtBearer, RefreshToken, SoapPassword {

    /** The org's own My Domain address. */
    URI myDomain();

    AuthKind kind();
}
