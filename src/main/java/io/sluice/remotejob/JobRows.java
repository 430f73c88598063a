package io.sluice.remotejob;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns rows of {@code sluice.remote_job} into jobs. */
@Component
class JobRows {

    private final ObjectMapper json;

    JobRows(ObjectMapper json) {
        this.json = json;
    }

    Claim claim(ResultSet row) throws SQLException {
        return new Claim(
                job(row),
                row.getLong("fence"),
                row.getBoolean("changes_org"),
                row.getString("check_id"),
                row.getBoolean("cancel_asked"));
    }

    JobDetails details(ResultSet row) throws SQLException {
        return new JobDetails(
                job(row),
                row.getBoolean("exclusive"),
                row.getBoolean("changes_org"),
                row.getString("check_id"),
                row.getBoolean("cancel_asked"),
                instant(row, "answered_at"),
                row.getObject("due_at", OffsetDateTime.class).toInstant(),
                instant(row, "lease_until"));
    }

    RemoteJob job(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome_message");
        return new RemoteJob(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("owner"),
                row.getInt("attempt"),
                row.getString("change_request"),
                row.getString("environment"),
                row.getString("process_instance"),
                row.getString("requested_by"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                RemoteJobState.valueOf(row.getString("state")),
                read(row.getString("input")),
                read(row.getString("mark")),
                row.getString("remote_id"),
                instant(row, "sent_at"),
                new Progress(
                        row.getString("progress_status"),
                        row.getInt("components_done"),
                        row.getInt("components_total"),
                        row.getInt("tests_done"),
                        row.getInt("tests_total"),
                        row.getInt("errors")),
                row.getInt("failures"),
                row.getString("problem"),
                row.getBoolean("stopped"),
                row.getBoolean("abandoned"),
                instant(row, "cancel_requested_at"),
                outcome == null ? null : new Outcome(row.getString("outcome_code"), outcome),
                instant(row, "ended_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private Map<String, Object> read(String text) {
        try {
            return json.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A remote job's row holds JSON that is no object", e);
        }
    }

    String write(Map<String, Object> map) {
        try {
            return json.writeValueAsString(map);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A remote job's input or mark cannot be written as JSON", e);
        }
    }
}
