package io.sluice.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeysTest {

    private static final Instant NOW = Instant.parse("2026-11-24T05:00:00Z");

    private final SigningKey made = SigningKeys.make("development", NOW);

    @Test
    void a_made_key_has_a_certificate_that_others_read_and_that_fits() throws Exception {
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(made.certificate().getBytes(StandardCharsets.US_ASCII)));
        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=Sluice development");
        assertThat(certificate.getNotAfter().toInstant())
                .isEqualTo(made.certificateExpires())
                .isEqualTo(NOW.plus(Duration.ofDays(730)));
        assertThat(((RSAPublicKey) certificate.getPublicKey()).getModulus().bitLength())
                .isGreaterThanOrEqualTo(2048);
        Signature sign = Signature.getInstance("SHA256withRSA");
        sign.initSign(made.key());
        sign.update(new byte[] {1, 2, 3});
        Signature verify = Signature.getInstance("SHA256withRSA");
        verify.initVerify(certificate);
        verify.update(new byte[] {1, 2, 3});
        assertThat(verify.verify(sign.sign())).isTrue();
    }

    @Test
    void keys_are_read_as_pkcs8_and_pkcs1_with_a_certificate_or_without() throws Exception {
        String pkcs8 = pkcs8(made.key());
        StringWriter pkcs1 = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(pkcs1)) {
            pem.writeObject(made.key());
        }
        assertThat(pkcs1.toString()).contains("BEGIN RSA PRIVATE KEY");
        assertThat(key(pkcs8).certificate()).isNull();
        assertThat(key(pkcs1.toString()).key()).isEqualTo(made.key());
        SigningKey both = key(made.certificate() + pkcs8);
        assertThat(both.key()).isEqualTo(made.key());
        assertThat(both.certificateExpires()).isEqualTo(made.certificateExpires());
        assertThat(SigningKey.decode(both.encoded())).isEqualTo(made.key());
    }

    @Test
    void what_is_no_usable_key_is_refused_without_being_quoted() throws Exception {
        KeyPairGenerator small = KeyPairGenerator.getInstance("RSA");
        small.initialize(1024);
        KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
        assertThat(problem(pkcs8(small.generateKeyPair().getPrivate()))).contains("1024 bits");
        assertThat(problem(pkcs8(curve.generateKeyPair().getPrivate()))).contains("of the kind EC");
        assertThat(problem(made.certificate())).contains("no private key");
        assertThat(problem(SigningKeys.make("other", NOW).certificate() + pkcs8(made.key())))
                .contains("belongs to another key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "-----BEGIN PRIVATE KEY-----\ns3cret\n-----END PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n"
            })
    void text_that_is_no_key_is_refused_in_a_sentence(String text) {
        assertThat(problem(text)).endsWith(".").doesNotContain("s3cret", "MIIE");
    }

    @Test
    void a_key_behind_a_passphrase_is_refused_with_what_to_do() {
        assertThat(problem(
                        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00000000000000000000000000000000\n\n"
                                + Base64.getEncoder().encodeToString(new byte[48])
                                + "\n-----END RSA PRIVATE KEY-----\n"))
                .contains("protected by a passphrase", "openssl pkey");
    }

    private static SigningKey key(String text) {
        return ((SigningKeys.Read.Key) SigningKeys.read(text)).key();
    }

    private static String problem(String text) {
        return ((SigningKeys.Read.Unusable) SigningKeys.read(text)).problem();
    }

    private static String pkcs8(PrivateKey key) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }
}
