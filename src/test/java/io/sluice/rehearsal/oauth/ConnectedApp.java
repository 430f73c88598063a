package io.sluice.rehearsal.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one app that an org lets clients log in with. The Salesforce CLI's own app {@value #CLI} is known besides it, as
 * in every org: without a secret, and its users approve it on the log-in page.
 *
 * @param callbacks where an authorization may lead back to
 * @param key what assertions of the JWT bearer flow are checked with; without one there is no such flow
 * @param keyExpires when the key's certificate ends
 * @param rotation whether each use of a refresh token brings another one and ends the old
 * @param approved usernames that need not approve the app themselves
 */
public record ConnectedApp(
        String id,
        String secret,
        List<String> callbacks,
        Optional<PublicKey> key,
        Optional<Instant> keyExpires,
        List<String> approved,
        boolean pkceRequired,
        boolean rotation) {

    /** The consumer key of the Salesforce CLI's app. */
    public static final String CLI = "PlatformCLI";

    static final String CLI_CALLBACK = "http://localhost:1717/OauthRedirect";

    public ConnectedApp {
        callbacks = List.copyOf(callbacks);
        approved = List.copyOf(approved);
    }

    public static ConnectedApp of(String id, String secret) {
        return new ConnectedApp(
                id,
                secret,
                List.of("http://localhost:1717/OauthRedirect"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false,
                false);
    }

    public ConnectedApp withKeys(String otherId, String otherSecret) {
        return new ConnectedApp(otherId, otherSecret, callbacks, key, keyExpires, approved, pkceRequired, rotation);
    }

    public ConnectedApp withKey(PublicKey other) {
        return new ConnectedApp(
                id, secret, callbacks, Optional.of(other), Optional.empty(), approved, pkceRequired, rotation);
    }

    /** A key whose certificate ends. */
    public ConnectedApp withKey(PublicKey other, Instant expires) {
        return new ConnectedApp(
                id, secret, callbacks, Optional.of(other), Optional.of(expires), approved, pkceRequired, rotation);
    }

    public ConnectedApp withTokenRotation(boolean on) {
        return new ConnectedApp(id, secret, callbacks, key, keyExpires, approved, pkceRequired, on);
    }

    public ConnectedApp withCallbacks(List<String> others) {
        return new ConnectedApp(id, secret, others, key, keyExpires, approved, pkceRequired, rotation);
    }

    public ConnectedApp withPkceRequired(boolean required) {
        return new ConnectedApp(id, secret, callbacks, key, keyExpires, approved, required, rotation);
    }

    public ConnectedApp withApproved(String username) {
        List<String> all = new ArrayList<>(approved);
        all.add(username);
        return new ConnectedApp(id, secret, callbacks, key, keyExpires, all, pkceRequired, rotation);
    }

    /** True for the consumer key of this app or of the CLI's. */
    boolean knows(String clientId) {
        return same(clientId, id) || clientId.equals(CLI);
    }

    boolean hasCallback(String clientId, String address) {
        return clientId.equals(CLI) ? address.equals(CLI_CALLBACK) : callbacks.contains(address);
    }

    /** The CLI's app has no secret to keep. */
    boolean secretFits(String clientId, String given) {
        return clientId.equals(CLI) || same(given, secret);
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "ConnectedApp[" + id + "]";
    }
}
