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
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Reads what an administrator uploads to a connected app. */
public final class Certificate {
    private Certificate() {}

    /** The public key of an X.509 certificate or of a public key file, PEM or DER; anything else is refused. */
    public static PublicKey read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            if (text.contains("-----BEGIN PUBLIC KEY-----")) {
                String base64 = text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
                return KeyFactory.getInstance("RSA")
                        .generatePublic(
                                new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
            }
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(bytes))
                    .getPublicKey();
        } catch (IOException e) {
            throw new UncheckedIOException("The certificate " + file + " can't be read", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(file + " is neither an X.509 certificate nor a public RSA key", e);
        }
    }
}
