package io.sluice.environment;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.jspecify.annotations.Nullable;

/** Makes keys with a self-signed certificate, and reads those that people upload. */
final class SigningKeys {

    private static final int SMALLEST_BITS = 2048;
    private static final int BITS = 3072;
    private static final Duration CERTIFICATE_GOOD_FOR = Duration.ofDays(730);

    private SigningKeys() {}

    /** What was uploaded, or why it can't be used. */
    sealed interface Read {
        record Key(SigningKey key) implements Read {}

        record Unusable(String problem) implements Read {}
    }

    /** @param name whom the certificate names, for example an environment's id */
    static SigningKey make(String name, Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            Instant begins = now.truncatedTo(ChronoUnit.SECONDS);
            Instant ends = begins.plus(CERTIFICATE_GOOD_FOR);
            X500Name subject =
                    new X500NameBuilder().addRDN(BCStyle.CN, "Sluice " + name).build();
            X509CertificateHolder certificate = new JcaX509v3CertificateBuilder(
                            subject,
                            new BigInteger(126, new SecureRandom()).setBit(126),
                            // An org whose clock is behind takes it, too.
                            Date.from(begins.minus(Duration.ofHours(1))),
                            Date.from(ends),
                            subject,
                            pair.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate()));
            return new SigningKey(pair.getPrivate(), pem(certificate), ends);
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("Every Java makes RSA keys and signs with them", e);
        }
    }

    private static String pem(X509CertificateHolder certificate) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(certificate);
        }
        return text.toString();
    }

    /** A private key in PEM, PKCS#8 or PKCS#1, and the certificate that may stand beside it. */
    static Read read(String text) {
        PrivateKey key = null;
        X509CertificateHolder certificate = null;
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            for (Object each = parser.readObject(); each != null; each = parser.readObject()) {
                if (each instanceof PEMEncryptedKeyPair || each instanceof PKCS8EncryptedPrivateKeyInfo) {
                    return new Read.Unusable(
                            "The private key is protected by a passphrase, which Sluice has not. Take it"
                                    + " off first (openssl pkey -in key.pem -out plain.pem); Sluice encrypts the key itself.");
                }
                if (each instanceof PrivateKeyInfo info) {
                    key = converter.getPrivateKey(info);
                } else if (each instanceof PEMKeyPair pair) {
                    key = converter.getPrivateKey(pair.getPrivateKeyInfo());
                } else if (each instanceof X509CertificateHolder holder && certificate == null) {
                    certificate = holder;
                }
            }
            return checked(key, certificate);
        } catch (IOException | IllegalArgumentException e) {
            // The cause may quote the text.
            return new Read.Unusable(
                    "The text is no key in PEM: it is cut off or was changed. Paste the whole file, from"
                            + " \"-----BEGIN\" to the last line.");
        }
    }

    private static Read checked(@Nullable PrivateKey key, @Nullable X509CertificateHolder certificate)
            throws IOException {
        if (key == null) {
            return new Read.Unusable(
                    "The text holds no private key in PEM, which begins with \"-----BEGIN PRIVATE KEY-----\""
                            + " or \"-----BEGIN RSA PRIVATE KEY-----\".");
        }
        if (!(key instanceof RSAKey rsa)) {
            return new Read.Unusable("The private key is of the kind " + key.getAlgorithm()
                    + "; Salesforce takes RSA keys for assertions only.");
        }
        if (rsa.getModulus().bitLength() < SMALLEST_BITS) {
            return new Read.Unusable("The private key has " + rsa.getModulus().bitLength() + " bits; it needs "
                    + SMALLEST_BITS + " or more.");
        }
        if (!(key instanceof RSAPrivateCrtKey)) {
            return new Read.Unusable("The private key lacks the parts that PEM files of RSA keys have.");
        }
        if (certificate == null) {
            return new Read.Key(new SigningKey(key, null, null));
        }
        if (!belongs(rsa, certificate)) {
            return new Read.Unusable("The certificate beside the private key belongs to another key.");
        }
        return new Read.Key(
                new SigningKey(key, pem(certificate), certificate.getNotAfter().toInstant()));
    }

    private static boolean belongs(RSAKey key, X509CertificateHolder certificate) throws PEMException {
        return new JcaPEMKeyConverter().getPublicKey(certificate.getSubjectPublicKeyInfo()) instanceof RSAPublicKey open
                && open.getModulus().equals(key.getModulus());
    }
}
