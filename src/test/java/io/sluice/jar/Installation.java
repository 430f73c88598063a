package io.sluice.jar;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sluice as a process of its own, with the environment variables that an operator sets and no others of ours. */
final class Installation implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Process process;
    private final Path log;

    private Installation(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** The variables of a complete installation on this database. */
    static Map<String, String> variables(String databaseUrl) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("SLUICE_DATABASE_URL", databaseUrl);
        variables.put("SLUICE_DATABASE_USER", "postgres");
        variables.put("SLUICE_DATABASE_PASSWORD", "Unused-by-trust-9");
        variables.put("SLUICE_ENCRYPTION_KEY", "k1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
        variables.put("SLUICE_ADMIN_ID", "head");
        variables.put("SLUICE_ADMIN_PASSWORD", "Weir&basin-7");
        return variables;
    }

    /** Starts the jar; the arguments follow its name. */
    static Installation start(Map<String, String> variables, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("-jar", PackagedJar.file().toString()));
        command.addAll(List.of(arguments));
        return startJava(variables, command);
    }

    /** Starts what was unpacked into a folder. */
    static Installation startUnpacked(Map<String, String> variables, Path folder) {
        return startJava(variables, List.of("-cp", folder.toString(), PackagedJar.LAUNCHER));
    }

    private static Installation startJava(Map<String, String> variables, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A short life: starting fast counts for more than running fast.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(arguments);
        try {
            Path folder = Files.createDirectories(Path.of("target", "jar-tests"));
            Path log = Files.createTempFile(folder, "sluice", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("SLUICE_") || name.startsWith("SPRING_"));
            builder.environment().put("SERVER_PORT", "0");
            builder.environment().putAll(variables);
            return new Installation(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not start " + command, e);
        }
    }

    /** Waits until it takes requests. */
    URI address() {
        await().atMost(LONGEST).until(() -> !process.isAlive() || port().find());
        Matcher port = port();
        if (!port.find()) {
            throw new IllegalStateException("Sluice did not start:\n" + printed());
        }
        return URI.create("http://localhost:" + port.group(1));
    }

    private Matcher port() {
        return PORT.matcher(printed());
    }

    /** Waits until it has ended by itself. */
    int exitCode() {
        await().atMost(LONGEST).until(() -> !process.isAlive());
        return process.exitValue();
    }

    String printed() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + log, e);
        }
    }

    /** Ends it as an operator does (SIGTERM); by force where it does not end. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("Sluice did not end within a minute:\n" + printed());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Sluice was ending", e);
        }
    }
}
