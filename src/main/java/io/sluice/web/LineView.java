package io.sluice.web;

import io.sluice.compare.difference.LineDifference;
import io.sluice.compare.difference.LineDifference.Kind;
import io.sluice.compare.difference.LineDifference.Piece;
import io.sluice.compare.difference.LineDifference.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text's lines, one under the other or beside each other; the target's on the left, as it is now, and the source's on the
 * right, as it would become.
 *
 * @param beside whether they stand beside each other
 * @param unified the rows of the one; empty for the other
 * @param rows likewise
 * @param note why no lines are shown; null where they are
 */
record LineView(
        boolean beside,
        List<Line> unified,
        List<Row> rows,
        @Nullable String note) {

    /** @param sign {@code +}, {@code -}, a space, or {@code @} for lines that are left out */
    record Line(
            String sign,
            @Nullable Integer targetLine,
            @Nullable Integer sourceLine,
            List<Piece> pieces) {}

    static LineView of(LineDifference difference, boolean beside) {
        return new LineView(
                beside,
                beside ? List.of() : unified(difference.rows()),
                beside ? difference.rows() : List.of(),
                difference.note());
    }

    private static List<Line> unified(List<Row> rows) {
        List<Line> lines = new ArrayList<>();
        List<Line> added = new ArrayList<>();
        for (Row row : rows) {
            if (row.kind() == Kind.SAME || row.kind() == Kind.GAP) {
                lines.addAll(added);
                added.clear();
                lines.add(
                        new Line(row.kind() == Kind.GAP ? "@" : " ", row.targetLine(), row.sourceLine(), row.source()));
                continue;
            }
            // A block of changed lines reads as all of the old ones, then all of the new ones.
            if (row.kind() != Kind.ADDED) {
                lines.add(new Line("-", row.targetLine(), null, row.target()));
            }
            if (row.kind() != Kind.REMOVED) {
                added.add(new Line("+", null, row.sourceLine(), row.source()));
            }
        }
        lines.addAll(added);
        return lines;
    }
}
