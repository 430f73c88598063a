package io.sluice.inventory;

import io.sluice.SluiceTest;
import io.sluice.TasklistClient;
import io.sluice.benchmark.BenchmarkSluice;
import io.sluice.benchmark.Program;
import io.sluice.environment.EnvironmentKind;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * How fast the scope page answers over an org of 100,000 components, what its inventory costs, and what a refresh costs when
 * one component in a hundred changed. Org and PostgreSQL are processes of their own, so that the memory is the
 * application's.
 */
final class ScopeBenchmark {

    private static final String PRODUCTION = "production";
    private static final String SANDBOX = "development";
    private static final int ROUNDS = 3;

    private ScopeBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path work = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "scope-benchmark-");
        try (EmbeddedPostgres postgres = BenchmarkSluice.postgres();
                ConfigurableApplicationContext sluice =
                        BenchmarkSluice.start(postgres.getJdbcUrl("postgres", "postgres"))) {
            long begun = System.nanoTime();
            BenchmarkOrg.write(work.resolve("metadata"));
            say("wrote %,d components in %.1f s", BenchmarkOrg.COMPONENTS, seconds(begun));
            with(work, false, org -> production(sluice, org));
            with(work, true, org -> sandbox(sluice, org));
        } finally {
            FileSystemUtils.deleteRecursively(work);
        }
        // The web server's and the engine's threads would keep the process for a while.
        System.exit(0);
    }

    private static void production(ConfigurableApplicationContext sluice, URI org) throws Exception {
        BenchmarkSluice.register(sluice, PRODUCTION, EnvironmentKind.PRODUCTION, org);
        long bare = used();
        double full = refresh(sluice, PRODUCTION, true, "full refresh of production");
        say("the inventory takes %d MB of the application's memory once it is filled", used() - bare);
        say(
                "%,d components in the inventory",
                sluice.getBean(Inventories.class).counts(PRODUCTION, InventoryFilter.ALL).stream()
                        .mapToLong(TypeCount::components)
                        .sum());
        plans(sluice);
        keystrokes(sluice);
        BenchmarkOrg.change(org);
        double changed = refresh(sluice, PRODUCTION, false, "refresh after 1 % changed");
        say("ratio %.3f of a full refresh, with the audit trail", changed / full);
    }

    private static void sandbox(ConfigurableApplicationContext sluice, URI org) throws Exception {
        BenchmarkSluice.register(sluice, SANDBOX, EnvironmentKind.DEVELOPER, org);
        double full = refresh(sluice, SANDBOX, true, "full refresh of a sandbox");
        BenchmarkOrg.change(org);
        double changed = refresh(sluice, SANDBOX, false, "refresh after 1 % changed");
        say("ratio %.3f of a full refresh, with source tracking", changed / full);
    }

    /** What is measured with an org. */
    private interface Measurement {
        void with(URI org) throws Exception;
    }

    private static void with(Path work, boolean sandbox, Measurement measurement) throws Exception {
        long begun = System.nanoTime();
        try (Program.Org org = Program.org(work, "metadata", sandbox, 200)) {
            say("the org loaded them in %.1f s", seconds(begun));
            measurement.with(org.address());
        }
    }

    /** How PostgreSQL finds a name that is frequent, and one that nothing has. */
    private static void plans(ConfigurableApplicationContext sluice) {
        JdbcClient jdbc = sluice.getBean(JdbcClient.class);
        for (String name : List.of("invoice", "zzz")) {
            say("search for %s:", name);
            jdbc.sql(
                            "explain (analyze, costs off) select type, full_name, namespace, last_modified_by, last_modified_at"
                                    + " from sluice.inventory_component where environment = ? and search_name like ?"
                                    + " order by type, full_name limit 51")
                    .params(PRODUCTION, "%" + name + "%")
                    .query(String.class)
                    .list()
                    .forEach(line -> say("    %s", line));
        }
    }

    private static double refresh(
            ConfigurableApplicationContext sluice, String environment, boolean complete, String words)
            throws InterruptedException {
        Inventories inventories = sluice.getBean(Inventories.class);
        inventories.refresh(environment, complete, "benchmark");
        long bare = used();
        AtomicLong most = new AtomicLong();
        Thread watch = new Thread(() -> {
            Runtime memory = Runtime.getRuntime();
            while (!Thread.currentThread().isInterrupted()) {
                most.accumulateAndGet((memory.totalMemory() - memory.freeMemory()) >> 20, Math::max);
                java.util.concurrent.locks.LockSupport.parkNanos(
                        Duration.ofMillis(5).toNanos());
            }
        });
        watch.start();
        long begun = System.nanoTime();
        sluice.getBean(Refreshes.class).step();
        double took = seconds(begun);
        watch.interrupt();
        watch.join();
        InventoryState state = inventories.state(environment);
        if (state.problem() != null) {
            throw new IllegalStateException("The refresh ended early: " + state.problem());
        }
        say(
                "%s: %.2f s (%s, %d types listed), at most %d MB more in use, garbage included",
                words, took, state.means(), state.typesDone(), most.get() - bare);
        return took;
    }

    /** Names are typed letter by letter; each letter asks the page over HTTP, with log-in, template and all. */
    private static void keystrokes(ConfigurableApplicationContext sluice) {
        URI base = URI.create("http://localhost:" + sluice.getEnvironment().getProperty("local.server.port"));
        TasklistClient person = TasklistClient.login(base, SluiceTest.ADMIN, SluiceTest.ADMIN_PASSWORD);
        TasklistClient.Answer started = person.start(
                "change-request", Map.of("name", "Benchmark", "changeType", "Minor", "overview", "Type names"));
        if (!started.ok()) {
            throw new IllegalStateException("No change request could be raised: " + started.text());
        }
        String number = started.body().path("businessKey").asText();
        List<Double> rows = new ArrayList<>();
        List<Double> counts = new ArrayList<>();
        for (int round = -1; round < ROUNDS; round++) {
            for (String typed : BenchmarkOrg.typed()) {
                String query = "?type=&in=&by=&from=&to=&name=" + URLEncoder.encode(typed, StandardCharsets.UTF_8);
                double first = ask(person, "/changes/" + number + "/scope/hits" + query);
                double all = ask(person, "/changes/" + number + "/scope/counts" + query);
                if (round >= 0) {
                    rows.add(first);
                    counts.add(all);
                }
            }
        }
        say("first rows per keystroke: median %.0f ms, worst %.0f ms of %d", median(rows), worst(rows), rows.size());
        say("counts of all types per keystroke: median %.0f ms, worst %.0f ms", median(counts), worst(counts));
    }

    private static double ask(TasklistClient person, String path) {
        long begun = System.nanoTime();
        TasklistClient.Answer answer = person.get(path);
        if (!answer.ok()) {
            throw new IllegalStateException(path + " was answered " + answer.status());
        }
        return seconds(begun) * 1000;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static double worst(List<Double> values) {
        return values.stream().mapToDouble(value -> value).max().orElseThrow();
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
