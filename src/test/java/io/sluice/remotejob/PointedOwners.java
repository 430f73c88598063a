package io.sluice.remotejob;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells jobs of rollbacks from those of deployments: their kinds are the same. */
final class PointedOwners {

    private static final Map<String, Boolean> known = new ConcurrentHashMap<>();
    private static volatile @Nullable JdbcClient jdbc;

    private PointedOwners() {}

    static void in(DataSource database) {
        jdbc = JdbcClient.create(database);
    }

    /** @param owner of a job; jobs of anything but deployment records are of no rollback */
    static boolean isRollback(String owner) {
        Boolean rollback = known.get(owner);
        if (rollback == null) {
            rollback = Objects.requireNonNull(jdbc, "the database is known before a job is")
                    .sql("select exists (select 1 from sluice.deployment where id = ? and rolls_back is not null)")
                    .param(owner)
                    .query(Boolean.class)
                    .single();
            known.put(owner, rollback);
        }
        return rollback;
    }
}
