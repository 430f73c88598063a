package io.sluice.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.sluice.rehearsal.org.OrgSettings;
import io.sluice.salesforce.AuthKind;
import io.sluice.salesforce.ClientCredentials;
import io.sluice.salesforce.DeployPermission;
import io.sluice.salesforce.JwtBearer;
import io.sluice.salesforce.OrgException;
import io.sluice.salesforce.SoapPassword;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of log-in at a rehearsal org, and what is said when it fails. */
class LogInKindsTest {

    @TempDir
    Path folder;

    private OrgDoors doors;

    @BeforeEach
    void open() {
        doors = new OrgDoors(folder);
    }

    @AfterEach
    void close() {
        doors.close();
    }

    @ParameterizedTest
    @EnumSource(AuthKind.class)
    void each_kind_connects_and_acts_as_its_user(AuthKind kind) {
        // given
        Path certificate = doors.certificate();
        doors.start(settings -> settings.withCertificate(certificate));

        // when
        assertThat(doors.enter(kind)).isEmpty();
        ConnectionResult result = doors.test();

        // then
        String user = kind == AuthKind.WEB_SERVER ? OrgDoors.PERSON : OrgDoors.INTEGRATION;
        assertThat(result).isInstanceOfSatisfying(ConnectionResult.Connected.class, connected -> {
            assertThat(connected.identity().orgId()).isEqualTo(doors.org().orgId());
            assertThat(connected.identity().organizationName()).isEqualTo("Doors");
            assertThat(connected.identity().sandbox()).isTrue();
            assertThat(connected.identity().username()).isEqualTo(user);
            assertThat(connected.apiVersion()).isEqualTo("62.0");
            assertThat(connected.readiness().missing()).isEmpty();
            assertThat(connected.readiness().held()).contains(DeployPermission.AUTHOR_APEX);
            assertThat(connected.readiness().callsMax()).isEqualTo(100_000);
            assertThat(connected.readiness().callsRemaining()).isBetween(99_000, 99_999);
        });
        assertThat(doors.room.desk.facts("development")).hasValueSatisfying(facts -> {
            assertThat(facts.kind()).isEqualTo(kind);
            assertThat(facts.actsAs()).isEqualTo(kind == AuthKind.CLIENT_CREDENTIALS ? null : user);
            assertThat(facts.certificate() != null).isEqualTo(kind == AuthKind.JWT_BEARER);
        });
        // and another node needs no log-in of its own
        int logins = doors.org().logins();
        assertThat(doors.node().connections.open("development").types()).contains("ApexClass");
        assertThat(doors.org().logins()).isEqualTo(logins);
    }

    @Test
    void an_environment_without_a_log_in_is_refused_until_one_is_chosen() {
        // given
        assertThat(doors.room.environments.register(
                        new NewEnvironment(
                                "later",
                                "Later",
                                EnvironmentKind.DEVELOPER,
                                URI.create("http://localhost:" + doors.port),
                                "62.0",
                                20,
                                "",
                                " "),
                        "admin"))
                .isEmpty();
        assertThat(doors.room.desk.makeKey("later", "admin")).isEmpty();

        // when, then
        assertThat(doors.room.desk.facts("later")).hasValueSatisfying(facts -> {
            assertThat(facts.kind()).isNull();
            assertThat(facts.waitingCertificate()).contains("BEGIN CERTIFICATE");
        });
        assertThat(doors.room.connections.test("later", "dev"))
                .isInstanceOfSatisfying(ConnectionResult.Refused.class, refused -> assertThat(refused.sentence())
                        .contains("has no log-in yet", "/environments/later/credentials"));
        assertThatThrownBy(() -> doors.room.connections.open("later"))
                .isInstanceOf(OrgException.class)
                .hasMessageContaining("has no log-in yet");

        doors.start(settings -> settings);
        assertThat(doors.room.desk.useSoap("later", OrgDoors.INTEGRATION, OrgDoors.PASSWORD, "", "admin"))
                .isEmpty();
        assertThat(doors.room.connections.test("later", "dev")).isInstanceOf(ConnectionResult.Connected.class);
    }

