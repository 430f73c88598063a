package io.sluice.kill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What became of the changes of one run of the harness, and of what was killed. */
final class HarnessResult {

    private final long seed;
    private final long begun = System.nanoTime();
    private final Map<String, Row> rows = new TreeMap<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final Map<String, Ended> changes = new ConcurrentHashMap<>();

    HarnessResult(long seed) {
        this.seed = seed;
    }

    /** A change that came to its end. */
    private record Ended(int kills, int adopted, int sentAgain, int incidents, int repeats, boolean rolledBack) {}

    /** What happened at one point. */
    private static final class Row {
        private int oneNode;
        private int twoNodes;
        private int unreached;
        private int underWay;
        private final List<String> changes = new ArrayList<>();
    }

    /** @param change at the point; empty where it is not known */
    synchronized void killed(KillOrder order, String change, Collection<HarnessChange> underWay) {
        Row row = rows.computeIfAbsent(order.point(), point -> new Row());
        if (order.nodes() == 1) {
            row.oneNode++;
        } else {
            row.twoNodes++;
        }
        row.underWay += underWay.size();
        List<String> hit =
                change.isEmpty() ? underWay.stream().map(HarnessChange::number).toList() : List.of(change);
        row.changes.addAll(hit);
        underWay.forEach(one -> one.wasUnderWayAt(order.toString()));
    }

    /** It was not killed there: nobody came to the point in time, or the time was over. */
    synchronized void unreached(KillOrder order) {
        rows.computeIfAbsent(order.point(), point -> new Row()).unreached++;
    }

    void ended(HarnessChange change) {
        change.faults().forEach(fault -> failed(change, fault));
        changes.put(
                change.number(),
                new Ended(
                        change.kills().size(),
                        change.acts("remote-job-adopted"),
                        change.acts("remote-job-sent-again"),
                        change.incidents().size(),
                        change.repeats(),
                        change.isRolledBack()));
    }

    void failed(HarnessChange change, String fault) {
        failed(change.number() + " (killed: " + change.kills() + "): " + fault);
    }

    void failed(String fault) {
        System.out.println("FAULT " + fault);
        faults.add(fault);
    }

    /** Changes that came to their end, and during which something was killed. */
    int runs() {
        return (int)
                changes.values().stream().filter(change -> change.kills() > 0).count();
    }

    List<String> faults() {
        return faults;
    }

    synchronized int kills() {
        return rows.values().stream()
                .mapToInt(row -> row.oneNode + row.twoNodes)
                .sum();
    }

    private long count(String word) {
        return faults.stream().filter(fault -> fault.contains(": " + word)).count();
    }

    private int sum(java.util.function.ToIntFunction<Ended> what) {
        return changes.values().stream().mapToInt(what).sum();
    }

    /** The table of {@code docs/kill-harness.md}. */
    synchronized String table() {
        StringBuilder text = new StringBuilder();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        text.append("| what | figure |\n| --- | --- |\n");
        line(text, "runs (changes taken to their end, something was killed during each)", runs());
        line(
                text,
                "of these rolled back in the end",
                changes.values().stream()
                        .filter(change -> change.kills() > 0 && change.rolledBack())
                        .count());
        line(text, "kills", kills());
        line(text, "requests found again after a lost answer (adopted)", sum(Ended::adopted));
        line(text, "requests sent again, because they certainly never arrived", sum(Ended::sentAgain));
        line(text, "incidents that an operator retried", sum(Ended::incidents));
        line(text, "deployments that people repeated at *Fix errors*", sum(Ended::repeats));
        line(text, "double deployments", count("double"));
        line(text, "lost changes or content", count("lost"));
        line(text, "stuck", count("stuck"));
        line(text, "seed", seed);
        line(text, "duration in minutes", took.toMinutes());
        text.append("""

                | killed at | kills, one node | kills, two nodes | changes under way | adopted | sent again | incidents |
                | --- | --- | --- | --- | --- | --- | --- |
                """);
        rows.forEach((point, row) -> {
            List<Ended> at = row.changes.stream()
                    .distinct()
                    .filter(changes::containsKey)
                    .map(changes::get)
                    .toList();
            text.append("| %s | %d | %d%s | %d | %d | %d | %d |\n"
                    .formatted(
                            point,
                            row.oneNode,
                            row.twoNodes,
                            row.unreached == 0 ? "" : " (not reached " + row.unreached + " times)",
                            row.underWay,
                            at.stream().mapToInt(Ended::adopted).sum(),
                            at.stream().mapToInt(Ended::sentAgain).sum(),
                            at.stream().mapToInt(Ended::incidents).sum()));
        });
        return text.toString();
    }

    private static void line(StringBuilder text, String what, long figure) {
        text.append("| ").append(what).append(" | ").append(figure).append(" |\n");
    }
}
