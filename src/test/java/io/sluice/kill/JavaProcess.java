package io.sluice.kill;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
     * @param classPath {@link #withTests} or {@link #without}
     * @param options of the virtual machine, beside those that all of them have
     * @param properties system properties
     */
    record Program(
            String name,
            String classPath,
            List<String> options,
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
        command.addAll(program.options());
        program.properties().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-cp", program.classPath(), Child.class.getName()));
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

    /** Everything that the tests have. */
    static String withTests() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** The product alone, and classes of the tests that are named. */
    static String without(List<Class<?>> also) {
        String tests = Path.of(location()).toString();
        return Arrays.stream(withTests().split(File.pathSeparator))
                        .filter(entry ->
                                !Path.of(entry).toAbsolutePath().toString().equals(tests))
                        .collect(Collectors.joining(File.pathSeparator))
                + File.pathSeparator
                + copied(also);
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

    /** A folder with the class that ends the process in time, these, and no other of the tests. */
    private static Path copied(List<Class<?>> also) {
        Path tests = Path.of(location());
        Path folder = FOLDER.resolve(also.isEmpty() ? "child" : "pointed");
        for (Class<?> type :
                Stream.concat(Stream.of(Child.class), also.stream()).toList()) {
            Path from = tests.resolve(type.getName().replace('.', '/') + ".class");
            String name = type.getSimpleName();
            try (Stream<Path> siblings = Files.list(from.getParent())) {
                for (Path file : siblings.filter(path -> isOf(name, path)).toList()) {
                    Path copy = folder.resolve(tests.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Could not copy " + from, e);
            }
        }
        return folder;
    }

    /** The class itself and those inside of it. */
    private static boolean isOf(String name, Path file) {
        String found = file.getFileName().toString();
        return found.equals(name + ".class") || found.startsWith(name + "$");
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Where to read what it printed. */
    Path log() {
        return log;
    }

    /** SIGTERM, and waits until it has ended. */
    void end() {
        process.destroy();
        process.onExit().join();
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
