package io.sluice.kill;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    private static final int MOST_FAULTS = 5;
    /** So many kills before the number of nodes changes. */
    private static final int TOGETHER = 16;
    /** In which nothing is killed, so that changes go on between two kills. */
    private static final Duration QUIET = Duration.ofMillis(1_500);
    /** The same when all that has to be hit was. */
    private static final Duration MORE_QUIET = Duration.ofSeconds(7);

    private static final Duration NOT_REACHED = Duration.ofSeconds(75);
    /** Without a test that ran no org makes a validation real. */
    private static final String TEST = "@IsTest\nprivate class LockTest {\n  @IsTest static void opens() {}\n}";

    private final PointFolder points = new PointFolder(JavaProcess.FOLDER.resolve("points"));
    private final ClassArchive classes;
    private final int workers;
    private final Installation installation;
    private final Nodes nodes;
    private final Random random;
    private final HarnessResult result;
    private final HarnessCheck check;
    private final Turn turn = new Turn();
    private final AtomicInteger count = new AtomicInteger();
    private final Set<HarnessChange> underWay = ConcurrentHashMap.newKeySet();
    private int wanted;
    private volatile boolean enough;

    /**
     * @param changes how many are under way at once
     * @param manyStarts whether it is worth the time to make starting faster
     */
    KillHarness(long seed, int changes, boolean manyStarts) {
        workers = changes;
        classes = new ClassArchive(JavaProcess.FOLDER, ApplicationProcess.pointedClassPath(), manyStarts);
        random = new Random(seed);
        installation = Installation.start(
                database -> ApplicationProcess.startPointed("node-1", points.path(), classes, database));
        nodes = new Nodes(installation.database(), points.path(), classes, installation.application());
        check = new HarnessCheck(installation);
        result = new HarnessResult(seed, check);
        installation.production().putFile("classes/LockTest.cls", TEST, Installation.EDITOR);
    }

    HarnessResult result() {
        return result;
    }

    /**
     * Ends the first node in order, so that it leaves its classes to all that start after it, and lets one stand by; only where many
     * starts were announced.
     */
    void startFaster() {
        nodes.restart(1);
        if (!classes.isWritten()) {
            throw new IllegalStateException("The first node has not left its classes");
        }
        nodes.standBy();
    }

    /** Takes a change of each course to its end undisturbed, and tells the named points that they came by. */
    List<String> passedUndisturbed() {
        List<Thread> first = Arrays.stream(Course.values())
                .map(course -> new HarnessChange(nodes, installation, turn, count.incrementAndGet(), course))
                .map(change -> started("undisturbed", () -> takeToItsEnd(change)))
                .toList();
        first.forEach(KillHarness::join);
        return points.passed();
    }

    /**
     * Kills as ordered, and on until so many runs came to their end.
     *
     * @param most after which no more is killed; the changes under way still come to their end
     */
    void run(KillOrders orders, int runs, Duration most) {
        wanted = runs;
        long until = System.nanoTime() + most.toNanos();
        List<Thread> working = new ArrayList<>();
        try (Weather weather = new Weather(
                List.of(installation.production(), installation.sandbox()),
                random.nextLong(),
                trouble -> result.troubled(trouble, List.copyOf(underWay)))) {
            for (int i = 0; i < workers; i++) {
                working.add(started("changes-" + i, this::work));
            }
            int up = 2;
            while (goesOn(orders, until)) {
                up = orders.nodesWanted(up);
                nodes.become(up);
                for (int i = 0; i < TOGETHER && goesOn(orders, until) && killed(orders, up); i++) {
                    say(
                            "%tT %d runs, %d kills, %d orders left",
                            LocalTime.now(), result.runs(), result.kills(), orders.left());
                }
                // What is passed only when something goes wrong is known by now.
                orders.passed(points.passed());
            }
            orders.unreached().forEach(result::unreached);
        } finally {
            enough = true;
        }
        working.forEach(KillHarness::join);
    }

    private boolean isEnough(KillOrders orders) {
        return orders.isDone() && result.runs() >= wanted;
    }

    private boolean goesOn(KillOrders orders, long until) {
        return !isEnough(orders) && System.nanoTime() < until && result.faults().size() < MOST_FAULTS;
    }

    private void work() {
        while (!enough) {
            int number = count.incrementAndGet();
            takeToItsEnd(new HarnessChange(nodes, installation, turn, number, Course.of(number)));
        }
    }

    private void takeToItsEnd(HarnessChange change) {
        underWay.add(change);
        try {
            change.complete();
            underWay.remove(change);
            result.ended(change);
        } catch (RuntimeException e) {
            underWay.remove(change);
            result.failed(change, "stuck: " + e.getMessage());
        } finally {
            turn.giveBack(change);
        }
    }

    /** Kills once; false where nobody came to any point that is left. */
    private boolean killed(KillOrders orders, int up) {
        List<KillOrder> next = orders.next(up);
        if (next.isEmpty()) {
            return false;
        }
        pause((orders.isDone() ? MORE_QUIET : QUIET).toMillis());
        KillOrder order = next.get(0);
        if (order.isNamed()) {
            return killedAtOne(orders, next, up);
        }
        pause(random.nextInt(5_000));
        if (order.point().equals(KillOrder.POSTGRESQL)) {
            nodes.awaitStarts();
            boolean stoodBy = nodes.standDown();
            result.killed(order, "", List.copyOf(underWay));
            installation.database().killAndRestart();
            orders.done(order);
            if (stoodBy) {
                nodes.standBy();
            }
        } else {
            nodes.awaitStarts();
            kill(orders, 1 + random.nextInt(up), order, "");
        }
        return true;
    }

    private boolean killedAtOne(KillOrders orders, List<KillOrder> next, int up) {
        nodes.awaitStandby();
        List<String> names = next.stream().map(KillOrder::point).toList();
        if (names.stream().anyMatch(point -> point.contains("lost"))) {
            installation.production().order(Weather.request("silentAfter", "deploy"));
        }
        Optional<PointFolder.Standing> standing = points.await(names, NOT_REACHED);
        if (standing.isEmpty()) {
            orders.dry(next);
            return false;
        }
        // With two nodes the other one is up when the first is killed.
        nodes.awaitStarts();
        int slot = nodes.slotOf(standing.get().pid()).orElseThrow();
        KillOrder order = new KillOrder(standing.get().point(), up);
        kill(orders, slot, order, standing.get().change());
        return true;
    }

    /** What is killed at random is followed by a node that starts from nothing. */
    private void kill(KillOrders orders, int slot, KillOrder order, String change) {
        nodes.kill(slot);
        result.killed(order, change, List.copyOf(underWay));
        orders.done(order);
        if (order.nodes() == 2 && isEnough(orders)) {
            // The other one takes to their end whatever is under way.
            return;
        }
        if (order.isNamed()) {
            nodes.replace(slot);
        } else if (order.nodes() == 1) {
            nodes.start(slot);
        } else {
            nodes.startSoon(slot);
        }
    }

    /** What has to hold when all changes have come to their end. */
    void checkAll() {
        nodes.awaitStarts();
        check.faultsOfAll(nodes.person("audrey")).forEach(fault -> result.failed("all: " + fault));
    }

    private static Thread started(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.start();
        return thread;
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
