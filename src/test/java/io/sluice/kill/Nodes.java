package io.sluice.kill;

import io.sluice.TasklistClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** One or two nodes of Sluice on one database, each of which may be killed at any moment. */
final class Nodes implements AutoCloseable {

    private final Database database;
    private final Path points;
    private final ClassArchive classes;
    private final Map<Integer, ApplicationProcess> up = new ConcurrentSkipListMap<>();
    private final List<CompletableFuture<Void>> starting = new ArrayList<>();
    private final Map<String, TasklistClient> loggedIn = new ConcurrentHashMap<>();
    private @Nullable ApplicationProcess standby;

    Nodes(Database database, Path points, ClassArchive classes, ApplicationProcess first) {
        this.database = database;
        this.points = points;
        this.classes = classes;
        up.put(1, first);
    }

    /** From now on one more stands by, which takes the place of the next that is killed. */
    void standBy() {
        if (standby == null) {
            standby = ApplicationProcess.startStandby("standby", points, classes, database);
        }
    }

    /** Waits until the one that stands by could begin at once; until then nothing is killed, and the others work. */
    void awaitStandby() {
        Optional.ofNullable(standby).ifPresent(ApplicationProcess::awaitLoaded);
    }

    /**
     * Nothing stands by any more: a node ends when its database is gone while it starts.
     *
     * @return whether one did
     */
    boolean standDown() {
        ApplicationProcess before = standby;
        if (before != null) {
            before.kill();
            standby = null;
        }
        return before != null;
    }

    /** Starts and ends nodes until there are so many. */
    void become(int count) {
        awaitStarts();
        for (int slot = 1; slot <= count; slot++) {
            if (!up.containsKey(slot)) {
                start(slot);
            }
        }
        for (int slot = count + 1; up.containsKey(slot); slot++) {
            kill(slot);
        }
    }

    /** Starts a node from nothing. */
    void start(int slot) {
        up.put(slot, ApplicationProcess.startPointed("node-" + slot, points, classes, database));
    }

    /** The same while its sister goes on; whatever kills or counts nodes waits for it first. */
    void startSoon(int slot) {
        starting.add(CompletableFuture.runAsync(() -> start(slot)));
    }

    /** Lets the one that stands by begin in the place of one that was killed; a node from nothing where none stands by. */
    void replace(int slot) {
        ApplicationProcess next = standby;
        if (next == null) {
            start(slot);
            return;
        }
        standby = null;
        next.begin();
        up.put(slot, next);
        standBy();
    }

    /** Waits until every node that was to start takes requests. */
    void awaitStarts() {
        starting.forEach(CompletableFuture::join);
        starting.clear();
    }

    /** Ends a node in order and starts it again. */
    void restart(int slot) {
        Optional.ofNullable(up.remove(slot)).ifPresent(ApplicationProcess::end);
        forgetSessions(slot);
        start(slot);
    }

    void kill(int slot) {
        Optional.ofNullable(up.remove(slot)).ifPresent(ApplicationProcess::kill);
        forgetSessions(slot);
    }

    private void forgetSessions(int slot) {
        loggedIn.keySet().removeIf(key -> key.startsWith(slot + " "));
    }

    /** The slot of the node with this process id. */
    Optional<Integer> slotOf(long pid) {
        return up.entrySet().stream()
                .filter(node -> node.getValue().pid() == pid)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** @throws IllegalStateException while no node is up */
    TasklistClient person(String user) {
        Map.Entry<Integer, ApplicationProcess> node =
                up.entrySet().stream().findFirst().orElseThrow(() -> new IllegalStateException("No node is up"));
        return loggedIn.computeIfAbsent(node.getKey() + " " + user, key -> Installation.login(node.getValue(), user));
    }

    /** A session that was refused once is not used again. */
    void forget(String user) {
        loggedIn.keySet().removeIf(key -> key.endsWith(" " + user));
    }

    @Override
    public void close() {
        awaitStarts();
        up.keySet().forEach(this::kill);
        standDown();
    }
}
