package io.sluice.sync;

import io.sluice.sync.merge.Conflict;
import io.sluice.sync.merge.Side;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of conflicts and of what people decided. */
final class Conflicts {

    private final JdbcClient jdbc;

    Conflicts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<SyncConflict> of(String change) {
        return jdbc.sql("select * from sluice.sync_conflict where change_request = ? order by subject, item, field")
                .param(change)
                .query(Conflicts::read)
                .list();
    }

    /** What was decided on a conflict; a decision on other values than these does not count. */
    Function<Conflict, Optional<Side>> decisions(String change, String environment) {
        List<SyncConflict> known = of(change).stream()
                .filter(one -> one.environment().equals(environment))
                .toList();
        return conflict -> known.stream()
                .filter(one -> one.key().equals(key(conflict))
                        && Objects.equals(one.ours(), conflict.ours())
                        && Objects.equals(one.theirs(), conflict.theirs())
                        && one.decision() != null)
                .findFirst()
                .map(one -> "ours".equals(one.decision()) ? Side.OURS : Side.THEIRS);
    }

    static String key(Conflict conflict) {
        return conflict.item().map(Object::toString).orElse("change") + "/"
                + conflict.field().word();
    }

    /** @return whether there is such a conflict */
    boolean decide(String change, String key, String decision, String actor) {
        int slash = key.indexOf('/');
        return slash > 0
                && jdbc.sql("""
                                update sluice.sync_conflict set decision = ?, decided_by = ?
                                where change_request = ? and item = ? and field = ?
                                """)
                                .param(decision)
                                .param(actor)
                                .param(change)
                                .param(key.substring(0, slash))
                                .param(key.substring(slash + 1))
                                .update()
                        > 0;
    }

    void clear(String change, String environment) {
        jdbc.sql("delete from sluice.sync_conflict where change_request = ? and environment = ?")
                .param(change)
                .param(environment)
                .update();
    }

    /** Keeps an open conflict; an older one about the same thing, decided or not, is replaced. */
    void open(
            String change,
            String environment,
            Conflict conflict,
            String oursBy,
            @Nullable Instant oursAt,
            String theirsBy,
            @Nullable Instant theirsAt) {
        jdbc.sql("""
                        insert into sluice.sync_conflict (change_request, environment, item, field, subject, base, ours,
                            theirs, ours_by, ours_at, theirs_by, theirs_at)
                        values (:change, :environment, :item, :field, :subject, :base, :ours, :theirs, :oursBy, :oursAt,
                            :theirsBy, :theirsAt)
                        on conflict (change_request, environment, item, field) do update
                        set subject = excluded.subject, base = excluded.base, ours = excluded.ours,
                            theirs = excluded.theirs, ours_by = excluded.ours_by, ours_at = excluded.ours_at,
                            theirs_by = excluded.theirs_by, theirs_at = excluded.theirs_at, decision = null,
                            decided_by = null
                        """)
                .param("change", change)
                .param("environment", environment)
                .param("item", conflict.item().map(Object::toString).orElse("change"))
                .param("field", conflict.field().word())
                .param("subject", conflict.subject())
                .param("base", conflict.base())
                .param("ours", conflict.ours())
                .param("theirs", conflict.theirs())
                .param("oursBy", oursBy)
                .param("oursAt", utc(oursAt))
                .param("theirsBy", theirsBy)
                .param("theirsAt", utc(theirsAt))
                .update();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static SyncConflict read(ResultSet row, int ignored) throws SQLException {
        return new SyncConflict(
                row.getString("item") + "/" + row.getString("field"),
                row.getString("environment"),
                row.getString("subject"),
                row.getString("field"),
                row.getString("base"),
                row.getString("ours"),
                row.getString("theirs"),
                row.getString("ours_by"),
                instant(row, "ours_at"),
                row.getString("theirs_by"),
                instant(row, "theirs_at"),
                row.getString("decision"),
                row.getString("decided_by"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
