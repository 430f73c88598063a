package io.sluice.compare.bulk;

import io.sluice.FreePort;
import io.sluice.metadata.Component;
import io.sluice.rehearsal.org.RehearsalOrgMain;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.util.FileSystemUtils;

/**
 * What a comparison of two whole orgs costs, cold and warm, beside what can't be avoided and beside what people do by hand. Sluice
 * (with a heap of 256 MB), each org and PostgreSQL are processes of their own.
 *
 * <p>Arguments: the sizes, otherwise 1000 10000 100000.
 */
final class CompareBenchmark {

    /** As many files as Sluice plans for one retrieve. */
    private static final int FILES = 4000;

    private static final int MOST_BY_HAND = 10_000;

    private CompareBenchmark() {}

    public static void main(String[] args) throws Exception {
        List<String> sizes = args.length == 0 ? List.of("1000", "10000", "100000") : List.of(args);
        for (String size : sizes) {
            Path work = Files.createTempDirectory(
                    Files.createDirectories(Path.of("target").toAbsolutePath()), "compare-benchmark-");
            try {
                measure(work, Integer.parseInt(size));
            } finally {
                FileSystemUtils.deleteRecursively(work);
            }
        }
        System.exit(0);
    }

    private static void measure(Path work, int components) throws Exception {
        BenchmarkPair pair = new BenchmarkPair(components);
        pair.write(work.resolve("source"), work.resolve("target"));
        List<Process> processes = new ArrayList<>();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            URI source = org(work, "source", true, processes);
            URI target = org(work, "target", false, processes);
            List<List<Component>> chunks = BenchmarkFloor.chunks(pair.units(), FILES);
            say(
                    "%,d components, %,d of them with files of their own, in %d retrieves an org",
                    components, pair.units().size(), chunks.size());
            BenchmarkFloor.run(source, target, chunks);
            long begun = System.nanoTime();
            long files = BenchmarkFloor.run(source, target, chunks);
            double floor = seconds(begun);
            say("floor: %,d files retrieved and hashed with the JDK alone in %.2f s", files, floor);
            Map<String, Double> walls = application(work, postgres, components, source, target);
            double cold = walls.getOrDefault("cold", 0.0);
            say(
                    "cold takes %.2f times the floor, again %.2f",
                    cold / floor, walls.getOrDefault("cold again", 0.0) / floor);
            say("warm with 1 %% edited takes %.3f of cold", walls.getOrDefault("warm, 1 % edited", 0.0) / cold);
            if (components <= MOST_BY_HAND && BenchmarkCli.isInstalled()) {
                double byHand = new BenchmarkCli(Files.createDirectories(work.resolve("cli")))
                        .run(source, target, BenchmarkFloor.chunks(pair.units(), 9_000));
                say(
                        "by hand, with the Salesforce CLI and git: %.2f s, %.1f times as long as Sluice",
                        byHand, byHand / cold);
            }
        } finally {
            for (Process process : processes) {
                process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
            }
        }
    }

    private static Map<String, Double> application(
            Path work, EmbeddedPostgres postgres, int components, URI source, URI target) throws Exception {
        Path printed = work.resolve("sluice.log");
        List<String> command = new ArrayList<>(List.of(java(), "-Xmx256m"));
        command.addAll(List.of(
                System.getProperty("benchmark.options", "").isBlank()
                        ? new String[0]
                        : System.getProperty("benchmark.options").split(" ")));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                BenchmarkApplication.class.getName(),
                postgres.getJdbcUrl("postgres", "postgres"),
                String.valueOf(components),
                source.toString(),
                target.toString()));
        Process sluice = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        int code = sluice.waitFor();
        String said = Files.readString(printed);
        if (code != 0) {
            throw new IllegalStateException("Sluice ended with " + code + ": " + said);
        }
        Map<String, Double> walls = new HashMap<>();
        said.lines().filter(line -> line.startsWith("RESULT|")).forEach(line -> {
            String[] parts = line.split("\\|");
            walls.put(parts[1], Double.parseDouble(parts[2]));
            say(
                    "Sluice, %s: %s s, %s s of CPU, heap %s MB at most, %s calls (%s)",
                    parts[1], parts[2], parts[3], parts[4], parts[5], parts[6]);
        });
        return walls;
    }

    private static URI org(Path work, String name, boolean sandbox, List<Process> processes)
            throws IOException, InterruptedException {
        int port = FreePort.find();
        Path printed = work.resolve(name + ".log");
        Process org = new ProcessBuilder(
                        java(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RehearsalOrgMain.class.getName(),
                        "name=" + name,
                        "port=" + port,
                        "sandbox=" + sandbox,
                        "tick=100",
                        "folder=" + work.resolve(name))
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        processes.add(org);
        long begun = System.nanoTime();
        while (!Files.readString(printed).contains("Rehearsal org")) {
            if (!org.isAlive() || seconds(begun) > 300) {
                throw new IllegalStateException("The org did not start: " + Files.readString(printed));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        return URI.create("http://localhost:" + port);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static double seconds(long from) {
        return (System.nanoTime() - from) / 1e9;
    }

    private static void say(String words, Object... values) {
        System.out.println(words.formatted(values));
    }
}