    @Test
    void a_permission_that_only_some_deployments_need_is_named_and_does_not_refuse() {
        doors.start(settings -> settings.withoutPermission(OrgDoors.INTEGRATION, "AuthorApex")
                .withoutPermission(OrgDoors.INTEGRATION, "ModifyMetadata"));
        doors.enter(AuthKind.CLIENT_CREDENTIALS);
        assertThat(doors.test()).isInstanceOfSatisfying(ConnectionResult.Connected.class, connected -> assertThat(
                        connected.readiness().missing())
                .as("Modify All Data stands for Modify Metadata")
                .containsExactly(DeployPermission.AUTHOR_APEX));
    }

    @Test
    void a_refresh_token_that_the_org_exchanges_is_kept_for_the_next_log_in() {
        // given
        doors.start(settings -> settings.withTokenRotation(true));
        assertThat(doors.authorize(OrgDoors.PERSON)).isEmpty();
        assertThat(doors.test()).isInstanceOf(ConnectionResult.Connected.class);

        // when the old tokens are of no use any more, on one node and on another
        doors.org().faults().endSessions();
        assertThat(doors.room.connections.open("development").types()).isNotEmpty();
        doors.org().faults().endSessions();

        // then
        assertThat(doors.node().connections.open("development").types()).isNotEmpty();
    }

    @Test
    void an_authorisation_is_good_only_for_who_began_it_with_its_state_and_in_time() {
        // given
        doors.start(settings -> settings);
        CredentialDesk desk = doors.room.desk;
        CredentialDesk.Start.Sent sent = (CredentialDesk.Start.Sent)
                desk.startAuthorization("development", "consumer-key", "consumer-secret", OrgDoors.CALLBACK, "admin");
        var back = Browser.authorize(sent.address(), OrgDoors.PERSON, OrgDoors.PASSWORD);

        // when, then
        assertThat(desk.finishAuthorization(sent.pending(), "another-state", back.get("code"), "admin"))
                .singleElement()
                .asString()
                .contains("belongs to no authorisation that you began");
        assertThat(desk.finishAuthorization(sent.pending(), back.get("state"), back.get("code"), "mallory"))
                .singleElement()
                .asString()
                .contains("belongs to no authorisation that you began");
        doors.clock.move(Duration.ofMinutes(16));
        assertThat(desk.finishAuthorization(sent.pending(), back.get("state"), back.get("code"), "admin"))
                .singleElement()
                .asString()
                .contains("longer than 15 minutes");
        assertThat(desk.facts("development")).map(CredentialFacts::kind).contains(AuthKind.CLIENT_CREDENTIALS);
    }

    @Test
    void soap_login_is_refused_in_words_above_version_64() {
        doors.room
                .jdbc
                .sql("update sluice.environment set api_version = '65.0'")
                .update();
        assertThat(doors.room.desk.useSoap("development", OrgDoors.INTEGRATION, OrgDoors.PASSWORD, "", "admin"))
                .singleElement()
                .asString()
                .contains("not offered at API version 65.0", "Summer '27");
        doors.start(settings -> settings.withApiVersion(67.0));
        URI address = doors.org().address();
        doors.room.credentials.save(
                "development", new SoapPassword(address, OrgDoors.INTEGRATION, OrgDoors.PASSWORD), "admin");
        assertThat(refusal(doors)).contains("soap_login_ended", "up to API version 64.0 only");
        assertThat(doors.org().logins()).isZero();
    }

    /**
     * One way to fail.
     *
     * @param words of the org or of the network, as they are shown
     * @param advice the likely cause, which no other failure has
     */
    record Failure(
            String name,
            UnaryOperator<OrgSettings> org,
            Consumer<OrgDoors> entering,
            List<String> words,
            List<String> advice) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Failure failure(String name, Consumer<OrgDoors> entering, List<String> words, String... advice) {
        return new Failure(name, settings -> settings, entering, words, List.of(advice));
    }

