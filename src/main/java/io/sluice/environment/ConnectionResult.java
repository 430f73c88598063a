package io.sluice.environment;

import io.sluice.salesforce.OrgIdentity;

/** The outcome of a connection test. */
public sealed interface ConnectionResult {

    /**
     * We are in.
     *
     * @param apiVersion the version that will be spoken: the lower of the configured one and the org's newest
     */
    record Connected(Environment environment, OrgIdentity identity, String apiVersion) implements ConnectionResult {}

    /** The org refused, or is another org than before; a sentence with its own words and where to correct it. */
    record Refused(Environment environment, String sentence) implements ConnectionResult {}
}
