package io.sluice.salesforce;

import java.net.URI;

/** The OAuth web-server flow with PKCE: a person lets Sluice act under the person's own name. */
public interface WebServerFlow {

    /** An app that the person authorises. The secret never shows in {@link #toString}. */
    record App(URI myDomain, String clientId, String clientSecret, URI callback) {

        @Override
        public String toString() {
            return "App[myDomain=" + myDomain + ", callback=" + callback + "]";
        }
    }

    /** The outcome of an authorisation. */
    sealed interface Outcome {

        /** @param username who authorised, and under whose name the acts will happen */
        record Authorised(RefreshToken credentials, String orgId, String username) implements Outcome {}

        record Refused(LoginResult.Refused refused) implements Outcome {}
    }

    /**
     * Where the person's browser is sent.
     *
     * @param state comes back with the answer; bound to the person's session
     * @param verifier 43 to 128 characters that only Sluice knows until the answer is redeemed
     */
    URI address(App app, String state, String verifier);

    /**
     * Redeems what the person's browser brought back.
     *
     * @throws OrgException when the org can't be reached or answers what no org should
     */
    Outcome redeem(App app, String code, String verifier);
}
