package io.sluice.compare;

import io.sluice.compare.difference.ComponentDifferences;
import io.sluice.compare.difference.Difference;
import io.sluice.compare.difference.TextDifference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** What differs inside of items of one comparison, on its way into the tables: a few million characters are in memory at most. */
public final class DifferenceBuffer {

    private static final long MOST_CHARACTERS = 2_000_000;

    private final DifferenceStore store;
    private final TransactionTemplate transaction;
    private final List<ComponentDifferences> waiting = new ArrayList<>();
    private final List<DifferenceStore.Kept> kept = new ArrayList<>();
    private long characters;

    /** @param transaction for what is written before the end */
    public DifferenceBuffer(DifferenceStore store, TransactionTemplate transaction) {
        this.store = store;
        this.transaction = transaction;
    }

    /** Takes what was found, and writes what has come together in a transaction of its own where it is much. */
    public void add(List<ComponentDifferences> found) {
        waiting.addAll(found);
        found.forEach(each -> characters += characters(each));
        if (characters > MOST_CHARACTERS) {
            transaction.executeWithoutResult(status -> write());
        }
    }

    /** Writes the rest, in the caller's transaction; answers what is to be led to. */
    List<DifferenceStore.Kept> finish() {
        write();
        return kept;
    }

    private void write() {
        kept.addAll(store.keep(waiting));
        waiting.clear();
        characters = 0;
    }

    private static long characters(ComponentDifferences found) {
        long sum = 0;
        for (Difference each : found.differences()) {
            sum += length(each.source()) + length(each.target()) + length(each.words());
        }
        for (TextDifference each : found.texts()) {
            sum += length(each.source()) + length(each.target());
        }
        return sum;
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
