package io.sluice.rehearsal;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The demo's PostgreSQL: its data stays in a folder, so that a restart, and a start after a kill, goes on with it. */
public final class DemoPostgres {

    private DemoPostgres() {}

    /** Starts PostgreSQL on the folder's data; a server that a killed demo left behind on it is ended first. */
    public static EmbeddedPostgres start(Path folder) throws IOException {
        return start(folder, 0);
    }

    /** The same on a port that clients know already; 0 for any free one. */
    public static EmbeddedPostgres start(Path folder, int port) throws IOException {
        Path data = folder.resolve("postgres");
        Files.createDirectories(data);
        endLeftover(data.resolve("postmaster.pid"));
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setPort(port)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
    }

    /** Ends it in order. */
    static void stop(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The demo's PostgreSQL did not end", e);
        }
    }

    private static void endLeftover(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
        ProcessHandle leftover = ProcessHandle.of(pid)
                .filter(process -> process.info().command().orElse("").contains("postgres"))
                .orElse(null);
        if (leftover != null) {
            leftover.destroy();
            try {
                leftover.onExit().get(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted while ending the leftover PostgreSQL " + pid, e);
            } catch (ExecutionException | TimeoutException e) {
                throw new IOException("The leftover PostgreSQL " + pid + " does not end; end it by hand", e);
            }
        }
        Files.deleteIfExists(pidFile);
    }
}
