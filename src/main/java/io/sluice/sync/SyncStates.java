package io.sluice.sync;

import io.sluice.change.ChangeRequest;
import io.sluice.sync.merge.Begun;
import io.sluice.sync.merge.Copy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of what was synced where. */
final class SyncStates {

    private final JdbcClient jdbc;

    SyncStates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<SyncState> find(String change, String environment) {
        return jdbc.sql("select * from sluice.sync_state where change_request = ? and environment = ?")
                .param(change)
                .param(environment)
                .query(SyncStates::read)
                .optional();
    }

    private static SyncState read(ResultSet row, int ignored) throws SQLException {
        String base = row.getString("base");
        String begun = row.getString("begun");
        return new SyncState(
                row.getString("change_request"),
                row.getString("environment"),
                row.getInt("revision"),
                base == null ? null : CopyText.copy(base),
                row.getString("scope"),
                begun == null ? null : CopyText.begun(begun),
                row.getString("org_id"),
                row.getString("status_written"),
                row.getString("approval_written"),
                row.getString("status_ignored"),
                row.getString("approval_ignored"),
                instant(row, "first_pushed_at"),
                instant(row, "pushed_at"),
                row.getObject("revision_mark", Long.class));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /** The environments that a change request was pushed or published to. */
    List<String> environments(String change) {
        return jdbc.sql("select environment from sluice.sync_state where change_request = ?"
                        + " order by first_pushed_at, environment")
                .param(change)
                .query(String.class)
                .list();
    }

    /** A push is about to write; to be committed before the first call that writes. */
    void begin(String change, String environment, String orgId, Copy base, Begun begun) {
        jdbc.sql("""
                        insert into sluice.sync_state (change_request, environment, revision, base, begun, org_id,
                            status_written, approval_written)
                        values (:change, :environment, 0, :base, :begun, :org, '', '')
                        on conflict (change_request, environment) do update
                        set base = excluded.base, scope = null, begun = excluded.begun, org_id = excluded.org_id
                        """)
                .param("change", change)
                .param("environment", environment)
                .param("base", CopyText.write(base))
                .param("begun", CopyText.write(begun))
                .param("org", orgId)
                .update();
    }

    /** Only status and approval were written. */
    void statusWritten(String change, String environment, String status, String approval) {
        jdbc.sql("""
                        update sluice.sync_state set status_written = ?, approval_written = ?,
                            status_ignored = null, approval_ignored = null
                        where change_request = ? and environment = ?
                        """)
                .param(status)
                .param(approval)
                .param(change)
                .param(environment)
                .update();
    }

    /**
     * Writes a push down; the moment and the mark of the first one are kept.
     *
     * @param pushedAt null where the push wrote nothing
     */
    void pushed(
            String change,
            String environment,
            String orgId,
            int revision,
            Copy base,
            String status,
            String approval,
            @Nullable Instant pushedAt,
            @Nullable Long revisionMark) {
        jdbc.sql("""
                        insert into sluice.sync_state (change_request, environment, revision, base, org_id,
                            status_written, approval_written, first_pushed_at, pushed_at, revision_mark)
                        values (:change, :environment, :revision, :base, :org, :status, :approval, :at, :at, :mark)
                        on conflict (change_request, environment) do update
                        set revision = excluded.revision, base = excluded.base, scope = null, begun = null,
                            org_id = excluded.org_id,
                            status_written = excluded.status_written, approval_written = excluded.approval_written,
                            status_ignored = null, approval_ignored = null,
                            first_pushed_at = coalesce(sync_state.first_pushed_at, excluded.first_pushed_at),
                            revision_mark = case when sync_state.first_pushed_at is null then excluded.revision_mark
                                else sync_state.revision_mark end,
                            pushed_at = coalesce(excluded.pushed_at, sync_state.pushed_at)
                        """)
                .param("change", change)
                .param("environment", environment)
                .param("org", orgId)
                .param("revision", revision)
                .param("base", CopyText.write(base))
                .param("status", status)
                .param("approval", approval)
                .param("at", pushedAt == null ? null : pushedAt.atOffset(ZoneOffset.UTC))
                .param("mark", revisionMark)
                .update();
    }

    /** Another org, or a record that was gone: what changed there counts from the next push on. */
    void forgetMark(String change, String environment) {
        jdbc.sql("""
                        update sluice.sync_state set first_pushed_at = null, revision_mark = null
                        where change_request = ? and environment = ?
                        """).param(change).param(environment).update();
    }

    void pulled(String change, String environment, int revision, Copy base) {
        jdbc.sql("""
                        update sluice.sync_state set revision = ?, base = ?, scope = null, begun = null
                        where change_request = ? and environment = ?
                        """)
                .param(revision)
                .param(CopyText.write(base))
                .param(change)
                .param(environment)
                .update();
    }

    void ignored(String change, String environment, String status, String approval) {
        jdbc.sql("""
                        update sluice.sync_state set status_ignored = ?, approval_ignored = ?
                        where change_request = ? and environment = ?
                        """)
                .param(status)
                .param(approval)
                .param(change)
                .param(environment)
                .update();
    }

    /** The copies of a change request as they were when last looked at. */
    List<Board.Copy> copies(ChangeRequest change) {
        return jdbc.sql("""
                        select environment, revision, look, look_words, pushed_at, looked_at from sluice.sync_state
                        where change_request = ? order by first_pushed_at, environment
                        """)
                .param(change.number())
                .query((row, ignored) -> new Board.Copy(
                        change.number(),
                        row.getString("environment"),
                        row.getInt("revision"),
                        change.revision(),
                        Objects.requireNonNullElse(row.getString("look"), Board.NOT_LOOKED_AT),
                        Objects.requireNonNullElse(row.getString("look_words"), ""),
                        row.getString("environment").equals(change.sandbox()),
                        instant(row, "pushed_at"),
                        instant(row, "looked_at")))
                .list();
    }

    /** How the org's copy compared when it was looked at. */
    void looked(String change, String environment, String look, String words, Instant at) {
        jdbc.sql("""
                        update sluice.sync_state set look = ?, look_words = ?, looked_at = ?
                        where change_request = ? and environment = ?
                        """)
                .param(look)
                .param(words)
                .param(at.atOffset(ZoneOffset.UTC))
                .param(change)
                .param(environment)
                .update();
    }
}
