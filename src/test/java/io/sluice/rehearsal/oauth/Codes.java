package io.sluice.rehearsal.oauth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Authorization codes: each is good once, for fifteen minutes by the org's clock. They end with the process. */
public final class Codes {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long LIFE = Duration.ofMinutes(15).toMillis();

    private final Clock clock;
    private final Map<String, Issued> issued = new HashMap<>();

    public Codes(Clock clock) {
        this.clock = clock;
    }

    /** Whom a code stands for. */
    record Issued(String user, String client, String callback, String scope, String challenge, long until) {}

    synchronized String issue(String user, String client, String callback, String scope, String challenge) {
        byte[] secret = new byte[40];
        RANDOM.nextBytes(secret);
        String code = "aPrx" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret) + "==";
        issued.put(code, new Issued(user, client, callback, scope, challenge, clock.millis() + LIFE));
        return code;
    }

    /** Takes the code in; whatever the outcome, it is of no use afterwards. */
    synchronized Issued redeem(String code, String client, String callback, String verifier) throws Denied {
        Issued found = issued.get(code);
        if (found == null) {
            throw new Denied("invalid_grant", "invalid authorization code");
        }
        issued.put(code, new Issued("", "", "", "", "", 0));
        if (clock.millis() >= found.until()) {
            throw new Denied("invalid_grant", "expired authorization code");
        }
        if (!found.client().equals(client)) {
            throw new Denied("invalid_grant", "invalid authorization code");
        }
        if (!found.callback().equals(callback)) {
            throw new Denied("redirect_uri_mismatch", "redirect_uri must match configuration");
        }
        if (!found.challenge().isEmpty() && !found.challenge().equals(challenge(verifier))) {
            throw new Denied("invalid_grant", "invalid code verifier");
        }
        return found;
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
