package io.sluice.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment record has to do with rolling back.
 *
 * @param rolls what it rolls back; null for a record that is no rollback
 * @param kept what was kept of the target right before the deployment; null before
 * @param rollbacks the rollback records of it, oldest first
 * @param cannotUndo what a rollback could not bring back, or does not
 * @param whyNot why it can't be rolled back now, in a sentence; null where it can
 * @param whyNotRehearsed why its rollback can't be rehearsed now; null where it can
 * @param rehearsal what came out of the last rehearsal; null where there was none of what is prepared
 */
record RollbackView(
        @Nullable Rolls rolls,
        @Nullable Kept kept,
        List<Rolled> rollbacks,
        List<Undo> cannotUndo,
        @Nullable String whyNot,
        @Nullable String whyNotRehearsed,
        @Nullable String rehearsal) {

    /**
     * @param of id of the deployment record
     * @param items every item, three ways; empty before the first comparison
     */
    record Rolls(String of, String askedBy, String reason, List<Item> items) {}

    /**
     * @param act {@code restore}, {@code delete}, {@code keep} or {@code nothing to do}
     * @param before whether the target had it before the deployment, in words
     * @param deployed what the deployment was to do with it, in words
     * @param now how it is now, in words
     * @param theirs whether somebody changed it since
     */
    record Item(
            String item,
            String act,
            String before,
            String deployed,
            String now,
            boolean theirs,
            @Nullable String editedBy,
            @Nullable Instant editedAt) {}

    /** A snapshot: how much was there, how much was not, and the package that it is. */
    record Kept(Instant at, int present, int absent, String digest, String packageSha256) {}

    /** A rollback record in brief. */
    record Rolled(String id, String status, @Nullable String reason, String askedBy) {}

    /** Something that can't be brought back. */
    record Undo(String item, String rule, String words) {}
}
