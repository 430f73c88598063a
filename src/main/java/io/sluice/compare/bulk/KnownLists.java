package io.sluice.compare.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.inventory.Marks;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How many components of each type an org had when everything was last compared, and how far its record of changes was before
 * it was listed. Another org or API version voids both.
 */
@Repository
class KnownLists {

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    KnownLists(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** One type as it was listed. */
    record Known(int components, Instant at) {}

    Map<String, Known> of(Run run, boolean source) {
        Map<String, Known> known = new HashMap<>();
        jdbc.sql("""
                        select type, components, listed_at from sluice.known_list
                        where environment = ? and api_version = ? and org_id = ?
                        """)
                .params(run.environment(source), run.input().apiVersion(), run.org(source))
                .query(row -> {
                    known.put(
                            row.getString("type"),
                            new Known(
                                    row.getInt("components"),
                                    row.getObject("listed_at", OffsetDateTime.class)
                                            .toInstant()));
                });
        return known;
    }

    Optional<Marks> marks(Run run, boolean source) {
        return jdbc.sql("select marks from sluice.known_marks where environment = ? and api_version = ? and org_id = ?")
                .params(run.environment(source), run.input().apiVersion(), run.org(source))
                .query(String.class)
                .optional()
                .map(this::read);
    }

    /** How far the record is before this comparison lists anything. */
    void begin(Run run, boolean source, Marks marks) {
        jdbc.sql("update sluice.compare_run set %s_marks = ?::jsonb where job = ?"
                        .formatted(source ? "source" : "target"))
                .params(write(marks), run.job())
                .update();
    }

    /**
     * Remembers what a comparison of everything has listed, with the marks from before: both together, or what one comparison
     * listed would be taken to be as new as the marks of another. In the transaction that ends the comparison.
     */
    void remember(Run run, boolean source) {
        String environment = run.environment(source);
        String version = run.input().apiVersion();
        jdbc.sql("""
                        insert into sluice.known_marks (environment, api_version, org_id, marks)
                        select ?, ?, ?, %s_marks from sluice.compare_run where job = ?
                        on conflict (environment, api_version) do update set org_id = excluded.org_id, marks = excluded.marks
                        """.formatted(source ? "source" : "target"))
                .params(environment, version, run.org(source), run.job())
                .update();
        jdbc.sql("""
                        delete from sluice.known_list k where environment = ? and api_version = ? and (org_id <> ?
                            or exists (select from sluice.compare_type t where t.job = ? and t.source = ? and t.type = k.type))
                        """)
                .params(environment, version, run.org(source), run.job(), source)
                .update();
        jdbc.sql("""
                        insert into sluice.known_list (environment, api_version, type, org_id, components, listed_at)
                        select ?, ?, type, ?, components, ? from sluice.compare_type
                        where job = ? and source = ? and components is not null
                        """)
                .params(environment, version, run.org(source), RunRows.utc(run.beganAt()), run.job(), source)
                .update();
    }

    private String write(Marks marks) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("counter", marks.counter());
        values.put("auditAt", marks.auditAt() == null ? null : marks.auditAt().toString());
        values.put("auditIds", marks.auditIds());
        try {
            return json.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Marks can't be written as JSON", e);
        }
    }

    private Marks read(String text) {
        try {
            JsonNode marks = json.readTree(text);
            List<String> ids = new ArrayList<>();
            marks.path("auditIds").forEach(id -> ids.add(id.asText()));
            return new Marks(
                    marks.hasNonNull("counter") ? marks.path("counter").asLong() : null,
                    marks.hasNonNull("auditAt")
                            ? Instant.parse(marks.path("auditAt").asText())
                            : null,
                    ids);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Marks can't be read: " + text, e);
        }
    }
}
