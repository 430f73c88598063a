package io.sluice.compare.bulk;

import io.sluice.compare.ZipFolder;
import io.sluice.environment.Connections;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Works on a comparison for a while, with some threads; whatever it has not done by then, the next slice does. */
@Component
class Slice {

    private final ChunkRows rows;
    private final ChunkRetrieves retrieves;
    private final ChunkWork work;
    private final Listing listing;
    private final TypeRows types;
    private final Planning planning;
    private final Connections connections;
    private final CompareSettings settings;
    private final Halving halving;
    private final ZipFolder zips;
    private final TransactionTemplate transaction;

    Slice(
            ChunkRows rows,
            ChunkRetrieves retrieves,
            ChunkWork work,
            Listing listing,
            TypeRows types,
            Planning planning,
            Connections connections,
            CompareSettings settings,
            Halving halving,
            ZipFolder zips,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.retrieves = retrieves;
        this.work = work;
        this.listing = listing;
        this.types = types;
        this.planning = planning;
        this.connections = connections;
        this.settings = settings;
        this.halving = halving;
        this.zips = zips;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Lists the first wave of both sides; true when all of it is listed. */
    boolean list(Run run) {
        long end = end();
        Lists lists = new Lists(run, listing, types, connections);
        try (Threads threads = threads()) {
            while (true) {
                boolean late = System.nanoTime() >= end;
                if (!late) {
                    lists.goOn(threads);
                }
                if (threads.areIdle()) {
                    lists.writeDown();
                    return lists.areDone();
                }
                threads.next(TimeUnit.SECONDS.toNanos(1));
            }
        }
    }

    /** Retrieves and compares chunks, and lists meanwhile what is left to list; true when nothing is left of both. */
    boolean retrieve(Run run) {
        long end = end();
        Rest rest = new Rest(run);
        try (Chunks chunks = new Chunks(run, rows, retrieves, work, settings, halving, zips);
                Threads threads = threads()) {
            while (true) {
                boolean late = System.nanoTime() >= end;
                if (!late) {
                    rest.goOn(threads, chunks);
                    chunks.goOn(threads);
                }
                if (threads.areIdle() && rest.isPlanned() && chunks.areDone()) {
                    return true;
                }
                if (late && threads.areIdle()) {
                    rest.writeDown();
                    return false;
                }
                threads.next(late ? TimeUnit.SECONDS.toNanos(1) : chunks.untilDue());
            }
        }
    }

    private long end() {
        return System.nanoTime() + settings.slice().toNanos();
    }

    private Threads threads() {
        return new Threads(2 * Lists.CALLS_AT_ONCE, 2 * settings.retrievesAtOnce());
    }

    /** The second wave, if there is one. */
    private final class Rest {

        private final Run run;
        private final Lists lists;
        private boolean planning;
        private boolean planned;

        Rest(Run run) {
            this.run = run;
            this.planned = run.isPlanned();
            this.lists = new Lists(run, listing, types, connections);
        }

        boolean isPlanned() {
            return planned;
        }

        void goOn(Threads threads, Chunks chunks) {
            if (planned || planning) {
                return;
            }
            lists.goOn(threads);
            if (lists.areDone()) {
                lists.writeDown();
                planning = true;
                threads.list(() -> {
                    transaction.executeWithoutResult(status -> Slice.this.planning.plan(run));
                    return () -> {
                        planned = true;
                        chunks.refresh();
                    };
                });
            }
        }

        void writeDown() {
            if (!planned && !planning) {
                lists.writeDown();
            }
        }
    }
}
