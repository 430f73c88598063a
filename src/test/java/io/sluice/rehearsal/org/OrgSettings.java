package io.sluice.rehearsal.org;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * How a rehearsal org is set up; begin with {@link #of(String)} and change what differs.
 *
 * @param orgId 15 or 18 characters that begin with {@code 00D}
 * @param folder metadata in Metadata API format, loaded when there is no state yet
 * @param stateFolder where the state is kept; without one it ends with the process
 * @param port 0 for any free one
 * @param runAsUser the username that client credentials act as
 * @param apiVersion the newest version offered
 * @param tick time between two steps of the jobs; empty when only {@link RehearsalOrg#step()} moves them
 */
public record OrgSettings(
        String name,
        String orgId,
        boolean sandbox,
        Optional<Path> folder,
        Optional<Path> stateFolder,
        int port,
        String clientId,
        String clientSecret,
        String runAsUser,
        double apiVersion,
        Optional<Duration> tick,
        Clock clock) {

    /** A sandbox at a free port without metadata, at manual pace. */
    public static OrgSettings of(String name) {
        String tail = Integer.toUnsignedString(name.hashCode(), 36).toUpperCase(java.util.Locale.ROOT);
        return new OrgSettings(
                name,
                "00D" + "0".repeat(12 - tail.length()) + tail,
                true,
                Optional.empty(),
                Optional.empty(),
                0,
                "rehearsal-client",
                "rehearsal-secret",
                "integration@" + name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".example",
                62.0,
                Optional.empty(),
                Clock.systemUTC());
    }

    public OrgSettings withOrgId(String id) {
        return new OrgSettings(
                name,
                id,
                sandbox,
                folder,
                stateFolder,
                port,
                clientId,
                clientSecret,
                runAsUser,
                apiVersion,
                tick,
                clock);
    }

    public OrgSettings withSandbox(boolean is) {
        return new OrgSettings(
                name, orgId, is, folder, stateFolder, port, clientId, clientSecret, runAsUser, apiVersion, tick, clock);
    }

    public OrgSettings withFolder(Path path) {
        return new OrgSettings(
                name,
                orgId,
                sandbox,
                Optional.of(path),
                stateFolder,
                port,
                clientId,
                clientSecret,
                runAsUser,
                apiVersion,
                tick,
                clock);
    }

    public OrgSettings withStateFolder(Path path) {
        return new OrgSettings(
                name,
                orgId,
                sandbox,
                folder,
                Optional.of(path),
                port,
                clientId,
                clientSecret,
                runAsUser,
                apiVersion,
                tick,
                clock);
    }

    public OrgSettings withPort(int number) {
        return new OrgSettings(
                name,
                orgId,
                sandbox,
                folder,
                stateFolder,
                number,
                clientId,
                clientSecret,
                runAsUser,
                apiVersion,
                tick,
                clock);
    }

    public OrgSettings withClient(String id, String secret) {
        return new OrgSettings(
                name, orgId, sandbox, folder, stateFolder, port, id, secret, runAsUser, apiVersion, tick, clock);
    }

    public OrgSettings withRunAsUser(String username) {
        return new OrgSettings(
                name,
                orgId,
                sandbox,
                folder,
                stateFolder,
                port,
                clientId,
                clientSecret,
                username,
                apiVersion,
                tick,
                clock);
    }

    public OrgSettings withApiVersion(double newest) {
        return new OrgSettings(
                name,
                orgId,
                sandbox,
                folder,
                stateFolder,
                port,
                clientId,
                clientSecret,
                runAsUser,
                newest,
                tick,
                clock);
    }

    /** Jobs move by themselves, one step per tick. */
    public OrgSettings withTick(Duration every) {
        return new OrgSettings(
                name,
                orgId,
                sandbox,
                folder,
                stateFolder,
                port,
                clientId,
                clientSecret,
                runAsUser,
                apiVersion,
                Optional.of(every),
                clock);
    }

    /** Jobs move only by {@link RehearsalOrg#step()}. */
    public OrgSettings withManualPace() {
        return new OrgSettings(
                name,
                orgId,
                sandbox,
                folder,
                stateFolder,
                port,
                clientId,
                clientSecret,
                runAsUser,
                apiVersion,
                Optional.empty(),
                clock);
    }

    public OrgSettings withClock(Clock other) {
        return new OrgSettings(
                name,
                orgId,
                sandbox,
                folder,
                stateFolder,
                port,
                clientId,
                clientSecret,
                runAsUser,
                apiVersion,
                tick,
                other);
    }
}