    static Stream<Failure> failures() {
        List<Failure> failures = new ArrayList<>();
        failures.add(failure(
                "wrong secret",
                doors -> doors.room.environments.changeCredentials("development", "consumer-key", "wrong", "admin"),
                List.of("invalid_client", "invalid client credentials"),
                "The consumer secret is wrong or was rotated"));
        failures.add(failure(
                "unknown app",
                doors -> doors.room.environments.changeCredentials("development", "other-key", "wrong", "admin"),
                List.of("invalid_client_id", "client identifier invalid"),
                "The org knows no app with this consumer key"));
        failures.add(failure(
                "no user to act as",
                doors -> {
                    doors.enter(AuthKind.CLIENT_CREDENTIALS);
                    doors.org().faults().refuseLogin();
                },
                List.of("invalid_grant", "no client credentials user enabled"),
                "choose the dedicated deploying user as Run As"));
        failures.add(new Failure(
                "expired certificate",
                settings -> settings,
                doors -> {
                    doors.org().close();
                    SigningKey old = SigningKeys.make("old", Instant.now().minus(Duration.ofDays(800)));
                    Path file = doors.file(old.certificate());
                    doors.start(settings -> settings.withCertificate(file));
                    doors.room.credentials.save(
                            "development",
                            new JwtBearer(
                                    doors.org().address(),
                                    "consumer-key",
                                    OrgDoors.INTEGRATION,
                                    URI.create("https://test.salesforce.com"),
                                    old.key(),
                                    old.certificateExpires()),
                            old,
                            "admin");
                },
                List.of("invalid_grant", "invalid assertion"),
                List.of("The certificate of the key ended on")));
        failures.add(failure(
                "another key than the app's",
                doors -> {
                    doors.room.desk.makeKey("development", "admin");
                    doors.enter(AuthKind.JWT_BEARER);
                },
                List.of("invalid_grant", "invalid assertion"),
                "The app holds another certificate"));
        failures.add(failure(
                "user not authorised on the app",
                doors -> doors.jwt("stranger@doors.example", "https://test.salesforce.com"),
                List.of("invalid_grant", "user hasn't approved this consumer"),
                "stranger@doors.example is not authorised on the app"));
        failures.add(failure(
                "clock ten minutes ahead",
                doors -> {
                    doors.enter(AuthKind.JWT_BEARER);
                    doors.clock.move(Duration.ofMinutes(10));
                },
                List.of("invalid_grant", "invalid assertion"),
                "is 10 minutes ahead of the org's"));
        failures.add(failure(
                "clock ten minutes behind",
                doors -> {
                    doors.enter(AuthKind.JWT_BEARER);
                    doors.clock.move(Duration.ofMinutes(-10));
                },
                List.of("invalid_grant", "expired authorization code"),
                "is 10 minutes behind the org's"));
        failures.add(failure(
                "wrong audience",
                doors -> doors.jwt(OrgDoors.INTEGRATION, "https://login.salesforce.com"),
                List.of("invalid_grant", "audience is invalid"),
                "The assertion is meant for https://login.salesforce.com"));
        failures.add(failure(
                "authorisation taken back",
                doors -> {
                    doors.authorize(OrgDoors.PERSON);
                    doors.org().faults().refuseLogin();
                },
                List.of("invalid_grant", "expired access/refresh token"),
                "The authorisation was taken back"));
        failures.add(failure(
                "wrong password",
                doors -> doors.room.desk.useSoap("development", OrgDoors.INTEGRATION, "wrong", "", "admin"),
                List.of("INVALID_LOGIN", "Invalid username, password, security token"),
                "the security token is missing behind the password"));
        failures.add(new Failure(
                "API not enabled",
                settings -> settings.withoutPermission(OrgDoors.INTEGRATION, "ApiEnabled"),
                doors -> doors.enter(AuthKind.CLIENT_CREDENTIALS),
                List.of("API_DISABLED_FOR_ORG", "API is not enabled"),
                List.of("give it the permissions API Enabled and Modify Metadata")));
        failures.add(new Failure(
                "no permission for metadata",
                settings -> settings.withoutPermission(OrgDoors.INTEGRATION, "ModifyMetadata")
                        .withoutPermission(OrgDoors.INTEGRATION, "ModifyAllData"),
                doors -> doors.enter(AuthKind.CLIENT_CREDENTIALS),
                List.of("let us in"),
                List.of("lacks the permission Modify Metadata Through Metadata API Functions")));
        failures.add(failure(
                "client credentials at the shared host",
                doors -> {
                    doors.enter(AuthKind.CLIENT_CREDENTIALS);
                    address(doors, doors.org().loginAddress().orElseThrow().toString());
                },
                List.of("invalid_grant", "request not supported on this domain"),
                "is one that all orgs share"));
        failures.add(failure(
                "unknown host",
                doors -> address(doors, "https://no-such-org.invalid"),
                List.of("no-such-org.invalid"),
                "no machine of this name is known"));
        failures.add(failure(
                "another web site",
                doors -> address(doors, elsewhere(doors)),
                List.of("HTTP 200"),
                "no answer of a Salesforce org"));
        return failures.stream();
    }

