package io.sluice.environment;

import io.sluice.salesforce.OrgConnection;
import java.util.List;

/** Connections to environments. Log-ins are kept per environment and shared by threads and nodes. */
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

    /**
     * States that the environment is now this org, after a test found another one than before (a refreshed sandbox, a
     * corrected address). The next test then accepts it. Log-ins kept for the old org are dropped, and {@link OrgReplaced}
     * tells the other rooms. Only administrators may be let here.
     *
     * @param orgId the org's id as the refused test named it: 15 or 18 characters, {@code 00D...}
     * @return problems in people's words where something is wrong, then nothing is saved
     */
    List<String> confirmOrg(String environmentId, String orgId, String actor);
}
