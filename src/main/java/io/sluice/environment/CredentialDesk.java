package io.sluice.environment;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Chooses how Sluice logs in to an environment's org. What is entered can never be read back. Every method names what is
 * wrong in people's words, then nothing is saved.
 */
public interface CredentialDesk {

    /** What may be shown; empty where there is no such environment. */
    Optional<CredentialFacts> facts(String environmentId);

    /** The pause that the environment's org is in because of its limit of calls. */
    Optional<OrgPause> pause(String environmentId);

    /**
     * Makes a key with a self-signed certificate, which waits until {@link #useJwt} takes it. The old credentials stay in
     * use.
     */
    List<String> makeKey(String environmentId, String actor);

    /**
     * Logs in by assertions from now on.
     *
     * @param audience whom assertions are meant for: login.salesforce.com, test.salesforce.com, or the org's address
     * @param pem a private key, with its certificate or without; empty for the key that was made
     */
    List<String> useJwt(
            String environmentId, String consumerKey, String username, String audience, String pem, String actor);

    /** Logs in with user and password by SOAP from now on; refused above API version 64.0. */
    List<String> useSoap(String environmentId, String username, String password, String securityToken, String actor);

    /** Begins the web-server flow; nothing is saved before the person comes back. */
    Start startAuthorization(
            String environmentId, String consumerKey, String consumerSecret, URI callback, String actor);

    /**
     * Ends the web-server flow: the environment's acts happen under the name of the person who authorised from now on.
     *
     * @param pending as it was begun; each is good for one end
     * @param state as the browser brought it back
     * @throws io.sluice.salesforce.OrgException when the org can't be reached
     */
    List<String> finishAuthorization(PendingAuthorization pending, String state, String code, String actor);

    /** How a web-server flow begins. */
    sealed interface Start {

        /** @param address where the person's browser is sent */
        record Sent(URI address, PendingAuthorization pending) implements Start {}

        record Problems(List<String> problems) implements Start {}
    }
}
