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
     * @param cause the likely cause
     * @param advice the likely cause and what to do about it, in sentences
     */
    record Refused(String error, String description, RefusalCause cause, String advice) implements LoginResult {

        public Refused(String error, String description) {
            this(error, description, RefusalCause.OTHER, LoginAdvice.OTHER);
        }
    }
}
