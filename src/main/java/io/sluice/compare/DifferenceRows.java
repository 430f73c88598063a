package io.sluice.compare;

import io.sluice.compare.difference.Difference;
import io.sluice.compare.difference.RightKind;
import io.sluice.compare.difference.RightsChange;
import io.sluice.metadata.Component;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Rows of the table of differences as what they say. */
final class DifferenceRows {

    private DifferenceRows() {}

    static Difference difference(ResultSet row, int number) throws SQLException {
        return new Difference(
                Difference.Kind.valueOf(row.getString("kind")),
                row.getString("path"),
                row.getString("place"),
                row.getString("source"),
                row.getString("target"),
                row.getString("words"),
                right(row));
    }

    static ItemDifference ofItem(ResultSet row, int number) throws SQLException {
        return new ItemDifference(
                new Component(row.getString("type"), row.getString("full_name")), difference(row, number));
    }

    private static @Nullable RightsChange right(ResultSet row) throws SQLException {
        String effect = row.getString("effect");
        return effect == null
                ? null
                : new RightsChange(
                        RightsChange.Effect.valueOf(effect),
                        row.getString("holder"),
                        RightKind.valueOf(row.getString("right_kind")),
                        row.getString("right_name"),
                        row.getString("right_on"),
                        row.getBoolean("powerful"));
    }
}
