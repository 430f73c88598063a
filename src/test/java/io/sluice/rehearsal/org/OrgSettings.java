package io.sluice.rehearsal.org;

import io.sluice.rehearsal.oauth.Certificate;
import io.sluice.rehearsal.oauth.ConnectedApp;
import io.sluice.rehearsal.state.Permissions;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** How a rehearsal org is set up; begin with {@link #of(String)} and change what differs. Never changed itself. */
public final class OrgSettings {
    private String name = "";
    private String orgId = "";
    private boolean sandbox = true;
    private Optional<Path> folder = Optional.empty();
    private Optional<Path> stateFolder = Optional.empty();
    private Optional<Path> watchedFolder = Optional.empty();
    private int port;
    private OptionalInt loginPort = OptionalInt.empty();
    private String runAsUser = "";
    private Map<String, String> passwords = Map.of();
    private ConnectedApp app = ConnectedApp.of("rehearsal-client", "rehearsal-secret");
    private Map<String, Set<String>> lacking = Map.of();
    private Duration sessionTimeout = Duration.ofHours(2);
    private double apiVersion = 62.0;
    private Optional<Duration> tick = Optional.empty();
    private Clock clock = Clock.systemUTC();

    private OrgSettings() {}

    private OrgSettings with(Consumer<OrgSettings> change) {
        OrgSettings copy = new OrgSettings();
        copy.name = name;
        copy.orgId = orgId;
        copy.sandbox = sandbox;
        copy.folder = folder;
        copy.stateFolder = stateFolder;
        copy.watchedFolder = watchedFolder;
        copy.port = port;
        copy.loginPort = loginPort;
        copy.runAsUser = runAsUser;
        copy.passwords = passwords;
        copy.app = app;
        copy.lacking = lacking;
        copy.sessionTimeout = sessionTimeout;
        copy.apiVersion = apiVersion;
        copy.tick = tick;
        copy.clock = clock;
        change.accept(copy);
        return copy;
    }

    /** A sandbox at a free port without metadata, at manual pace. */
    public static OrgSettings of(String name) {
        return new OrgSettings().withName(name);
    }

    /** The name, and with it the org id and the user of the integration, which are made of it. */
    public OrgSettings withName(String other) {
        String tail = Integer.toUnsignedString(other.hashCode(), 36).toUpperCase(Locale.ROOT);
        return with(s -> {
            s.name = other;
            s.orgId = "00D" + "0".repeat(12 - tail.length()) + tail;
            s.runAsUser = "integration@" + other.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".example";
        });
    }

    /** 15 or 18 characters that begin with {@code 00D}. */
    public OrgSettings withOrgId(String id) {
        if (!id.matches("00D[0-9A-Za-z]{12}([0-9A-Za-z]{3})?")) {
            throw new IllegalArgumentException("An org id is 00D and 12 or 15 more letters or digits, not " + id);
        }
        return with(s -> s.orgId = id);
    }

    public OrgSettings withSandbox(boolean is) {
        return with(s -> s.sandbox = is);
    }

    /** Metadata in Metadata API format, loaded when there is no state yet. */
    public OrgSettings withFolder(Path path) {
        return with(s -> s.folder = Optional.of(path));
    }

    /** Where the state is kept; without one it ends with the process. */
    public OrgSettings withStateFolder(Path path) {
        return with(s -> s.stateFolder = Optional.of(path));
    }

    /** A folder whose files become edits of the user that the folder's first part names; see {@link DropFolder}. */
    public OrgSettings withWatchedFolder(Path path) {
        return with(s -> s.watchedFolder = Optional.of(path));
    }

    /** The port of the org's "My Domain"; 0 for any free one. */
    public OrgSettings withPort(int number) {
        return with(s -> s.port = number);
    }

    /** The port of the org's log-in host, which stands for login.salesforce.com or test.salesforce.com; 0 for any. */
    public OrgSettings withLoginPort(int number) {
        return with(s -> s.loginPort = OptionalInt.of(number));
    }

    /** Takes a permission from a user, for example {@code ModifyMetadata}. */
    public OrgSettings withoutPermission(String username, String permission) {
        if (!Permissions.ALL.contains(permission)) {
            throw new IllegalArgumentException(permission + " is none of " + String.join(", ", Permissions.ALL));
        }
        Map<String, Set<String>> all = new LinkedHashMap<>(lacking);
        Set<String> taken = new HashSet<>(all.getOrDefault(username, Set.of()));
        taken.add(permission);
        all.put(username, taken);
        return with(s -> s.lacking = Map.copyOf(all));
    }

    /** Each use of a refresh token brings another one and ends the old. */
    public OrgSettings withTokenRotation(boolean on) {
        return with(s -> s.app = app.withTokenRotation(on));
    }

    /** The connected app's consumer key and secret. */
    public OrgSettings withClient(String id, String secret) {
        return with(s -> s.app = app.withKeys(id, secret));
    }

    /** The certificate of the connected app, which the assertions of the JWT bearer flow are checked with. */
    public OrgSettings withCertificate(PublicKey key) {
        return with(s -> s.app = app.withKey(key));
    }

    /** The same from a file: an X.509 certificate or a public key, PEM or DER. */
    public OrgSettings withCertificate(Path file) {
        Certificate certificate = Certificate.read(file);
        return with(s -> s.app = certificate
                .expires()
                .map(at -> app.withKey(certificate.key(), at))
                .orElseGet(() -> app.withKey(certificate.key())));
    }

    /** Where the authorization code flow may lead back to. */
    public OrgSettings withCallbacks(String... addresses) {
        return with(s -> s.app = app.withCallbacks(List.of(addresses)));
    }

    /** Demands a code challenge of every authorization. */
    public OrgSettings withPkceRequired(boolean required) {
        return with(s -> s.app = app.withPkceRequired(required));
    }

    /** A user besides the integration's who may use the JWT bearer flow. */
    public OrgSettings withApproved(String username) {
        return with(s -> s.app = app.withApproved(username));
    }

    /** The username that client credentials act as. */
    public OrgSettings withRunAsUser(String username) {
        return with(s -> s.runAsUser = username);
    }

    /** A user who can log in with a password: by the log-in page, and by SOAP up to version 64.0. */
    public OrgSettings withUser(String username, String password) {
        Map<String, String> all = new LinkedHashMap<>(passwords);
        all.put(username, password);
        return with(s -> s.passwords = Map.copyOf(all));
    }

    /** How long a session lives without being used, by the org's clock. */
    public OrgSettings withSessionTimeout(Duration unused) {
        return with(s -> s.sessionTimeout = unused);
    }

    /** The newest version offered. */
    public OrgSettings withApiVersion(double newest) {
        return with(s -> s.apiVersion = newest);
    }

    /** Jobs move by themselves, one step per tick. */
    public OrgSettings withTick(Duration every) {
        return with(s -> s.tick = Optional.of(every));
    }

    /** Jobs move only by {@link RehearsalOrg#step()}. */
    public OrgSettings withManualPace() {
        return with(s -> s.tick = Optional.empty());
    }

    public OrgSettings withClock(Clock other) {
        return with(s -> s.clock = other);
    }

    public String name() {
        return name;
    }

    public String orgId() {
        return orgId;
    }

    public boolean sandbox() {
        return sandbox;
    }

    public Optional<Path> folder() {
        return folder;
    }

    public Optional<Path> stateFolder() {
        return stateFolder;
    }

    public Optional<Path> watchedFolder() {
        return watchedFolder;
    }

    public int port() {
        return port;
    }

    public OptionalInt loginPort() {
        return loginPort;
    }

    public ConnectedApp app() {
        return app;
    }

    public String runAsUser() {
        return runAsUser;
    }

    /** Passwords by username. */
    public Map<String, String> passwords() {
        return passwords;
    }

    /** Permissions that users lack, by username. */
    public Map<String, Set<String>> lacking() {
        return lacking;
    }

    public Duration sessionTimeout() {
        return sessionTimeout;
    }

    public double apiVersion() {
        return apiVersion;
    }

    public Optional<Duration> tick() {
        return tick;
    }

    public Clock clock() {
        return clock;
    }
}
