package io.sluice.sync;

import io.sluice.sync.SyncRecord.Direction;
import io.sluice.sync.merge.Difference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of what every sync did. */
final class SyncRecords {

    private final JdbcClient jdbc;

    SyncRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(
            String change,
            String environment,
            Direction direction,
            int revision,
            String result,
            String words,
            List<Difference> differences,
            String actor,
            Instant at) {
        jdbc.sql("""
                        insert into sluice.sync_record (change_request, environment, direction, revision, result, words,
                            differences, actor, at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(change)
                .param(environment)
                .param(direction.word())
                .param(revision)
                .param(result)
                .param(words)
                .param(CopyText.write(differences))
                .param(actor)
                .param(at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Of one change request, newest first. */
    List<SyncRecord> of(String change) {
        return jdbc.sql("select * from sluice.sync_record where change_request = ? order by id desc")
                .param(change)
                .query(SyncRecords::read)
                .list();
    }

    private static SyncRecord read(ResultSet row, int ignored) throws SQLException {
        return new SyncRecord(
                row.getLong("id"),
                row.getString("change_request"),
                row.getString("environment"),
                row.getString("direction").equals(Direction.PUSH.word()) ? Direction.PUSH : Direction.PULL,
                row.getInt("revision"),
                row.getString("result"),
                row.getString("words"),
                CopyText.differences(row.getString("differences")).stream()
                        .map(one -> new SyncRecord.Change(one.what(), one.item(), one.before(), one.after()))
                        .toList(),
                row.getString("actor"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }
}
