package io.sluice.sync;

import java.time.Instant;
import java.util.List;

/**
 * What one sync did.
 *
 * @param environment its id
 * @param revision of the scope when it ended
 * @param result a word: pushed, in-step, not-prepared, unchanged, merged, scope-changed, conflicts, missing, unreadable,
 *     record-gone, refreshed or failed
 * @param words what more there is to say; empty where nothing is
 * @param differences what a push wrote, what a pull took over
 */
public record SyncRecord(
        long id,
        String change,
        String environment,
        Direction direction,
        int revision,
        String result,
        String words,
        List<Change> differences,
        String actor,
        Instant at) {

    /** Which way it went. */
    public enum Direction {
        PUSH("push"),
        PULL("pull");

        private final String word;

        Direction(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /**
     * One thing that was changed, on the side that the sync wrote to.
     *
     * @param what for example {@code added}, {@code renamed} or {@code note edited}
     */
    public record Change(String what, String item, String before, String after) {}
}