    private static void address(OrgDoors doors, String address) {
        doors.room
                .jdbc
                .sql("update sluice.environment set address = ?")
                .param(address)
                .update();
    }

    private static String elsewhere(OrgDoors doors) {
        try {
            HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            site.createContext("/", exchange -> {
                byte[] page = "<html>Welcome</html>".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "text/html");
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
                exchange.close();
            });
            site.start();
            doors.closing(() -> site.stop(0));
            return "http://localhost:" + site.getAddress().getPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void each_failure_is_told_in_the_orgs_words_with_its_likely_cause(Failure failure) {
        // given
        Path certificate = doors.certificate();
        doors.start(settings -> failure.org().apply(settings.withCertificate(certificate)));
        failure.entering().accept(doors);

        // when
        String sentence = refusal(doors);

        // then
        assertThat(sentence).contains(failure.words()).contains(failure.advice());
        failures()
                .filter(other -> !other.name().equals(failure.name()))
                .forEach(other -> assertThat(sentence).as("not as %s", other).doesNotContain(other.advice()));
        assertThat(sentence).doesNotContain("consumer-secret", OrgDoors.PASSWORD);
    }

    @Test
    void no_two_failures_have_the_same_advice() {
        Set<String> advice = new HashSet<>();
        failures().forEach(failure -> assertThat(advice.add(String.join(" ", failure.advice())))
                .as(failure.name())
                .isTrue());
        assertThat(advice).hasSizeGreaterThan(10);
    }

    private static String refusal(OrgDoors doors) {
        try {
            ConnectionResult result = doors.test();
            assertThat(result).isInstanceOf(ConnectionResult.Refused.class);
            return ((ConnectionResult.Refused) result).sentence();
        } catch (OrgException e) {
            return e.getMessage();
        }
    }

    @Test
    void nothing_about_a_log_in_shows_a_secret_as_text() {
        CredentialDesk.Start.Sent sent = (CredentialDesk.Start.Sent) doors.room.desk.startAuthorization(
                "development", "consumer-key", "consumer-secret", OrgDoors.CALLBACK, "admin");
        assertThat(sent.pending() + " " + new SoapPassword(URI.create("https://a.example"), "u", "s3cret-pass")
                        + new ClientCredentials(URI.create("https://a.example"), "u", "s3cret-pass"))
                .doesNotContain("consumer-secret", sent.pending().verifier(), "s3cret-pass");
        assertThat(sent.address().toString())
                .contains("code_challenge=", "code_challenge_method=S256")
                .doesNotContain("consumer-secret", sent.pending().verifier());
    }
}
