package io.sluice.deployment;

import com.fasterxml.jackson.core.type.TypeReference;
import io.sluice.salesforce.TestLevel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of deployment records. */
@Component
class DeploymentStore {

    private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};
    private static final TypeReference<Map<String, List<String>>> USES = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> REASONS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Json json;
    private final Clock clock;

    DeploymentStore(JdbcClient jdbc, Json json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** A record and what only this room needs to know. */
    record Row(
            DeploymentRecord record,
            @Nullable Instant compareRequestedAt,
            @Nullable String goBy) {}

    /** Adds a draft; empty where the change request has a record for the target that is not cancelled. */
    Optional<String> add(String change, String source, String target) {
        String id = nextId();
        int added = jdbc.sql("""
                        insert into sluice.deployment (id, change_number, source, target, status, tests, go_needed,
                            created_at, updated_at)
                        values (:id, :change, :source, :target, 'IN_PROGRESS', '[]'::jsonb, true, :at, :at)
                        on conflict (change_number, target) where status <> 'CANCELLED' and rolls_back is null do nothing
                        """)
                .param("id", id)
                .param("change", change)
                .param("source", source)
                .param("target", target)
                .param("at", Times.utc(Times.now(clock)))
                .update();
        return added == 1 ? Optional.of(id) : Optional.empty();
    }

    private String nextId() {
        long number = jdbc.sql("select nextval('sluice.deployment_number')")
                .query(Long.class)
                .single();
        return "DEP-%06d".formatted(number);
    }

    /** Adds a draft that rolls a record back; it has the number after the newest of all records. */
    String addRollback(DeploymentRecord record, Rollback rollback) {
        String id = nextId();
        jdbc.sql("""
                        insert into sluice.deployment (id, change_number, source, target, status, tests, go_needed,
                            rolls_back, snapshot, asked_by, rollback_reason, created_at, updated_at)
                        values (:id, :change, :target, :target, 'IN_PROGRESS', '[]'::jsonb, true, :of, :snapshot, :by,
                            :reason, :at, :at)
                        """)
                .param("id", id)
                .param("change", record.change())
                .param("target", record.target())
                .param("of", rollback.of())
                .param("snapshot", rollback.snapshot())
                .param("by", rollback.askedBy())
                .param("reason", rollback.reason())
                .param("at", Times.utc(Times.now(clock)))
                .update();
        return id;
    }

    Optional<Row> find(String id) {
        return jdbc.sql("select * from sluice.deployment where id = :id")
                .param("id", id)
                .query(this::row)
                .optional();
    }

    /** The record, held until the transaction ends; two acts on one record follow one another. */
    Row lock(String id) {
        return jdbc.sql("select * from sluice.deployment where id = :id for update")
                .param("id", id)
                .query(this::row)
                .optional()
                .orElseThrow(() -> unknown(id));
    }

    Row require(String id) {
        return find(id).orElseThrow(() -> unknown(id));
    }

    /** The record of a target that is not cancelled. */
    Optional<Row> ofTarget(String change, String target) {
        return jdbc.sql("""
                        select * from sluice.deployment
                        where change_number = :change and target = :target and status <> 'CANCELLED'
                            and rolls_back is null
                        """)
                .param("change", change)
                .param("target", target)
                .query(this::row)
                .optional();
    }

    List<DeploymentRecord> ofChange(String change) {
        return jdbc
                .sql("select * from sluice.deployment where change_number = :change order by created_at, id")
                .param("change", change)
                .query(this::row)
                .list()
                .stream()
                .map(Row::record)
                .toList();
    }

    /** The rollback records of a record, oldest first. */
    List<DeploymentRecord> rollbacksOf(String id) {
        return jdbc
                .sql("select * from sluice.deployment where rolls_back = :id order by created_at, id")
                .param("id", id)
                .query(this::row)
                .list()
                .stream()
                .map(Row::record)
                .toList();
    }

    /** Id of the rollback record of a record that has neither ended well nor was given up. */
    Optional<String> openRollbackOf(String id) {
        return jdbc.sql(
                        "select id from sluice.deployment where rolls_back = :id and status not in ('CANCELLED', 'DEPLOYED')")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    /** What a rollback leaves as it is. */
    void kept(String id, List<io.sluice.metadata.Component> kept) {
        jdbc.sql("update sluice.deployment set kept = :kept::jsonb where id = :id")
                .param("kept", json.write(names(kept)))
                .param("id", id)
                .update();
    }

    void status(String id, DeploymentStatus status, @Nullable String reason) {
        set(id, values("status", status.name(), "status_reason", reason));
    }

    /** A new comparison is asked for: whatever was prepared on the old one binds no more. */
    void comparing(String id, String apiVersion, String processInstance) {
        Map<String, @Nullable Object> values =
                values("status", DeploymentStatus.IN_PROGRESS.name(), "status_reason", null, "comparison", null);
        values.putAll(values("fingerprint", null, "package_sha256", null, "api_version", apiVersion));
        values.putAll(values("process_instance", processInstance, "go_by", null, "go_at", null));
        values.put("compare_requested_at", Times.utc(Times.now(clock)));
        set(id, values);
    }

    /** What was prepared binds no more; it is compared and prepared anew. */
    void unprepared(String id) {
        set(id, values("fingerprint", null, "package_sha256", null, "comparison", null));
        set(id, values("status", DeploymentStatus.IN_PROGRESS.name(), "status_reason", null));
    }

    /** Other items are left out: what was compared is not what would be deployed. */
    void leftOut(String id, Map<io.sluice.metadata.Component, String> items) {
        Map<String, String> named = new LinkedHashMap<>();
        items.forEach((item, reason) -> named.put(item.toString(), reason));
        jdbc.sql("update sluice.deployment set left_out = :items::jsonb where id = :id")
                .param("items", json.write(named))
                .param("id", id)
                .update();
        set(id, values("comparison", null, "fingerprint", null, "package_sha256", null));
        set(id, values("compare_requested_at", null, "status", DeploymentStatus.IN_PROGRESS.name()));
    }

    /** Another source or target was chosen: nothing is compared yet. */
    void environments(String id, String source, String target) {
        set(id, values("source", source, "target", target, "comparison", null));
        set(id, values("fingerprint", null, "package_sha256", null));
        set(id, values("compare_requested_at", null, "status", DeploymentStatus.IN_PROGRESS.name()));
    }

    void prepared(
            String id,
            UUID comparison,
            Fingerprint fingerprint,
            DeletionPlan plan,
            boolean goNeeded,
            boolean quickDeploy) {
        Map<String, @Nullable Object> values =
                values("status", DeploymentStatus.IN_PROGRESS.name(), "status_reason", null, "comparison", comparison);
        values.putAll(values("fingerprint", fingerprint.value(), "package_sha256", null));
        values.putAll(values("go_needed", goNeeded, "quick_deploy", quickDeploy));
        values.putAll(values("test_level", fingerprint.testLevel().apiName(), "go_by", null, "go_at", null));
        set(id, values);
        jdbc.sql("""
                        update sluice.deployment set tests = :tests::jsonb, deletions = :deletions::jsonb,
                            deleted_before = :before::jsonb, already_gone = :gone::jsonb, deletion_uses = :uses::jsonb,
                            fingerprint_facts = :facts::jsonb
                        where id = :id
                        """)
                .param("tests", json.write(fingerprint.tests()))
                .param("deletions", json.write(names(plan.all())))
                .param("before", json.write(names(plan.before())))
                .param("gone", json.write(names(plan.alreadyGone())))
                .param("uses", json.write(uses(plan)))
                .param("facts", json.write(fingerprint.facts()))
                .param("id", id)
                .update();
    }

    private static Map<String, List<String>> uses(DeletionPlan plan) {
        Map<String, List<String>> uses = new TreeMap<>();
        plan.uses().forEach((deleted, users) -> uses.put(deleted.toString(), names(users)));
        return uses;
    }

    /** By what the deployment deletes, who in the target used it when it was prepared. */
    SortedMap<io.sluice.metadata.Component, SortedSet<io.sluice.metadata.Component>> deletionUses(String id) {
        String text = jdbc.sql("select deletion_uses::text from sluice.deployment where id = ?")
                .param(id)
                .query(String.class)
                .single();
        SortedMap<io.sluice.metadata.Component, SortedSet<io.sluice.metadata.Component>> uses = new TreeMap<>();
        json.read(text, USES)
                .forEach((deleted, users) -> uses.put(
                        io.sluice.metadata.Component.parse(deleted).orElseThrow(),
                        users.stream()
                                .map(user ->
                                        io.sluice.metadata.Component.parse(user).orElseThrow())
                                .collect(Collectors.toCollection(TreeSet::new))));
        return uses;
    }

    /** @return false where the record was prepared anew meanwhile */
    boolean retrieved(String id, String fingerprint, String sha256) {
        return jdbc.sql("""
                                update sluice.deployment set package_sha256 = :sha, updated_at = :at
                                where id = :id and fingerprint = :fingerprint
                                """)
                        .param("sha", sha256)
                        .param("at", Times.utc(Times.now(clock)))
                        .param("id", id)
                        .param("fingerprint", fingerprint)
                        .update()
                == 1;
    }

    void go(String id, @Nullable String actor) {
        set(id, values("go_by", actor, "go_at", actor == null ? null : Times.utc(Times.now(clock))));
    }

    void waiting(String id, String processInstance) {
        set(id, values("process_instance", processInstance));
    }

    private void set(String id, Map<String, @Nullable Object> values) {
        StringBuilder sql = new StringBuilder("update sluice.deployment set updated_at = :updated");
        values.keySet()
                .forEach(
                        column -> sql.append(", ").append(column).append(" = :").append(column));
        var statement = jdbc.sql(sql.append(" where id = :id").toString())
                .param("updated", Times.utc(Times.now(clock)))
                .param("id", id);
        for (Map.Entry<String, @Nullable Object> value : values.entrySet()) {
            statement = statement.param(value.getKey(), value.getValue());
        }
        statement.update();
    }

    private static Map<String, @Nullable Object> values(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return values;
    }

    private static List<String> names(Collection<io.sluice.metadata.Component> components) {
        return components.stream().map(Object::toString).toList();
    }

    private List<io.sluice.metadata.Component> components(ResultSet row, String column) throws SQLException {
        return json.read(row.getString(column), NAMES).stream()
                .map(name -> io.sluice.metadata.Component.parse(name).orElseThrow())
                .toList();
    }

    private SortedMap<io.sluice.metadata.Component, String> leftOut(ResultSet row) throws SQLException {
        SortedMap<io.sluice.metadata.Component, String> items = new TreeMap<>();
        json.read(row.getString("left_out"), REASONS)
                .forEach((name, reason) ->
                        items.put(io.sluice.metadata.Component.parse(name).orElseThrow(), reason));
        return items;
    }

    private static IllegalArgumentException unknown(String id) {
        return new IllegalArgumentException("There is no deployment record " + id);
    }

    private @Nullable Rollback rollback(ResultSet row) throws SQLException {
        String of = row.getString("rolls_back");
        return of == null
                ? null
                : new Rollback(
                        of,
                        row.getObject("snapshot", UUID.class),
                        row.getString("asked_by"),
                        row.getString("rollback_reason"),
                        components(row, "kept"));
    }

    private Row row(ResultSet row, int number) throws SQLException {
        String level = row.getString("test_level");
        DeploymentRecord record = new DeploymentRecord(
                row.getString("id"),
                row.getString("change_number"),
                row.getString("source"),
                row.getString("target"),
                DeploymentStatus.valueOf(row.getString("status")),
                row.getString("status_reason"),
                row.getString("api_version"),
                level == null ? null : TestLevel.ofApiName(level).orElseThrow(),
                json.read(row.getString("tests"), NAMES),
                components(row, "deletions"),
                components(row, "deleted_before"),
                components(row, "already_gone"),
                leftOut(row),
                row.getBoolean("quick_deploy"),
                row.getBoolean("go_needed"),
                row.getObject("comparison", UUID.class),
                row.getString("fingerprint"),
                row.getString("package_sha256"),
                row.getString("process_instance"),
                rollback(row),
                Times.requiredInstant(row, "created_at"),
                Times.requiredInstant(row, "updated_at"));
        return new Row(record, Times.instant(row, "compare_requested_at"), row.getString("go_by"));
    }
}
