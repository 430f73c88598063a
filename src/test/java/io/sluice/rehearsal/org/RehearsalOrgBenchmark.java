package io.sluice.rehearsal.org;

import static io.sluice.rehearsal.org.OrgClient.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How long an org of 100,000 components takes to list 10,000 of them and to hand them out, over HTTP, against zipping the
 * same files with the JDK in the same process by turns. Beside that: how long it takes to load and to save, and the
 * memory that its state needs. The folder that it works in is made below {@code target} and removed at the end.
 */
final class RehearsalOrgBenchmark {
    private static final double WANTED_RATIO = 2;
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 15;

    private RehearsalOrgBenchmark() {}

    /** Prints the figures; ends with an exception when the org takes more than twice as long as the zip. */
    public static void main(String[] args) throws Exception {
        Path work = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "org-benchmark-");
        try {
            measure(new BenchmarkFiles(work.resolve("metadata")), work);
        } finally {
            BenchmarkFiles.remove(work);
        }
    }

    private static void measure(BenchmarkFiles files, Path work) throws Exception {
        OrgSettings settings = OrgSettings.of("Benchmark").withStateFolder(work.resolve("state"));
        long bare = used();
        long begun = System.nanoTime();
        List<Double> ratios = new ArrayList<>();
        try (RehearsalOrg org = RehearsalOrg.start(settings.withFolder(work.resolve("metadata")))) {
            say("loaded from a folder in %.1f s", seconds(begun));
            RawClient client = new RawClient(org);
            say("memory of the loaded org %d MB", used() - bare);
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                Round one = round(files, org, client);
                if (round >= 0) {
                    ratios.add(one.ratio());
                    say(
                            "list %.3f s, retrieve %.3f s, the JDK's zip %.3f s, ratio %.2f",
                            one.list, one.retrieve, one.zip, one.ratio());
                }
            }
            long change = System.nanoTime();
            org.putFile("layouts/Account-L1.layout", file("Layout", "<!-- changed -->"), "Dana Developer");
            say("one change saved in %.3f s", seconds(change));
            say("memory after the rounds %d MB", used() - bare);
        }
        long again = System.nanoTime();
        RehearsalOrg.start(settings).close();
        say("started again from its state in %.1f s", seconds(again));
        ratios.sort(null);
        double median = ratios.get(ratios.size() / 2);
        say("best ratio %.2f, median ratio %.2f, at most %.0f is wanted", ratios.get(0), median, WANTED_RATIO);
        if (median > WANTED_RATIO) {
            throw new IllegalStateException("The org takes more than twice as long as the JDK's zip");
        }
    }

    /** What one round took, in seconds. */
    private record Round(double list, double retrieve, double zip) {
        double ratio() {
            return (list + retrieve) / zip;
        }
    }

    private static Round round(BenchmarkFiles files, RehearsalOrg org, RawClient client) throws Exception {
        long from = System.nanoTime();
        int size = files.zip();
        double zip = seconds(from);
        from = System.nanoTime();
        byte[] listed = client.list("Layout");
        double list = seconds(from);
        from = System.nanoTime();
        byte[] retrieved = client.retrieve(org, "Layout");
        double retrieve = seconds(from);
        int count = RawClient.count(listed, "result");
        int zipped = RawClient.zipped(retrieved).size();
        if (count != BenchmarkFiles.WANTED || zipped != BenchmarkFiles.WANTED + 1 || retrieved.length < size) {
            throw new IllegalStateException(
                    "Listed %d, zipped %d, %d bytes in all".formatted(count, zipped, retrieved.length));
        }
        return new Round(list, retrieve, zip);
    }

    /** Megabytes in use once what is garbage is gone. */
    private static long used() {
        System.gc();
        Runtime memory = Runtime.getRuntime();
        return (memory.totalMemory() - memory.freeMemory()) >> 20;
    }

    private static double seconds(long from) {
        return (System.nanoTime() - from) / 1e9;
    }

    private static void say(String words, Object... values) {
        System.out.println(words.formatted(values));
    }
}
