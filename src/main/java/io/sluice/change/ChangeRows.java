package io.sluice.change;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of change requests. */
final class ChangeRows {

    private final JdbcClient jdbc;

    ChangeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    String nextNumber() {
        long number = jdbc.sql("select nextval('sluice.change_request_number')")
                .query(Long.class)
                .single();
        return "CR-%06d".formatted(number);
    }

    void insert(String number, NewChange change, String requester, String processInstance, Instant now) {
        jdbc.sql("""
                        insert into sluice.change_request (number, global_id, name, type, overview, requester, status,
                            process_instance, created_at, updated_at)
                        values (:number, :globalId, :name, :type, :overview, :requester, :status, :instance, :now, :now)
                        """)
                .param("number", number)
                .param("globalId", UUID.randomUUID())
                .param("name", change.name())
                .param("type", change.type())
                .param("overview", change.overview())
                .param("requester", requester)
                .param("status", ChangeStatus.IN_PROGRESS.words())
                .param("instance", processInstance)
                .param("now", utc(now))
                .update();
    }

    Optional<ChangeRequest> find(String number) {
        return jdbc.sql("select * from sluice.change_request where number = :number")
                .param("number", number)
                .query(ChangeRows::read)
                .optional();
    }

    /** Waits for whoever else changes this change request, and keeps others waiting until the transaction ends. */
    Optional<ChangeRequest> lock(String number) {
        return jdbc.sql("select * from sluice.change_request where number = :number for update")
                .param("number", number)
                .query(ChangeRows::read)
                .optional();
    }

    List<ChangeRequest> list(ChangeFilter filter) {
        String text = filter.text() == null ? null : filter.text().strip();
        return jdbc.sql("""
                        select * from sluice.change_request
                        where (:status::text is null or status = :status)
                          and (:requester::text is null or requester = :requester)
                          and (:pattern::text is null or number ilike :pattern or name ilike :pattern
                               or overview ilike :pattern)
                        order by created_at desc, length(number) desc, number desc
                        """)
                .param(
                        "status",
                        filter.status() == null ? null : filter.status().words())
                .param("requester", filter.requester())
                .param("pattern", text == null || text.isEmpty() ? null : "%" + literally(text) + "%")
                .query(ChangeRows::read)
                .list();
    }

    void setRevision(String number, int revision, Instant now) {
        jdbc.sql("update sluice.change_request set revision = :revision, updated_at = :now where number = :number")
                .param("revision", revision)
                .param("now", utc(now))
                .param("number", number)
                .update();
    }

    void restate(String number, NewChange change, Instant now) {
        jdbc.sql("""
                        update sluice.change_request set name = :name, type = :type, overview = :overview, updated_at = :now
                        where number = :number
                        """)
                .param("name", change.name())
                .param("type", change.type())
                .param("overview", change.overview())
                .param("now", utc(now))
                .param("number", number)
                .update();
    }

    void setSandbox(String number, String environment, Instant now) {
        jdbc.sql("update sluice.change_request set sandbox = :environment, updated_at = :now where number = :number")
                .param("environment", environment)
                .param("now", utc(now))
                .param("number", number)
                .update();
    }

    void setStatus(
            String number,
            ChangeStatus status,
            @Nullable String reason,
            @Nullable Integer approvedRevision,
            Instant now) {
        jdbc.sql("""
                        update sluice.change_request
                        set status = :status, status_reason = :reason, approved_revision = :approved, updated_at = :now
                        where number = :number
                        """)
                .param("status", status.words())
                .param("reason", reason)
                .param("approved", approvedRevision)
                .param("now", utc(now))
                .param("number", number)
                .update();
    }

    void touch(String number, Instant now) {
        jdbc.sql("update sluice.change_request set updated_at = :now where number = :number")
                .param("now", utc(now))
                .param("number", number)
                .update();
    }

    private static ChangeRequest read(ResultSet row, int ignored) throws SQLException {
        return new ChangeRequest(
                row.getString("number"),
                row.getObject("global_id", UUID.class),
                row.getString("name"),
                ChangeType.ofWord(row.getString("type")).orElseThrow(),
                row.getString("overview"),
                row.getString("requester"),
                status(row.getString("status")),
                row.getString("status_reason"),
                row.getInt("revision"),
                row.getObject("approved_revision", Integer.class),
                row.getString("process_instance"),
                row.getString("sandbox"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static ChangeStatus status(String words) {
        return Arrays.stream(ChangeStatus.values())
                .filter(status -> status.words().equals(words))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The database has an unknown status: " + words));
    }

    private static String literally(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
