package io.sluice.salesforce;

/** The way into an org. */
public interface Salesforce {

    /**
     * Logs in and asks who we are there.
     *
     * @param apiVersion the version wanted, for example {@code 62.0}; lowered to what the org offers
     * @return the connection, or the org's refusal in its own words
     * @throws OrgException when the org can't be reached or answers what no org should
     */
    LoginResult login(ClientCredentials credentials, String apiVersion);
}
