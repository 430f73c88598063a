package io.sluice.compare.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.remotejob.RemoteJob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of comparisons under way, and of the types that they have listed. */
@Repository
class RunRows {

    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    RunRows(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Does nothing where it has begun already. */
    void begin(UUID job, String sourceOrg, String targetOrg, Instant at) {
        jdbc.sql("""
                        insert into sluice.compare_run (job, stage, began_at, source_org, target_org)
                        values (?, 'LISTING', ?, ?, ?) on conflict do nothing
                        """).params(job, utc(at), sourceOrg, targetOrg).update();
    }

    Optional<Run> find(RemoteJob job) {
        return jdbc.sql("select * from sluice.compare_run where job = ?")
                .param(job.id())
                .query((row, number) -> run(job, row))
                .optional();
    }

    private static Run run(RemoteJob job, ResultSet row) throws SQLException {
        OffsetDateTime retrieving = row.getObject("retrieving_at", OffsetDateTime.class);
        return new Run(
                job.id(),
                job.owner(),
                Run.input(job),
                row.getObject("began_at", OffsetDateTime.class).toInstant(),
                row.getInt("waves"),
                row.getString("source_org"),
                row.getString("target_org"),
                retrieving == null ? null : retrieving.toInstant(),
                row.getLong("known"));
    }

    void cancel(UUID job) {
        jdbc.sql("update sluice.compare_run set cancelled = true where job = ?")
                .param(job)
                .update();
    }

    boolean isCancelled(UUID job) {
        return jdbc.sql("select cancelled from sluice.compare_run where job = ?")
                .param(job)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** One more wave is parted into chunks. */
    void planned(UUID job, Instant at, long known) {
        jdbc.sql("""
                        update sluice.compare_run set stage = 'RETRIEVING', waves = waves + 1, known = ?,
                            retrieving_at = coalesce(retrieving_at, ?) where job = ?
                        """).params(known, utc(at), job).update();
    }

    /** Notes that an org refused one unit alone. */
    void refusedAlone(UUID job) {
        jdbc.sql("update sluice.compare_run set refused_alone = refused_alone + 1 where job = ?")
                .param(job)
                .update();
    }

    /** How many units an org has refused alone so far. */
    int countRefusedAlone(UUID job) {
        return jdbc.sql("select refused_alone from sluice.compare_run where job = ?")
                .param(job)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** Notes what could not be looked at, once. */
    void gap(UUID job, String sentence) {
        jdbc.sql("""
                        update sluice.compare_run set gaps = gaps || to_jsonb(?::text)
                        where job = ? and not gaps @> to_jsonb(?::text)
                        """).params(sentence, job, sentence).update();
    }

    List<String> gaps(UUID job) {
        String gaps = jdbc.sql("select gaps from sluice.compare_run where job = ?")
                .param(job)
                .query(String.class)
                .single();
        try {
            return json.readValue(gaps, TEXTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The gaps of comparison " + job + " can't be read: " + gaps, e);
        }
    }

    /** Removes all that a comparison needed under way. */
    void forget(UUID job) {
        for (String table : List.of(
                "compare_run",
                "compare_type",
                "compare_listed",
                "compare_unit",
                "compare_chunk",
                "compare_item",
                "compare_item_differences",
                "compare_file",
                "compare_rights")) {
            jdbc.sql("delete from sluice." + table + " where job = ?")
                    .param(job)
                    .update();
        }
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
