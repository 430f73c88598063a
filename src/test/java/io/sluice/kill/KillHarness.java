package io.sluice.kill;

import io.sluice.kill.point.Points;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes changes from raising to their end, several at once and without a break, while the application is killed at each
 * named point and at random times, with one node and with two, PostgreSQL is killed, and the orgs lose answers, end sessions
 * and stall. Each change that ended is checked against the books of the target org.
 */
final class KillHarness implements AutoCloseable {

    private static final int AT_ONCE = 4;
    private static final int MOST_FAULTS = 5;
    private static final long NOT_REACHED_SECONDS = 90;

    private final Path points = JavaProcess.FOLDER.resolve("points");
    private final Installation installation;
    private final Nodes nodes;
    private final Random random;
    private final HarnessResult result;
    private final AtomicInteger count = new AtomicInteger();
    private final Set<HarnessChange> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean enough;

    KillHarness(long seed) {
        random = new Random(seed);
        result = new HarnessResult(seed);
        prepareFolder();
        installation = Installation.start(database -> ApplicationProcess.startPointed("node-1", points, database));
        nodes = new Nodes(installation.database(), points, installation.application());
    }

    private void prepareFolder() {
        try {
            Files.createDirectories(points);
            for (String name : List.of(Points.PASSED, Points.ARMED, Points.REACHED)) {
                Files.deleteIfExists(points.resolve(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of the points cannot be used: " + points, e);
        }
    }

    HarnessResult result() {
        return result;
    }

    /** Takes one change to its end undisturbed, and tells the named points that it came by. */
    List<String> passedUndisturbed() {
        HarnessChange first = new HarnessChange(nodes, installation, count.incrementAndGet());
        first.complete();
        first.faults().forEach(fault -> result.failed(first, fault));
        return passed();
    }

    List<String> passed() {
        try {
            return Files.readAllLines(points.resolve(Points.PASSED)).stream()
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("No point was passed", e);
        }
    }

    /**
     * Kills as ordered, and on at random until so many runs came to their end.
     *
     * @param most after which no more is killed; the changes under way still come to their end
     */
    void run(Collection<KillOrder> orders, int runs, Duration most) {
        long until = System.nanoTime() + most.toNanos();
        Deque<KillOrder> left = new ArrayDeque<>(orders);
        Set<String> ordered =
                new HashSet<>(orders.stream().map(KillOrder::point).toList());
        List<Thread> workers = new ArrayList<>();
        try (Weather weather =
                new Weather(List.of(installation.production(), installation.sandbox()), random.nextLong())) {
            for (int i = 0; i < AT_ONCE; i++) {
                Thread worker = new Thread(this::work, "changes-" + i);
                worker.start();
                workers.add(worker);
            }
            int up = 0;
            while ((!left.isEmpty() || result.runs() < runs)
                    && System.nanoTime() < until
                    && result.faults().size() < MOST_FAULTS) {
                if (left.isEmpty()) {
                    // What is passed only when something goes wrong is known by now.
                    passed().stream()
                            .filter(ordered::add)
                            .flatMap(point -> KillOrder.all(List.of(point), 0, random).stream())
                            .forEach(left::add);
                }
                KillOrder order = left.isEmpty() ? new KillOrder(KillOrder.AT_RANDOM, 2) : left.poll();
                if (order.nodes() != up) {
                    nodes.become(order.nodes());
                    up = order.nodes();
                }
                carryOut(order);
                say(
                        "%tT %d runs, %d kills, %d orders left; last: %s",
                        LocalTime.now(), result.runs(), result.kills(), left.size(), order);
            }
            left.forEach(result::unreached);
        } finally {
            enough = true;
        }
        for (Thread worker : workers) {
            join(worker);
        }
    }

    private void work() {
        while (!enough) {
            HarnessChange change = new HarnessChange(nodes, installation, count.incrementAndGet());
            underWay.add(change);
            try {
                change.complete();
                underWay.remove(change);
                result.ended(change);
            } catch (RuntimeException e) {
                underWay.remove(change);
                result.failed(change, "stuck: " + e.getMessage());
            }
        }
    }

    private void carryOut(KillOrder order) {
        if (order.point().equals(KillOrder.POSTGRESQL)) {
            pause(random.nextInt(6_000));
            result.killed(order, "", List.copyOf(underWay));
            installation.database().killAndRestart();
            return;
        }
        if (order.isNamed()) {
            Optional<String[]> reached = reached(order.point());
            if (reached.isEmpty()) {
                result.unreached(order);
                return;
            }
            nodes.awaitStarts();
            int slot = nodes.slotOf(Long.parseLong(reached.get()[0])).orElseThrow();
            killed(slot, order, reached.get()[1]);
        } else {
            nodes.awaitStarts();
            pause(1_000 + random.nextInt(7_000));
            killed(1 + random.nextInt(order.nodes()), order, "");
        }
    }

    private void killed(int slot, KillOrder order, String change) {
        nodes.kill(slot);
        result.killed(order, change, List.copyOf(underWay));
        if (order.nodes() == 1) {
            nodes.start(slot);
        } else {
            nodes.startSoon(slot);
        }
    }

    /** Arms a point; process id and change that came to it, empty where nobody did in time. */
    private Optional<String[]> reached(String point) {
        if (point.contains("lost")) {
            installation.production().order(Map.of("silentAfterDeploy", 1));
        }
        Path armed = points.resolve(Points.ARMED);
        Path said = points.resolve(Points.REACHED);
        try {
            Files.deleteIfExists(said);
            Files.writeString(points.resolve("arming"), point);
            Files.move(points.resolve("arming"), armed);
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(NOT_REACHED_SECONDS);
            while (System.nanoTime() < until || !Files.deleteIfExists(armed)) {
                if (Files.exists(said)) {
                    return Optional.of(Files.readString(said).split(" ", 2));
                }
                pause(20);
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of the points cannot be used: " + points, e);
        }
    }

    /** Whether every deployment in the target's books belongs to a change, and evidence is whole. */
    void checkAll() {
        Set<String> ours = new HashSet<>(installation
                .database()
                .query(
                        "select left(remote_id, 15) as id from sluice.remote_job where changes_org and remote_id is not null")
                .stream()
                .map(row -> row.get("id"))
                .toList());
        installation.production().realDeployments().stream()
                .filter(listed -> !ours.contains(listed.id().substring(0, 15)))
                .forEach(listed -> result.failed("all: double: nobody knows of " + listed));
        if (!nodes.person("audrey")
                .get("/api/evidence/check")
                .body()
                .path("intact")
                .asBoolean()) {
            result.failed("all: evidence is broken");
        }
    }

    private static void join(Thread worker) {
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while changes were under way", e);
        }
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    static void say(String words, Object... values) {
        System.out.println(words.formatted(values));
    }

    @Override
    public void close() {
        try (installation) {
            nodes.close();
        }
    }
}
