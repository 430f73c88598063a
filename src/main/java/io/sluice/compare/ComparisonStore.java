package io.sluice.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.metadata.ContentDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of comparisons; rows are only ever added. */
@Component
class ComparisonStore {

    private static final TypeReference<List<String>> LINES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    ComparisonStore(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void add(UUID remoteJob, Comparison comparison) {
        jdbc.sql("""
                        insert into sluice.comparison (id, remote_job, change_number, owner, verify, source, target,
                            source_org_id, target_org_id, api_version, at, source_digest, target_digest)
                        values (:id, :job, :change, :owner, :verify, :source, :target, :sourceOrg, :targetOrg, :version,
                            :at, :sourceDigest, :targetDigest)
                        """)
                .param("id", comparison.id())
                .param("job", remoteJob)
                .param("change", comparison.change())
                .param("owner", comparison.owner())
                .param("verify", comparison.verify())
                .param("source", comparison.source())
                .param("target", comparison.target())
                .param("sourceOrg", comparison.sourceOrgId())
                .param("targetOrg", comparison.targetOrgId())
                .param("version", comparison.apiVersion())
                .param("at", utc(comparison.at()))
                .param("sourceDigest", comparison.sourceDigest().value())
                .param("targetDigest", comparison.targetDigest().value())
                .update();
        comparison.items().forEach(item -> add(comparison.id(), item));
    }

    private void add(UUID comparison, ComparedItem item) {
        jdbc.sql("""
                        insert into sluice.comparison_item (comparison, type, full_name, bucket, source_hash, target_hash,
                            only_in_source, only_in_target, last_modified_by, last_modified_at, note)
                        values (:comparison, :type, :name, :bucket, :sourceHash, :targetHash, :onlyInSource::jsonb,
                            :onlyInTarget::jsonb, :by, :at, :note)
                        """)
                .param("comparison", comparison)
                .param("type", item.component().type())
                .param("name", item.component().fullName())
                .param("bucket", item.bucket().name())
                .param("sourceHash", item.sourceHash())
                .param("targetHash", item.targetHash())
                .param("onlyInSource", LinesJson.write(json, item.onlyInSource()))
                .param("onlyInTarget", LinesJson.write(json, item.onlyInTarget()))
                .param("by", item.lastModifiedBy())
                .param("at", utc(item.lastModifiedAt()))
                .param("note", item.note())
                .update();
    }

    Optional<Comparison> find(UUID id) {
        return jdbc.sql("select * from sluice.comparison where id = :id and selection is null")
                .param("id", id)
                .query(this::comparison)
                .optional();
    }

    Optional<Comparison> ofJob(UUID remoteJob) {
        return jdbc.sql("select * from sluice.comparison where remote_job = :job and selection is null")
                .param("job", remoteJob)
                .query(this::comparison)
                .optional();
    }

    Optional<Comparison> latest(String owner, boolean verify) {
        return jdbc.sql("""
                        select * from sluice.comparison where owner = :owner and verify = :verify and selection is null
                        order by position desc limit 1
                        """)
                .param("owner", owner)
                .param("verify", verify)
                .query(this::comparison)
                .optional();
    }

    /** The comparison that was decided on before a deployment was verified: the newest one before the verify comparison. */
    Optional<Comparison> decidedOn(Comparison verify) {
        return jdbc.sql("""
                        select * from sluice.comparison
                        where owner = :owner and not verify and selection is null
                            and position < (select position from sluice.comparison where id = :verify)
                        order by position desc limit 1
                        """)
                .param("owner", verify.owner())
                .param("verify", verify.id())
                .query(this::comparison)
                .optional();
    }

    List<Comparison> ofChange(String change) {
        return jdbc.sql(
                        "select * from sluice.comparison where change_number = :change and selection is null order by position")
                .param("change", change)
                .query(this::comparison)
                .list();
    }

    private Comparison comparison(ResultSet row, int number) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Comparison(
                id,
                row.getString("change_number"),
                row.getString("owner"),
                row.getBoolean("verify"),
                row.getString("source"),
                row.getString("target"),
                row.getString("source_org_id"),
                row.getString("target_org_id"),
                row.getString("api_version"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                new ContentDigest(row.getString("source_digest")),
                new ContentDigest(row.getString("target_digest")),
                items(id));
    }

    private List<ComparedItem> items(UUID comparison) {
        return jdbc
                .sql("select * from sluice.comparison_item where comparison = :comparison")
                .param("comparison", comparison)
                .query(this::item)
                // A stream of rows would keep its connection until it is closed.
                .list()
                .stream()
                .sorted(java.util.Comparator.comparing(ComparedItem::component))
                .toList();
    }

    private ComparedItem item(ResultSet row, int number) throws SQLException {
        OffsetDateTime modified = row.getObject("last_modified_at", OffsetDateTime.class);
        return new ComparedItem(
                new io.sluice.metadata.Component(row.getString("type"), row.getString("full_name")),
                Bucket.valueOf(row.getString("bucket")),
                row.getString("source_hash"),
                row.getString("target_hash"),
                lines(row.getString("only_in_source")),
                lines(row.getString("only_in_target")),
                row.getString("last_modified_by"),
                modified == null ? null : modified.toInstant(),
                row.getString("note"));
    }

    private List<String> lines(String text) {
        try {
            return json.readValue(text, LINES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Lines of a comparison can't be read: " + text, e);
        }
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
