package io.sluice.compare.bulk;

import io.sluice.compare.ZipFolder;
import io.sluice.compare.bulk.ChunkRows.Chunk;
import io.sluice.salesforce.RetrieveProgress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of one slice on their way: asked of both orgs, looked at in the orgs' pace, fetched from both when both are done, and
 * compared. Its methods are called by the slice's own thread.
 */
final class Chunks implements AutoCloseable {

    private final Run run;
    private final ChunkRows rows;
    private final ChunkRetrieves retrieves;
    private final ChunkWork work;
    private final CompareSettings settings;
    private final Halving halving;
    private final ZipFolder zips;
    /** What the orgs work on. */
    private final Map<Integer, Open> asked = new LinkedHashMap<>();
    /** What both orgs have done. */
    private final Deque<Open> ready = new ArrayDeque<>();

    private final Map<Integer, Open> comparing = new LinkedHashMap<>();
    private List<Chunk> waiting = List.of();
    private boolean stale = true;

    Chunks(
            Run run,
            ChunkRows rows,
            ChunkRetrieves retrieves,
            ChunkWork work,
            CompareSettings settings,
            Halving halving,
            ZipFolder zips) {
        this.run = run;
        this.rows = rows;
        this.retrieves = retrieves;
        this.work = work;
        this.settings = settings;
        this.halving = halving;
        this.zips = zips;
    }

    /** A chunk on its way. */
    private static final class Open {
        private final Chunk chunk;
        private final Side source = new Side(true);
        private final Side target = new Side(false);
        private @Nullable ChunkUnits units;

        Open(Chunk chunk) {
            this.chunk = chunk;
        }

        List<Side> sides() {
            return List.of(source, target);
        }

        ChunkUnits units() {
            return Objects.requireNonNull(units);
        }
    }

    /** One org's part of it. */
    private static final class Side {
        private final boolean source;
        /** When it may be looked at again; null while it is started or looked at, and when it is done. */
        private @Nullable Long due;

        private @Nullable Optional<RetrieveProgress> done;
        private ZipFolder.@Nullable Zip zip;
        private @Nullable PulledSide pulled;

        Side(boolean source) {
            this.source = source;
        }

        boolean hasFailed() {
            return done != null && done.isPresent() && !done.get().success();
        }
    }

    /** There are new chunks. */
    void refresh() {
        stale = true;
    }

    boolean areDone() {
        return !stale && waiting.isEmpty() && asked.isEmpty() && ready.isEmpty() && comparing.isEmpty();
    }

    /** How long there is nothing to do but to wait for threads. */
    long untilDue() {
        long now = System.nanoTime();
        return asked.values().stream()
                .flatMap(open -> open.sides().stream())
                .map(side -> side.due)
                .filter(Objects::nonNull)
                .mapToLong(due -> Math.max(0, due - now))
                .min()
                .orElse(TimeUnit.SECONDS.toNanos(1));
    }

    /** Does what can be done now. */
    void goOn(Threads threads) {
        if (stale) {
            stale = false;
            waiting = new ArrayList<>(rows.open(run.job(), 3 * settings.retrievesAtOnce()));
            waiting.removeIf(chunk -> asked.containsKey(chunk.number())
                    || comparing.containsKey(chunk.number())
                    || ready.stream().anyMatch(open -> open.chunk.number() == chunk.number()));
        }
        while (asked.size() < settings.retrievesAtOnce() && !waiting.isEmpty()) {
            start(new Open(waiting.remove(0)), threads);
        }
        long now = System.nanoTime();
        for (Open open : List.copyOf(asked.values())) {
            for (Side side : open.sides()) {
                if (side.due != null && side.due <= now) {
                    look(open, side, threads);
                }
            }
        }
        while (comparing.size() < settings.retrievesAtOnce() && !ready.isEmpty()) {
            Open open = ready.remove();
            comparing.put(open.chunk.number(), open);
            open.sides().forEach(side -> pull(open, side, threads));
        }
    }

    private void start(Open open, Threads threads) {
        int number = open.chunk.number();
        asked.put(number, open);
        threads.chunk(() -> {
            ChunkUnits units = retrieves.units(run, number);
            return () -> {
                open.units = units;
                open.sides()
                        .forEach(side -> threads.chunk(() -> {
                            boolean started = retrieves.start(run, number, side.source, units);
                            long first =
                                    System.nanoTime() + (started ? settings.firstLook() : settings.poll()).toNanos();
                            return () -> side.due = first;
                        }));
            };
        });
    }

    private void look(Open open, Side side, Threads threads) {
        side.due = null;
        threads.chunk(() -> {
            Optional<RetrieveProgress> progress = retrieves.look(run, open.chunk.number(), side.source);
            return () -> looked(open, side, progress);
        });
    }

    private void looked(Open open, Side side, Optional<RetrieveProgress> progress) {
        if (progress.isPresent() && !progress.get().done()) {
            side.due = System.nanoTime() + settings.poll().toNanos();
            return;
        }
        side.done = progress;
        if (open.source.done == null || open.target.done == null) {
            return;
        }
        asked.remove(open.chunk.number());
        boolean refused = open.source.hasFailed() || open.target.hasFailed();
        if (refused && halving.halve(run.job(), open.chunk)) {
            stale = true;
        } else {
            ready.add(open);
        }
    }

    private void pull(Open open, Side side, Threads threads) {
        ZipFolder.Zip zip = zips.create();
        side.zip = zip;
        threads.chunk(() -> {
            PulledSide pulled = retrieves.pull(
                    run, open.chunk.number(), side.source, open.units(), Objects.requireNonNull(side.done), zip.path());
            return () -> pulled(open, side, pulled, threads);
        });
    }

    private void pulled(Open open, Side side, PulledSide pulled, Threads threads) {
        side.pulled = pulled;
        PulledSide there = open.source.pulled;
        PulledSide here = open.target.pulled;
        if (there == null || here == null) {
            return;
        }
        threads.chunk(() -> {
            work.compare(
                    run,
                    open.chunk,
                    open.units(),
                    new ChunkWork.Zipped(there, Objects.requireNonNull(open.source.zip)),
                    new ChunkWork.Zipped(here, Objects.requireNonNull(open.target.zip)));
            return () -> {
                comparing.remove(open.chunk.number());
                remove(open);
                stale = true;
            };
        });
    }

    private static void remove(Open open) {
        for (Side side : open.sides()) {
            ZipFolder.Zip zip = side.zip;
            side.zip = null;
            if (zip != null) {
                zip.close();
            }
        }
    }

    /** Removes what was fetched and not compared; the threads have ended before. */
    @Override
    public void close() {
        comparing.values().forEach(Chunks::remove);
    }
}
