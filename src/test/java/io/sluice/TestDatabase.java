package io.sluice;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** One embedded PostgreSQL for all tests of a run; every caller gets a database of its own in it. */
public final class TestDatabase {

    private static final EmbeddedPostgres POSTGRES = start();
    private static final AtomicInteger COUNT = new AtomicInteger();
    /** Takes the connections of databases that no test uses any more; nothing closes their pools. */
    private static final ScheduledExecutorService HOUSEKEEPER = housekeeper();

    private static String template;

    private TestDatabase() {}

    /**
     * A new database with Sluice's own tables and no rows. Its connections are kept for a while: PostgreSQL starts a process
     * for each, which costs more than most statements of a test.
     */
    public static DataSource migrated() {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(POSTGRES.getDatabase("postgres", createDatabase(" template " + template())));
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(10_000);
        pool.setScheduledExecutor(HOUSEKEEPER);
        return new HikariDataSource(pool);
    }

    /** Migrated once; a copy of it costs a fraction of a migration. */
    private static synchronized String template() {
        if (template == null) {
            String name = createDatabase("");
            Flyway.configure()
                    .dataSource(POSTGRES.getDatabase("postgres", name))
                    .defaultSchema("sluice")
                    .createSchemas(true)
                    .load()
                    .migrate();
            template = name;
        }
        return template;
    }

    /** A new database without any tables. */
    public static DataSource empty() {
        return POSTGRES.getDatabase("postgres", createDatabase(""));
    }

    /** The JDBC address of a new database without any tables, for user {@code postgres} without a password. */
    public static String emptyUrl() {
        return POSTGRES.getJdbcUrl("postgres", createDatabase(""));
    }

    private static String createDatabase(String template) {
        String name = "sluice" + COUNT.incrementAndGet();
        try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + template);
        } catch (SQLException e) {
            throw new IllegalStateException("The embedded PostgreSQL could not create database " + name, e);
        }
        return name;
    }

    private static ScheduledExecutorService housekeeper() {
        // Read by every pool when it is made.
        System.setProperty("com.zaxxer.hikari.housekeeping.periodMs", "5000");
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "housekeeper of test databases");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL did not start", e);
        }
    }
}
