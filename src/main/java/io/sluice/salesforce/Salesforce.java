package io.sluice.salesforce;

import java.util.function.Supplier;

/** The way into an org. */
public interface Salesforce {

    /**
     * Logs in and asks who we are there.
     *
     * @param credentials asked at every log-in, the later ones included that renew a session
     * @param apiVersion the version wanted, for example {@code 62.0}; lowered to what the org offers
     * @param session what is shared by all who work with the org; its kept token is used where it has one
     * @return the connection, or the org's refusal in its own words
     * @throws OrgException when the org can't be reached or answers what no org should
     */
    LoginResult login(Supplier<Credentials> credentials, String apiVersion, SharedSession session);
}
