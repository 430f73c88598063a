package io.sluice.environment;

import io.sluice.salesforce.OrgIdentity;
import io.sluice.salesforce.OrgReadiness;

/** The outcome of a connection test. */
public sealed interface ConnectionResult {

    /**
     * We are in.
     *
     * @param apiVersion the version that will be spoken: the lower of the configured one and the org's newest
     * @param readiness what the user may do there, and how many calls are left
     */
    record Connected(Environment environment, OrgIdentity identity, String apiVersion, OrgReadiness readiness)
            implements ConnectionResult {

        public Connected(Environment environment, OrgIdentity identity, String apiVersion) {
            this(environment, identity, apiVersion, OrgReadiness.unknown());
        }
    }

    /** The org refused, or is another org than before; a sentence with its own words and where to correct it. */
    record Refused(Environment environment, String sentence) implements ConnectionResult {}
}
