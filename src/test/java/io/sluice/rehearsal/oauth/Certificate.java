package io.sluice.rehearsal.oauth;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * What an administrator uploads to a connected app.
 *
 * @param expires when a certificate ends; a bare key does not
 */
public record Certificate(PublicKey key, Optional<Instant> expires) {

    /** An X.509 certificate or a public key file, PEM or DER; anything else is refused. */
    public static Certificate read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            if (text.contains("-----BEGIN PUBLIC KEY-----")) {
                String base64 = text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
                PublicKey key = KeyFactory.getInstance("RSA")
                        .generatePublic(
                                new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
                return new Certificate(key, Optional.empty());
            }
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
            return new Certificate(
                    certificate.getPublicKey(),
                    Optional.of(certificate.getNotAfter().toInstant()));
        } catch (IOException e) {
            throw new UncheckedIOException("The certificate " + file + " can't be read", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(file + " is neither an X.509 certificate nor a public RSA key", e);
        }
    }
}
