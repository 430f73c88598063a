package io.sluice.compare.bulk;

import io.sluice.compare.bulk.ChunkRows.Chunk;
import io.sluice.salesforce.OrgException;
import io.sluice.salesforce.RetrieveProgress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Works on a comparison for a while, with some threads; whatever it has not done by then, the next slice does. */
@Component
class Slice {

    private static final int TYPES_AT_ONCE = 3;

    private final ChunkRows rows;
    private final ChunkRetrieves retrieves;
    private final ChunkWork work;
    private final Listing listing;
    private final RunRows runs;
    private final CompareSettings settings;
    private final Halving halving;

    Slice(
            ChunkRows rows,
            ChunkRetrieves retrieves,
            ChunkWork work,
            Listing listing,
            RunRows runs,
            CompareSettings settings,
            Halving halving) {
        this.rows = rows;
        this.retrieves = retrieves;
        this.work = work;
        this.listing = listing;
        this.runs = runs;
        this.settings = settings;
        this.halving = halving;
    }

    /** Lists both sides; returns how many types are left to list. */
    int list(Run run, Set<String> types) {
        long end = end();
        try (Threads threads = new Threads(2 * settings.retrievesAtOnce())) {
            for (boolean source : new boolean[] {true, false}) {
                if (run.asks(source)) {
                    List<String> left = Listing.remaining(types, runs.listedTypes(run.job(), source));
                    for (int from = 0; from < left.size(); from += TYPES_AT_ONCE) {
                        List<String> some = left.subList(from, Math.min(from + TYPES_AT_ONCE, left.size()));
                        threads.submit(() -> {
                            if (System.nanoTime() < end) {
                                listing.list(run, source, some);
                            }
                            return Optional.empty();
                        });
                    }
                }
            }
            threads.finish();
        }
        int left = 0;
        for (boolean source : new boolean[] {true, false}) {
            if (run.asks(source)) {
                left += Listing.remaining(types, runs.listedTypes(run.job(), source))
                        .size();
            }
        }
        return left;
    }

    /** Retrieves and compares chunks; true when none is left. */
    boolean retrieve(Run run) {
        long end = end();
        try (Threads threads = new Threads(settings.retrievesAtOnce())) {
            Map<Integer, Started> started = new HashMap<>();
            Set<Integer> comparing = new HashSet<>();
            while (true) {
                List<Chunk> open = rows.open(run.job(), 2 * settings.retrievesAtOnce());
                open.removeIf(chunk -> comparing.contains(chunk.number()));
                if (open.isEmpty() && comparing.isEmpty()) {
                    return true;
                }
                boolean late = System.nanoTime() >= end;
                if (!late) {
                    start(run, open, started);
                    look(run, started, comparing, threads);
                }
                if (late && comparing.isEmpty()) {
                    return false;
                }
                threads.next(waiting(started, late)).ifPresent(comparing::remove);
            }
        }
    }

    private long end() {
        return System.nanoTime() + settings.slice().toNanos();
    }

    /** A chunk that an org works on. */
    private static final class Started {
        private final Chunk chunk;
        private long due;

        Started(Chunk chunk, long due) {
            this.chunk = chunk;
            this.due = due;
        }
    }

    private void start(Run run, List<Chunk> open, Map<Integer, Started> started) {
        for (Chunk chunk : open) {
            if (started.size() < settings.retrievesAtOnce() && !started.containsKey(chunk.number())) {
                retrieves.start(run, chunk.number());
                started.put(
                        chunk.number(),
                        new Started(chunk, System.nanoTime() + settings.poll().toNanos()));
            }
        }
    }

    private void look(Run run, Map<Integer, Started> started, Set<Integer> comparing, Threads threads) {
        for (Iterator<Started> all = started.values().iterator(); all.hasNext(); ) {
            Started one = all.next();
            if (System.nanoTime() < one.due) {
                continue;
            }
            Chunk chunk = one.chunk;
            Optional<RetrieveProgress> source = retrieves.look(run, chunk.number(), true);
            Optional<RetrieveProgress> target = retrieves.look(run, chunk.number(), false);
            if (isRunning(source) || isRunning(target)) {
                one.due = System.nanoTime() + settings.poll().toNanos();
                continue;
            }
            all.remove();
            boolean refused = hasFailed(source) || hasFailed(target);
            if (!refused || !halving.halve(run.job(), chunk)) {
                comparing.add(chunk.number());
                threads.submit(() -> {
                    work.compare(run, chunk, source, target);
                    return Optional.of(chunk.number());
                });
            }
        }
    }

    private static boolean isRunning(Optional<RetrieveProgress> progress) {
        return progress.isPresent() && !progress.get().done();
    }

    private static boolean hasFailed(Optional<RetrieveProgress> progress) {
        return progress.isPresent() && !progress.get().success();
    }

    /** How long to wait for a thread, until the next look is due. */
    private static long waiting(Map<Integer, Started> started, boolean late) {
        if (late || started.isEmpty()) {
            return TimeUnit.SECONDS.toNanos(1);
        }
        long now = System.nanoTime();
        return Math.max(
                0,
                started.values().stream().mapToLong(one -> one.due - now).min().orElse(0));
    }

    /** Threads of one slice; their first failure is the slice's. */
    private static final class Threads implements AutoCloseable {

        private final ExecutorService executor;
        private final CompletionService<Optional<Integer>> done;
        private int open;
        private volatile boolean stopped;

        Threads(int count) {
            this.executor = Executors.newFixedThreadPool(count);
            this.done = new ExecutorCompletionService<>(executor);
        }

        interface Work {
            Optional<Integer> run();
        }

        void submit(Work work) {
            open++;
            done.submit(() -> stopped ? Optional.empty() : work.run());
        }

        /** The chunk that is done next, waiting no longer than this. */
        Optional<Integer> next(long nanos) {
            try {
                Future<Optional<Integer>> next = done.poll(nanos, TimeUnit.NANOSECONDS);
                return next == null ? Optional.empty() : result(next);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }

        /** Waits for all. */
        void finish() {
            try {
                while (open > 0) {
                    result(done.take());
                }
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }

        private Optional<Integer> result(Future<Optional<Integer>> future) throws InterruptedException {
            open--;
            try {
                return future.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException("A thread of a comparison failed", e);
            }
        }

        private static OrgException interrupted(InterruptedException e) {
            Thread.currentThread().interrupt();
            return new OrgException("INTERRUPTED", "Sluice was stopped while it compared; it goes on later", false, e);
        }

        /** Waits for those that have begun; the others do nothing any more. */
        @Override
        public void close() {
            stopped = true;
            executor.shutdown();
            try {
                while (!executor.awaitTermination(1, TimeUnit.MINUTES)) {
                    // An org may take its time; the job's lease is renewed meanwhile.
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
