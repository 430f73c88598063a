package io.sluice.compare.bulk;

import io.sluice.salesforce.OrgException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Threads of one slice. Work that is done says what follows from it, which the slice's own thread does: so all decisions are made
 * by one thread. The first failure is the slice's.
 */
final class Threads implements AutoCloseable {

    private static final Runnable NOTHING = () -> {};

    private final ExecutorService lists;
    private final ExecutorService chunks;
    private final LinkedBlockingQueue<Future<Runnable>> done = new LinkedBlockingQueue<>();
    private final CompletionService<Runnable> doneLists;
    private final CompletionService<Runnable> doneChunks;
    private int open;
    private volatile boolean stopped;

    /**
     * @param lists how many threads list; they are others than those of chunks, which must not wait for hundreds of lists
     * @param chunks how many retrieve and compare
     */
    Threads(int lists, int chunks) {
        this.lists = Executors.newFixedThreadPool(lists);
        this.chunks = Executors.newFixedThreadPool(chunks);
        this.doneLists = new ExecutorCompletionService<>(this.lists, done);
        this.doneChunks = new ExecutorCompletionService<>(this.chunks, done);
    }

    /** Work in a thread of its own. */
    interface Work {
        /** @return what follows from it, for the slice's thread */
        Runnable run();
    }

    void list(Work work) {
        submit(doneLists, work);
    }

    void chunk(Work work) {
        submit(doneChunks, work);
    }

    private void submit(CompletionService<Runnable> to, Work work) {
        open++;
        to.submit(() -> stopped ? NOTHING : work.run());
    }

    /** Whether nothing is being worked on. */
    boolean areIdle() {
        return open == 0;
    }

    /** Does what follows from the work that is done next, waiting no longer than this. */
    void next(long nanos) {
        try {
            Future<Runnable> next = done.poll(nanos, TimeUnit.NANOSECONDS);
            if (next != null) {
                open--;
                next.get().run();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("A thread of a comparison failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OrgException("INTERRUPTED", "Sluice was stopped while it compared; it goes on later", false, e);
        }
    }

    /** Waits for the work that has begun; the other does nothing any more. */
    @Override
    public void close() {
        stopped = true;
        lists.shutdown();
        chunks.shutdown();
        try {
            for (ExecutorService each : new ExecutorService[] {lists, chunks}) {
                while (!each.awaitTermination(1, TimeUnit.MINUTES)) {
                    // An org may take its time; the job's lease is renewed meanwhile.
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
