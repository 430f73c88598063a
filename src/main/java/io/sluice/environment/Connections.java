package io.sluice.environment;

import io.sluice.salesforce.OrgConnection;

/** Connections to environments. Log-ins are kept per environment and shared by threads. */
public interface Connections {

    /**
     * Really connects with the stored credentials and writes down org id, user and time.
     *
     * @throws io.sluice.salesforce.OrgException when the org can't be reached
     */
    ConnectionResult test(String environmentId, String actor);

    /**
     * A connection to work with.
     *
     * @throws io.sluice.salesforce.OrgException when the org can't be reached, refuses the credentials or is another
     *     org than the one last tested
     */
    OrgConnection open(String environmentId);
}
