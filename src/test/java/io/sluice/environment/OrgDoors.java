package io.sluice.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.FreePort;
import io.sluice.TestDatabase;
import io.sluice.rehearsal.org.OrgSettings;
import io.sluice.rehearsal.org.RehearsalOrg;
import io.sluice.salesforce.AuthKind;
import io.sluice.salesforce.SalesforceDoors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** A rehearsal org with all doors open, and the environment "development" that leads to it. */
final class OrgDoors implements AutoCloseable {

    static final String INTEGRATION = "deployer@doors.example";
    static final String PERSON = "paula@doors.example";
    static final String PASSWORD = "pass-w0rd";
    static final URI CALLBACK = URI.create("http://localhost:8080/authorized");

    final MovedClock clock = new MovedClock();
    final DataSource database = TestDatabase.migrated();
    final Room room;
    final int port = FreePort.find();
    private final Path folder;
    private final List<Runnable> atEnd = new ArrayList<>();
    private RehearsalOrg org;

    OrgDoors(Path folder) {
        this.folder = folder;
        this.room = node();
        assertThat(room.environments.register(
                        Room.environment(
                                "development", "Development", EnvironmentKind.DEVELOPER, "http://localhost:" + port),
                        "admin"))
                .isEmpty();
    }

    /** Another node on the same database. */
    Room node() {
        return node(clock);
    }

    Room node(Clock itsClock) {
        return new Room(database, Room.K1, itsClock, new SalesforceDoors(itsClock).salesforce());
    }

    /** Starts the org: first as a guide for people says it, then as the test changes it. */
    OrgDoors start(UnaryOperator<OrgSettings> change) {
        org = RehearsalOrg.start(change.apply(OrgSettings.of("Doors")
                .withPort(port)
                .withLoginPort(0)
                .withClient("consumer-key", "consumer-secret")
                .withRunAsUser(INTEGRATION)
                .withCallbacks(CALLBACK.toString())
                .withPkceRequired(true)
                .withUser(PERSON, PASSWORD)
                .withUser(INTEGRATION, PASSWORD)));
        return this;
    }

    RehearsalOrg org() {
        return Objects.requireNonNull(org);
    }

    /** The certificate of a key that was made, as the person downloads it and uploads it to the app. */
    Path certificate() {
        assertThat(room.desk.makeKey("development", "admin")).isEmpty();
        return file(room.desk.facts("development").orElseThrow().waitingCertificate());
    }

    Path file(String pem) {
        try {
            return Files.writeString(folder.resolve("app.crt"), pem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Enters what belongs to that kind of log-in. */
    List<String> enter(AuthKind kind) {
        return switch (kind) {
            case CLIENT_CREDENTIALS ->
                room.environments.changeCredentials("development", "consumer-key", "consumer-secret", "admin");
            case JWT_BEARER -> jwt(INTEGRATION, "https://test.salesforce.com");
            case WEB_SERVER -> authorize(PERSON);
            case SOAP_LOGIN -> room.desk.useSoap("development", INTEGRATION, PASSWORD, "", "admin");
        };
    }

    List<String> jwt(String username, String audience) {
        return room.desk.useJwt("development", "consumer-key", username, audience, "", "admin");
    }

    List<String> authorize(String person) {
        CredentialDesk.Start.Sent sent = (CredentialDesk.Start.Sent)
                room.desk.startAuthorization("development", "consumer-key", "consumer-secret", CALLBACK, "admin");
        Map<String, String> back = Browser.authorize(sent.address(), person, PASSWORD);
        return room.desk.finishAuthorization(sent.pending(), back.get("state"), back.get("code"), "admin");
    }

    ConnectionResult test() {
        return room.connections.test("development", "dev");
    }

    /** Done when the test is over. */
    void closing(Runnable work) {
        atEnd.add(work);
    }

    @Override
    public void close() {
        atEnd.forEach(Runnable::run);
        if (org != null) {
            org.close();
        }
    }
}
