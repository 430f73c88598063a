package io.sluice.salesforce;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** The signed assertion of the JWT bearer flow, RS256. */
final class JwtAssertion {

    /** Orgs refuse what is good for more than five minutes; two are left for clocks that differ. */
    static final Duration GOOD_FOR = Duration.ofMinutes(3);

    private JwtAssertion() {}

    /** @throws OrgException where the key can't sign */
    static String of(JwtBearer credentials, Instant now) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", credentials.clientId());
        claims.put("sub", credentials.username());
        claims.put("aud", credentials.audience().toString());
        claims.put("exp", now.plus(GOOD_FOR).getEpochSecond());
        String signed = part(Json.write(Map.of("alg", "RS256"))) + "." + part(Json.write(claims));
        try {
            Signature rs256 = Signature.getInstance("SHA256withRSA");
            rs256.initSign(credentials.key());
            rs256.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + encoded(rs256.sign());
        } catch (GeneralSecurityException e) {
            throw new OrgException(
                    "KEY_UNUSABLE",
                    "The stored key can't sign an assertion for "
                            + credentials.myDomain().getHost() + "; make or upload another on the credentials page",
                    false,
                    e);
        }
    }

    private static String part(String json) {
        return encoded(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
