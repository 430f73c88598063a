package io.sluice.deployment;

import io.sluice.metadata.ContentDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of snapshots; rows are only ever added. */
@Component
class SnapshotStore {

    private final JdbcClient jdbc;

    SnapshotStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param rehearsal whether no deployment follows, so that it is none to be rolled back to */
    void add(UUID remoteJob, Snapshot snapshot, boolean rehearsal) {
        jdbc.sql("""
                        insert into sluice.snapshot (id, deployment, remote_job, environment, org_id, api_version, comparison,
                            fingerprint, digest, package_sha256, at, rehearsal)
                        values (:id, :deployment, :job, :environment, :org, :version, :comparison, :fingerprint, :digest,
                            :sha, :at, :rehearsal)
                        """)
                .param("id", snapshot.id())
                .param("deployment", snapshot.deployment())
                .param("job", remoteJob)
                .param("environment", snapshot.environment())
                .param("org", snapshot.orgId())
                .param("version", snapshot.apiVersion())
                .param("comparison", snapshot.comparison())
                .param("fingerprint", snapshot.fingerprint())
                .param("digest", snapshot.digest().value())
                .param("sha", snapshot.packageSha256())
                .param("at", Times.utc(snapshot.at()))
                .param("rehearsal", rehearsal)
                .update();
        snapshot.items().forEach((item, hash) -> jdbc.sql(
                        "insert into sluice.snapshot_item (snapshot, item, hash) values (:snapshot, :item, :hash)")
                .param("snapshot", snapshot.id())
                .param("item", item.toString())
                .param("hash", hash.orElse(null))
                .update());
    }

    Optional<Snapshot> find(UUID id) {
        return jdbc.sql("select * from sluice.snapshot where id = :id")
                .param("id", id)
                .query(this::snapshot)
                .optional();
    }

    Optional<Snapshot> ofJob(UUID remoteJob) {
        return jdbc.sql("select * from sluice.snapshot where remote_job = :job")
                .param("job", remoteJob)
                .query(this::snapshot)
                .optional();
    }

    /** The newest snapshot that was kept before a deployment of the record. */
    Optional<Snapshot> latest(String deployment) {
        return jdbc.sql(
                        "select * from sluice.snapshot where deployment = :deployment and not rehearsal order by position desc limit 1")
                .param("deployment", deployment)
                .query(this::snapshot)
                .optional();
    }

    private Snapshot snapshot(ResultSet row, int number) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Snapshot(
                id,
                row.getString("deployment"),
                row.getString("environment"),
                row.getString("org_id"),
                row.getString("api_version"),
                row.getObject("comparison", UUID.class),
                row.getString("fingerprint"),
                new ContentDigest(row.getString("digest")),
                row.getString("package_sha256"),
                Times.requiredInstant(row, "at"),
                items(id));
    }

    private SortedMap<io.sluice.metadata.Component, Optional<String>> items(UUID snapshot) {
        SortedMap<io.sluice.metadata.Component, Optional<String>> items = new TreeMap<>();
        jdbc.sql("select item, hash from sluice.snapshot_item where snapshot = :snapshot")
                .param("snapshot", snapshot)
                .query((row, number) -> items.put(
                        io.sluice.metadata.Component.parse(row.getString("item"))
                                .orElseThrow(),
                        Optional.ofNullable(row.getString("hash"))))
                .list();
        return items;
    }
}
