package io.sluice.compare.difference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two texts beside each other, line by line, with the lines around each change.
 *
 * @param rows what to show from top to bottom; a gap of unchanged lines is one row of kind {@link Kind#GAP}
 * @param note why lines are not shown, with sizes and hashes; null where they are
 */
public record LineDifference(List<Row> rows, @Nullable String note) {

    public LineDifference {
        rows = List.copyOf(rows);
    }

    /**
     * The lines of a text that differ. Long or very different texts are not shown line by line but counted: more than
     * 2,000,000 characters, 40,000 lines, or 16 million pairs of lines to be weighed.
     */
    public static LineDifference of(TextDifference text) {
        String source = text.source();
        String target = text.target();
        return LineDifferences.of(source == null ? "" : source, target == null ? "" : target);
    }

    /** What a row shows. */
    public enum Kind {
        SAME,
        /** Only the source has the line. */
        ADDED,
        /** Only the target has the line. */
        REMOVED,
        CHANGED,
        /** Unchanged lines that are left out. */
        GAP
    }

    /**
     * One row.
     *
     * @param sourceLine the line's number in the source, from 1; null where it has none
     * @param targetLine likewise in the target
     * @param source the source's line in pieces; empty where it has none
     * @param target likewise
     */
    public record Row(
            Kind kind,
            @Nullable Integer sourceLine,
            @Nullable Integer targetLine,
            List<Piece> source,
            List<Piece> target) {

        public Row {
            source = List.copyOf(source);
            target = List.copyOf(target);
        }
    }

    /** Characters of a line, to be highlighted where they differ. */
    public record Piece(String text, boolean differs) {}
}
