package io.sluice.environment;

import io.sluice.salesforce.OrgConnection;
import java.util.List;
import java.util.Optional;

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
     * The org that the last connection test found in place of the one known before. Empty where it found that one, and as
     * soon as credentials or address are changed or the other org is confirmed.
     */
    Optional<String> otherOrg(String environmentId);

    /**
     * States that the environment is now this org, after a test found another one than before (a refreshed sandbox, a
     * corrected address). The next test then accepts it. Log-ins kept for the old org are dropped. Only administrators may
     * be let here.
     *
     * @param orgId the org that the person agrees to, {@code 00D...}; refused where it is none, or not {@link #otherOrg}
     * @return problems in people's words where something is wrong, then nothing is saved
     */
    List<String> confirmOrg(String environmentId, String orgId, String actor);
}
