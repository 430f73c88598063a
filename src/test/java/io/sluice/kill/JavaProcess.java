package io.sluice.kill;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A Java virtual machine of its own, which can be killed as the operating system kills. It never outlives the tests. */
final class JavaProcess implements AutoCloseable {

    /** Where everything is kept that belongs to the processes that these tests start; other tests may start theirs at the same time. */
    static final Path FOLDER = Path.of("target", "kill", System.getProperty("sluice.fork", "alone"))
            .toAbsolutePath();

    private final Process process;
    private final Path log;

    private JavaProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * What is to run.
     *
     * @param name of the file under {@link #FOLDER} that gets what it prints
     * @param withTests whether the classes of the tests are on its class path; without them it is the product alone
     * @param properties system properties
     */
    record Program(
            String name,
            boolean withTests,
            Class<?> main,
            List<String> arguments,
            Map<String, String> properties,
            Map<String, String> environment) {}

    static JavaProcess start(Program program) {
        Path log = FOLDER.resolve(program.name() + ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A short life: starting fast counts for more than running fast.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
        program.properties().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-cp", classPath(program.withTests()), Child.class.getName()));
        command.addAll(List.of(
                String.valueOf(ProcessHandle.current().pid()), program.main().getName()));
        command.addAll(program.arguments());
        try {
            Files.createDirectories(FOLDER);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(program.environment());
            return new JavaProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not start " + program.name(), e);
        }
    }

    private static String classPath(boolean withTests) {
        String tests = Path.of(location()).toString();
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        if (withTests) {
            return all;
        }
        return Arrays.stream(all.split(File.pathSeparator))
                        .filter(entry ->
                                !Path.of(entry).toAbsolutePath().toString().equals(tests))
                        .collect(Collectors.joining(File.pathSeparator))
                + File.pathSeparator
                + childAlone();
    }

    private static java.net.URI location() {
        try {
            return JavaProcess.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException("The classes of the tests lie nowhere", e);
        }
    }

    /** A folder with the class that ends the process in time, and no other of the tests. */
    private static Path childAlone() {
        String file = Child.class.getName().replace('.', '/') + ".class";
        Path folder = FOLDER.resolve("child");
        try (InputStream in = Objects.requireNonNull(Child.class.getResourceAsStream("/" + file))) {
            Path copy = folder.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not copy " + file, e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Where to read what it printed. */
    Path log() {
        return log;
    }

    /** SIGKILL: no shutdown hook runs, no connection is closed in order. */
    void kill() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The process does not die: " + process.pid());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while killing " + process.pid(), e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
