package io.sluice.kill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** What became of the changes of one run of the harness, of what was killed, and of the orgs' troubles. */
final class HarnessResult {

    private final long seed;
    private final HarnessCheck check;
    private final long begun = System.nanoTime();
    private final Map<String, Row> rows = new TreeMap<>();
    private final Map<String, Row> troubles = new TreeMap<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final Map<String, Ended> changes = new ConcurrentHashMap<>();

    HarnessResult(long seed, HarnessCheck check) {
        this.seed = seed;
        this.check = check;
        Weather.names().forEach(name -> troubles.put(name, new Row()));
    }

    /** A change that came to its end. */
    record Ended(
            Course course,
            int kills,
            int adopted,
            int sentAgain,
            int incidents,
            int repeats,
            int deployed,
            int quick,
            int rehearsed) {}

    /** What happened at one point, or by one trouble. */
    static final class Row {
        int oneNode;
        int twoNodes;
        int unreached;
        final List<String> changes = new ArrayList<>();

        boolean isHit() {
            return oneNode + twoNodes > 0;
        }
    }

    /** @param change at the point; empty where it is not known */
    synchronized void killed(KillOrder order, String change, Collection<HarnessChange> underWay) {
        Row row = rows.computeIfAbsent(order.point(), point -> new Row());
        if (order.nodes() == 1) {
            row.oneNode++;
        } else {
            row.twoNodes++;
        }
        row.changes.addAll(change.isEmpty() ? numbers(underWay) : List.of(change));
        underWay.forEach(one -> one.wasUnderWayAt(order.toString()));
    }

    /** An org makes trouble. */
    synchronized void troubled(String trouble, Collection<HarnessChange> underWay) {
        Row row = troubles.computeIfAbsent(trouble, name -> new Row());
        row.oneNode++;
        row.changes.addAll(numbers(underWay));
    }

    private static List<String> numbers(Collection<HarnessChange> changes) {
        return changes.stream()
                .map(HarnessChange::number)
                .filter(number -> !number.isEmpty())
                .toList();
    }

    /** It was not killed there: nobody came to the point in time, or the time was over. */
    synchronized void unreached(KillOrder order) {
        rows.computeIfAbsent(order.point(), point -> new Row()).unreached++;
    }

    void ended(HarnessChange change) {
        check.faults(change).forEach(fault -> failed(change, fault));
        changes.put(
                change.number(),
                new Ended(
                        change.course(),
                        change.kills().size(),
                        change.acts("remote-job-adopted"),
                        change.acts("remote-job-sent-again"),
                        change.incidents().size(),
                        change.repeats(),
                        change.ended("deploy"),
                        change.ended("quick-deploy"),
                        change.ended("rehearse-rollback")));
    }

    void failed(HarnessChange change, String fault) {
        failed(change.number() + " (" + change.course() + ", killed: " + change.kills() + "): " + fault);
    }

    void failed(String fault) {
        KillHarness.say("FAULT %s", fault);
        faults.add(fault);
    }

    /** Changes that came to their end, and during which something was killed. */
    int runs() {
        return (int) killed().count();
    }

    private Stream<Ended> killed() {
        return changes.values().stream().filter(change -> change.kills() > 0);
    }

    List<Ended> runs(Course course) {
        return killed().filter(change -> change.course() == course).toList();
    }

    List<String> faults() {
        return faults;
    }

    synchronized int kills() {
        return rows.values().stream()
                .mapToInt(row -> row.oneNode + row.twoNodes)
                .sum();
    }

    /** Named points that were to be hit, and nobody came to. */
    synchronized List<String> neverReached() {
        return rows.entrySet().stream()
                .filter(row -> !row.getValue().isHit())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Troubles that no org made. */
    synchronized List<String> troublesLeftOut() {
        return troubles.entrySet().stream()
                .filter(trouble -> !trouble.getValue().isHit())
                .map(Map.Entry::getKey)
                .toList();
    }

    synchronized String table() {
        return new HarnessTable(seed, Duration.ofNanos(System.nanoTime() - begun), rows, troubles, faults, changes)
                .text();
    }
}
