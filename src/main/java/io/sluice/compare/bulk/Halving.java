package io.sluice.compare.bulk;

import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides what becomes of a chunk that an org refuses: too much at once, or something in it that the org stumbles over. Its halves
 * say more. An org that has refused many units alone is not asked for all others one by one too.
 */
@Component
class Halving {

    /** With some ten halvings for each, an org that refuses everything is asked some hundred times. */
    static final int MOST_REFUSED_ALONE = 50;

    private final ChunkRows rows;
    private final RunRows runs;
    private final TransactionTemplate transaction;

    Halving(ChunkRows rows, RunRows runs, PlatformTransactionManager transactions) {
        this.rows = rows;
        this.runs = runs;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Halves a refused chunk; false where it is to be left as it is, and all of its units are unknown. */
    boolean halve(UUID job, ChunkRows.Chunk chunk) {
        if (chunk.units() == 1 || givesUp(job)) {
            return false;
        }
        transaction.executeWithoutResult(status -> rows.split(job, chunk));
        return true;
    }

    private boolean givesUp(UUID job) {
        return runs.countRefusedAlone(job) >= MOST_REFUSED_ALONE;
    }

    /** Notes what a refused chunk that is left as it is means for later ones; in the caller's transaction. */
    void left(UUID job, int units) {
        if (units == 1) {
            runs.refusedAlone(job);
        }
    }

    /** What is said of each unit of a refused chunk that is left as it is, after the org's own words. */
    static String words(int units) {
        return units == 1
                ? ""
                : ". So far an org has refused " + MOST_REFUSED_ALONE + " components alone, so these " + units
                        + " were not asked for one by one; compare them as a list of their own";
    }
}
