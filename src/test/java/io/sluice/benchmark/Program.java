package io.sluice.benchmark;

import io.sluice.FreePort;
import io.sluice.rehearsal.org.RehearsalOrgMain;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A Java program of a benchmark in a process of its own. It never outlives the {@link #close}. */
public final class Program implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final Path printed;

    private Program(Process process, Path printed) {
        this.process = process;
        this.printed = printed;
    }

    /**
     * Starts a main class with the class path of this process.
     *
     * @param printed the file that gets what it prints
     * @param options of the virtual machine
     */
    public static Program start(Path printed, List<String> options, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new Program(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(printed.toFile())
                        .start(),
                printed);
    }

    /** The process's number. */
    public long pid() {
        return process.pid();
    }

    /** These options, and those of the system property {@code benchmark.options}, for example of a recording. */
    public static List<String> options(String... own) {
        List<String> options = new ArrayList<>(List.of(own));
        options.addAll(Arrays.stream(System.getProperty("benchmark.options", "").split(" "))
                .filter(option -> !option.isBlank())
                .toList());
        return options;
    }

    /** A rehearsal org that has loaded its folder and answers. */
    public record Org(Program program, URI address) implements AutoCloseable {

        @Override
        public void close() {
            program.close();
        }
    }

    /**
     * Starts a rehearsal org; metadata is loaded from the folder of its name below {@code work}.
     *
     * @param tick milliseconds between two steps of the org's jobs
     */
    public static Org org(Path work, String name, boolean sandbox, int tick) throws IOException {
        int port = FreePort.find();
        Program program = start(
                work.resolve(name + ".log"),
                List.of(),
                RehearsalOrgMain.class,
                "name=" + name,
                "port=" + port,
                "sandbox=" + sandbox,
                "tick=" + tick,
                "folder=" + work.resolve(name));
        try {
            program.awaits("Rehearsal org");
        } catch (RuntimeException | IOException e) {
            program.close();
            throw e;
        }
        return new Org(program, URI.create("http://localhost:" + port));
    }

    /** Waits until it has printed a line that begins so; the line. */
    public String awaits(String beginning) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            boolean alive = process.isAlive();
            for (String line : Files.readAllLines(printed)) {
                if (line.startsWith(beginning)) {
                    return line;
                }
            }
            if (!alive || System.nanoTime() > end) {
                throw new IllegalStateException("\"" + beginning + "\" was not printed: " + Files.readString(printed));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    /** Sends a line to its standard input. */
    void tell(String line) throws IOException {
        process.outputWriter().write(line + "\n");
        process.outputWriter().flush();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Waits for its end; what it printed. */
    public String finish() throws IOException, InterruptedException {
        int code = process.waitFor();
        String said = Files.readString(printed);
        if (code != 0) {
            throw new IllegalStateException("The program ended with " + code + ": " + said);
        }
        return said;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
