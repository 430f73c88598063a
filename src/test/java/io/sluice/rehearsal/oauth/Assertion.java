package io.sluice.rehearsal.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** A signed assertion of the JWT bearer flow: who it is for, and whether an org takes it. */
final class Assertion {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long AHEAD_SECONDS = 300;
    /** No moment in seconds is as large for thousands of years. */
    private static final long MILLISECONDS = 100_000_000_000L;

    private final String signed;
    private final byte[] signature;
    private final JsonNode header;
    private final JsonNode claims;

    private Assertion(String signed, byte[] signature, JsonNode header, JsonNode claims) {
        this.signed = signed;
        this.signature = signature;
        this.header = header;
        this.claims = claims;
    }

    /** Takes apart the three parts; text that is no such thing is refused. */
    static Assertion read(String text) throws Denied {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw invalid();
        }
        try {
            Base64.Decoder decoder = Base64.getUrlDecoder();
            return new Assertion(
                    parts[0] + "." + parts[1],
                    decoder.decode(parts[2]),
                    JSON.readTree(decoder.decode(parts[0])),
                    JSON.readTree(decoder.decode(parts[1])));
        } catch (IllegalArgumentException | IOException e) {
            Denied denied = invalid();
            denied.initCause(e);
            throw denied;
        }
    }

    private static Denied invalid() {
        return new Denied("invalid_grant", "invalid assertion");
    }

    /** The consumer key of the app that signed. */
    String issuer() {
        return claims.path("iss").asText();
    }

    /** The username; older clients name it {@code prn}. */
    String subject() {
        return claims.path("sub").asText(claims.path("prn").asText());
    }

    /** Refuses the assertion unless it is signed with that key, meant for one of these audiences, and of now. */
    void check(PublicKey key, Set<String> audiences, Instant now) throws Denied {
        if (!header.path("alg").asText().equals("RS256") || !signedWith(key)) {
            throw invalid();
        }
        List<String> meant = claims.path("aud").isArray()
                ? JSON.convertValue(
                        claims.get("aud"), JSON.getTypeFactory().constructCollectionType(List.class, String.class))
                : List.of(claims.path("aud").asText());
        if (meant.stream().noneMatch(audiences::contains)) {
            throw new Denied("invalid_grant", "audience is invalid");
        }
        JsonNode expires = claims.path("exp");
        if (!expires.asText().matches("\\d{1,18}(\\.\\d+)?")) {
            throw invalid();
        }
        long value = expires.asLong(Long.parseLong(expires.asText().replaceFirst("\\..*", "")));
        // The Salesforce CLI sends the present in milliseconds, a third of a second ahead, and orgs take it: such a
        // moment has a leeway of five minutes behind.
        boolean milliseconds = value > MILLISECONDS;
        long ahead = (milliseconds ? value / 1000 : value) - now.getEpochSecond();
        if (ahead <= (milliseconds ? -AHEAD_SECONDS : 0)) {
            throw new Denied("invalid_grant", "expired authorization code");
        }
        if (ahead > AHEAD_SECONDS) {
            throw invalid();
        }
    }

    private boolean signedWith(PublicKey key) throws Denied {
        try {
            Signature rs256 = Signature.getInstance("SHA256withRSA");
            rs256.initVerify(key);
            rs256.update(signed.getBytes(StandardCharsets.US_ASCII));
            return rs256.verify(signature);
        } catch (GeneralSecurityException e) {
            // A signature that has not even the length of one.
            Denied denied = invalid();
            denied.initCause(e);
            throw denied;
        }
    }
}
