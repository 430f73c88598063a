package io.sluice.salesforce;

import java.math.BigDecimal;
import java.net.URI;

/**
 * User and password for SOAP {@code login()}, which orgs offer up to API version {@value #LAST_VERSION} and which ends
 * for all versions with the release Summer '27.
 *
 * @param password with the security token behind it, where the org asks for one
 */
public record SoapPassword(URI myDomain, String username, String password) implements Credentials {

    /** The last API version with this log-in. */
    public static final String LAST_VERSION = "64.0";

    /** What people have to know before they choose it. */
    public static final String WARNING = "SOAP login ends: Salesforce offers it up to API version " + LAST_VERSION
            + " only and retires it for all versions in Summer '27. From then on this environment can't be reached this"
            + " way; set up JWT bearer or client credentials before.";

    /** Whether an org that speaks this version still takes the log-in. */
    public static boolean offeredAt(String apiVersion) {
        return new BigDecimal(apiVersion).compareTo(new BigDecimal(LAST_VERSION)) <= 0;
    }

    @Override
    public AuthKind kind() {
        return AuthKind.SOAP_LOGIN;
    }

    @Override
    public String toString() {
        return "SoapPassword[myDomain=" + myDomain + ", username=" + username + "]";
    }
}
