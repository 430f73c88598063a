package io.sluice.rehearsal.org;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JwtBearerTest {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String USER = "integration@jwt.example";

    @TempDir
    static Path folder;

    private static PrivateKey key;
    private static Path certificate;

    private final HandClock clock = new HandClock();
    private final RehearsalOrg org = RehearsalOrg.start(OrgSettings.of("Jwt")
            .withClock(clock)
            .withCertificate(certificate)
            .withApproved("approved@jwt.example")
            .withUser("stranger@jwt.example", "secret"));
    private final Web web = new Web(org.address());

    @BeforeAll
    static void certify() throws Exception {
        Path store = folder.resolve("keys.p12");
        certificate = folder.resolve("sluice.crt");
        keytool("-genkeypair", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=sluice", store);
        keytool("-exportcert", "-rfc", "-file", certificate.toString(), store);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        key = (PrivateKey) keys.getKey("app", "changeit".toCharArray());
    }

    private static void keytool(Object... arguments) throws Exception {
        java.util.List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        for (int i = 0; i < arguments.length - 1; i++) {
            command.add((String) arguments[i]);
        }
        command.addAll(java.util.List.of(
                "-alias", "app", "-storepass", "changeit", "-keystore", arguments[arguments.length - 1].toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    @AfterEach
    void stop() {
        org.close();
    }

    private String claims(String iss, String sub, String aud, long secondsAhead) {
        return "{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":\"%s\",\"exp\":%d}"
                .formatted(iss, sub, aud, clock.instant().getEpochSecond() + secondsAhead);
    }

    private static String signed(String header, String claims, PrivateKey with) throws Exception {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String body = encoder.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(with);
        signature.update(body.getBytes(StandardCharsets.UTF_8));
        return body + "." + encoder.encodeToString(signature.sign());
    }

    private Web.Answer ask(String claims) throws Exception {
        return send(signed("{\"alg\":\"RS256\"}", claims, key));
    }

    private Web.Answer send(String assertion) throws Exception {
        return web.token(Map.of("grant_type", GRANT, "assertion", assertion));
    }

    private String good() {
        return claims("rehearsal-client", USER, "https://test.salesforce.com", 180);
    }

    @Test
    void an_assertion_signed_for_the_uploaded_certificate_opens_a_session_of_its_user() throws Exception {
        var answer = ask(claims("rehearsal-client", "approved@jwt.example", "https://test.salesforce.com", 300));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("instance_url").asText())
                .isEqualTo(org.address().toString());
        assertThat(answer.json().has("refresh_token")).isFalse();
        assertThat(web.get(
                                "/services/oauth2/userinfo",
                                answer.json().get("access_token").asText())
                        .json()
                        .get("preferred_username")
                        .asText())
                .isEqualTo("approved@jwt.example");
    }

    @Test
    void an_assertion_for_a_certificate_that_has_ended_is_invalid() throws Exception {
        clock.move(Duration.between(clock.instant(), Instant.now()).plusDays(91));
        assertThat(send(signed("{\"alg\":\"RS256\"}", good(), key)).denial())
                .as("keytool's certificates are good for 90 days")
                .isEqualTo("invalid_grant: invalid assertion");
    }

    @Test
    void a_signature_of_another_key_or_algorithm_or_none_is_an_invalid_assertion() throws Exception {
        KeyPair other = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        String right = signed("{\"alg\":\"RS256\"}", good(), key);

        assertThat(send(signed("{\"alg\":\"RS256\"}", good(), other.getPrivate()))
                        .denial())
                .isEqualTo("invalid_grant: invalid assertion");
        assertThat(send(signed("{\"alg\":\"none\"}", good(), key)).denial())
                .isEqualTo("invalid_grant: invalid assertion");
        assertThat(send(right.substring(0, right.lastIndexOf('.') + 1)).denial())
                .isEqualTo("invalid_grant: invalid assertion");
        assertThat(send("nonsense").denial()).isEqualTo("invalid_grant: invalid assertion");
        assertThat(send(right).status()).isEqualTo(200);
    }

    @Test
    void claims_changed_after_signing_are_an_invalid_assertion() throws Exception {
        String[] parts = signed("{\"alg\":\"RS256\"}", good(), key).split("\\.");
        String forged = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(good().replace(USER, "approved@jwt.example").getBytes(StandardCharsets.UTF_8));

        assertThat(send(parts[0] + "." + forged + "." + parts[2]).denial())
                .isEqualTo("invalid_grant: invalid assertion");
    }

    @Test
    void an_audience_is_the_kinds_own_host_or_the_orgs_address() throws Exception {
        assertThat(ask(claims("rehearsal-client", USER, "https://login.salesforce.com", 180))
                        .denial())
                .isEqualTo("invalid_grant: audience is invalid");
        assertThat(ask(claims("rehearsal-client", USER, org.address().toString(), 180))
                        .status())
                .isEqualTo(200);
        try (RehearsalOrg production = RehearsalOrg.start(
                OrgSettings.of("Jwt").withSandbox(false).withClock(clock).withCertificate(certificate))) {
            Web there = new Web(production.address());
            String forSandbox = signed("{\"alg\":\"RS256\"}", good(), key);
            String forProduction = signed(
                    "{\"alg\":\"RS256\"}", claims("rehearsal-client", USER, "https://login.salesforce.com", 180), key);
            assertThat(there.token(Map.of("grant_type", GRANT, "assertion", forSandbox))
                            .denial())
                    .isEqualTo("invalid_grant: audience is invalid");
            assertThat(there.token(Map.of("grant_type", GRANT, "assertion", forProduction))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void the_orgs_clock_decides_whether_an_assertion_is_of_now() throws Exception {
        String assertion = signed("{\"alg\":\"RS256\"}", good(), key);
        assertThat(send(assertion).status()).isEqualTo(200);
        clock.move(Duration.ofSeconds(179));
        assertThat(send(assertion).status()).isEqualTo(200);
        clock.move(Duration.ofSeconds(1));
        assertThat(send(assertion).denial()).isEqualTo("invalid_grant: expired authorization code");
        assertThat(ask(claims("rehearsal-client", USER, "https://test.salesforce.com", 300))
                        .status())
                .isEqualTo(200);
        assertThat(ask(claims("rehearsal-client", USER, "https://test.salesforce.com", 301))
                        .denial())
                .isEqualTo("invalid_grant: invalid assertion");
    }

    @Test
    void the_expiry_of_the_salesforce_cli_in_milliseconds_is_taken() throws Exception {
        long ahead = clock.millis() + 300 - clock.instant().getEpochSecond();
        String assertion = signed(
                "{\"alg\":\"RS256\"}", claims("rehearsal-client", USER, "https://test.salesforce.com", ahead), key);
        assertThat(send(assertion).status()).isEqualTo(200);
        clock.move(Duration.ofMinutes(5));
        assertThat(send(assertion).denial()).isEqualTo("invalid_grant: expired authorization code");
        clock.move(Duration.ofMinutes(-11));
        assertThat(send(assertion).denial()).isEqualTo("invalid_grant: invalid assertion");
    }

    @Test
    void a_user_who_is_unknown_or_has_not_approved_is_told_so_alike() throws Exception {
        for (String user : new String[] {"nobody@jwt.example", "stranger@jwt.example"}) {
            assertThat(ask(claims("rehearsal-client", user, "https://test.salesforce.com", 180))
                            .denial())
                    .isEqualTo("invalid_grant: user hasn't approved this consumer");
        }
        assertThat(ask(claims("other-client", USER, "https://test.salesforce.com", 180))
                        .denial())
                .isEqualTo("invalid_client_id: client identifier invalid");
    }

    @Test
    void a_public_key_file_is_as_good_as_a_certificate(@TempDir Path own) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        Path pem = own.resolve("public.pem");
        Files.writeString(
                pem,
                String.join(
                        System.lineSeparator(),
                        "-----BEGIN PUBLIC KEY-----",
                        Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded()),
                        "-----END PUBLIC KEY-----"));
        try (RehearsalOrg other =
                RehearsalOrg.start(OrgSettings.of("Jwt").withClock(clock).withCertificate(pem))) {
            String assertion = signed("{\"alg\":\"RS256\"}", good(), pair.getPrivate());
            assertThat(new Web(other.address())
                            .token(Map.of("grant_type", GRANT, "assertion", assertion))
                            .status())
                    .isEqualTo(200);
        }
    }
}
