package io.sluice.compare.bulk;

import io.sluice.benchmark.BenchmarkCli;
import io.sluice.benchmark.BenchmarkSluice;
import io.sluice.benchmark.Program;
import io.sluice.metadata.Component;
import io.sluice.metadata.Manifest;
import io.sluice.metadata.ManifestXml;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final int TICK = 100;

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
        try (EmbeddedPostgres postgres = BenchmarkSluice.postgres();
                Program.Org from = Program.org(work, "source", true, TICK);
                Program.Org to = Program.org(work, "target", false, TICK)) {
            URI source = from.address();
            URI target = to.address();
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
                double byHand = byHand(
                        new BenchmarkCli(work.resolve("cli")),
                        work.resolve("cli"),
                        Map.of("source", source, "target", target),
                        BenchmarkFloor.chunks(pair.units(), 9_000));
                say(
                        "by hand, with the Salesforce CLI and git: %.2f s, %.1f times as long as Sluice",
                        byHand, byHand / cold);
            }
        }
    }

    /**
     * What people do without Sluice: the CLI retrieves both orgs, one after the other, in as many manifests as the limit of 10,000
     * files makes it, and git compares the folders.
     *
     * @return seconds that both retrieves and the comparison take; the log-ins are not counted
     */
    private static double byHand(BenchmarkCli cli, Path work, Map<String, URI> orgs, List<List<Component>> chunks)
            throws IOException, InterruptedException {
        for (Map.Entry<String, URI> org : orgs.entrySet()) {
            cli.logIn(org.getKey(), org.getValue());
        }
        long begun = System.nanoTime();
        for (String org : List.of("source", "target")) {
            for (int n = 0; n < chunks.size(); n++) {
                Path manifest = work.resolve("package-" + n + ".xml");
                Files.writeString(manifest, ManifestXml.write(Manifest.of(BenchmarkSluice.API_VERSION, chunks.get(n))));
                cli.sf("project retrieve start --manifest " + manifest + " --target-metadata-dir " + work.resolve(org)
                        + " --zip-file-name part" + n + " --unzip --wait 60 --target-org " + org);
            }
        }
        // Differences are no failure.
        cli.run(List.of("git", "diff", "--no-index", "--stat", "source", "target"), 1);
        return seconds(begun);
    }

    private static Map<String, Double> application(
            Path work, EmbeddedPostgres postgres, int components, URI source, URI target) throws Exception {
        String said;
        try (Program sluice = Program.start(
                work.resolve("sluice.log"),
                Program.options("-Xmx256m"),
                BenchmarkApplication.class,
                postgres.getJdbcUrl("postgres", "postgres"),
                String.valueOf(components),
                source.toString(),
                target.toString())) {
            said = sluice.finish();
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

    private static double seconds(long from) {
        return (System.nanoTime() - from) / 1e9;
    }

    private static void say(String words, Object... values) {
        System.out.println(words.formatted(values));
    }
}
