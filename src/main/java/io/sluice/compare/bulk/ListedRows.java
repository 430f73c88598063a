package io.sluice.compare.bulk;

import io.sluice.metadata.Component;
import io.sluice.metadata.PackageUnits;
import io.sluice.salesforce.ListedComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes what a side has, as it is told, some thousand rows at a time. Used by one thread. */
final class ListedRows implements AutoCloseable {

    private static final int AT_ONCE = 5_000;

    private final JdbcClient jdbc;
    private final UUID job;
    private final boolean source;
    private final List<Row> rows = new ArrayList<>();

    enum State {
        SELECTED,
        LEFT_OUT,
        PART
    }

    private record Row(
            Component component,
            Component unit,
            State state,
            @Nullable String stamp,
            @Nullable String by,
            @Nullable Instant at) {}

    ListedRows(JdbcClient jdbc, UUID job, boolean source) {
        this.jdbc = jdbc;
        this.job = job;
        this.source = source;
    }

    void add(ListedComponent listed, State state) {
        add(listed.component(), state, ListedDates.stamp(listed), listed.lastModifiedBy(), listed.lastModifiedAt());
    }

    /** One that is asked for although no list has it. */
    void add(Component component) {
        add(component, State.SELECTED, null, null, null);
    }

    private void add(
            Component component, State state, @Nullable String stamp, @Nullable String by, @Nullable Instant at) {
        rows.add(new Row(component, PackageUnits.of(component), state, stamp, by, at));
        if (rows.size() == AT_ONCE) {
            close();
        }
    }

    /** Writes what is left. */
    @Override
    public void close() {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into sluice.compare_listed (job, source, type, full_name, unit_type, unit_name, state, stamp,
                            modified_by, modified_at)
                        select ?, ?, * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                            ?::text[], ?::timestamptz[])
                        on conflict do nothing
                        """)
                .params(
                        job,
                        source,
                        column(row -> row.component().type()),
                        column(row -> row.component().fullName()),
                        column(row -> row.unit().type()),
                        column(row -> row.unit().fullName()),
                        column(row -> row.state().name()),
                        column(Row::stamp),
                        column(Row::by),
                        column(row -> row.at() == null ? null : row.at().toString()))
                .update();
        rows.clear();
    }

    private @Nullable String[] column(Function<Row, @Nullable String> part) {
        return rows.stream().map(part).toArray(String[]::new);
    }
}
