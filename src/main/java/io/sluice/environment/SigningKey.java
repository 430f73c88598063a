package io.sluice.environment;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A private RSA key and what is known of its certificate.
 *
 * @param certificate PEM; null where only the key was given
 */
record SigningKey(
        PrivateKey key,
        @Nullable String certificate,
        @Nullable Instant certificateExpires) {

    /** PKCS#8 in base64. */
    String encoded() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /** @throws IllegalStateException where it is none; the text is never quoted */
    static PrivateKey decode(String base64) {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("A stored private key is none; upload or make another.");
        }
    }

    @Override
    public String toString() {
        return "SigningKey[expires=" + certificateExpires + "]";
    }
}
