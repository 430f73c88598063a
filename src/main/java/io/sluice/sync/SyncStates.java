package io.sluice.sync;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
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
                .query((row, ignored) -> new SyncState(
                        row.getString("change_request"),
                        row.getString("environment"),
                        row.getInt("revision"),
                        row.getString("scope"),
                        row.getString("status_written"),
                        row.getString("approval_written"),
                        row.getString("status_ignored"),
                        row.getString("approval_ignored"),
                        row.getObject("first_pushed_at", OffsetDateTime.class).toInstant(),
                        row.getObject("pushed_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** The environments that a change request was pushed or published to. */
    List<String> environments(String change) {
        return jdbc.sql("select environment from sluice.sync_state where change_request = ?"
                        + " order by first_pushed_at, environment")
                .param(change)
                .query(String.class)
                .list();
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

    /** Writes a push down; the moment of the first one is kept. */
    void pushed(
            String change,
            String environment,
            int revision,
            String scope,
            String status,
            String approval,
            Instant pushedAt) {
        jdbc.sql("""
                        insert into sluice.sync_state (change_request, environment, revision, scope, status_written,
                            approval_written, first_pushed_at, pushed_at)
                        values (:change, :environment, :revision, :scope, :status, :approval, :at, :at)
                        on conflict (change_request, environment) do update
                        set revision = excluded.revision, scope = excluded.scope,
                            status_written = excluded.status_written, approval_written = excluded.approval_written,
                            status_ignored = null, approval_ignored = null, pushed_at = excluded.pushed_at
                        """)
                .param("change", change)
                .param("environment", environment)
                .param("revision", revision)
                .param("scope", scope)
                .param("status", status)
                .param("approval", approval)
                .param("at", pushedAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    void pulled(String change, String environment, int revision, String scope) {
        jdbc.sql("""
                        update sluice.sync_state set revision = ?, scope = ?
                        where change_request = ? and environment = ?
                        """)
                .param(revision)
                .param(scope)
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
}
