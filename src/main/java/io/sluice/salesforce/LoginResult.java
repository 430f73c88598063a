package io.sluice.salesforce;

/** The outcome of a log-in. */
public sealed interface LoginResult {

    /** The org accepted the credentials. */
    record LoggedIn(OrgConnection org) implements LoginResult {}

    /**
     * The org refused the credentials.
     *
     * @param error OAuth error code, for example {@code invalid_client}
     * @param description the org's own words
     */
    record Refused(String error, String description) implements LoginResult {}
}
