package io.sluice.kill;

import io.sluice.rehearsal.DemoPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** PostgreSQL as a process of its own that keeps its promises: what it says is committed is on the disk. */
final class Database implements AutoCloseable {

    private static final String NAME = "kill";

    private final ThreadLocal<@Nullable Connection> sessions = new ThreadLocal<>();
    private volatile EmbeddedPostgres postgres;

    private Database(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** Starts it with an empty database. */
    static Database start() {
        try {
            Database database = new Database(DemoPostgres.start(JavaProcess.FOLDER));
            try (Connection connection = database.postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("drop database if exists " + NAME + " with (force)");
                statement.execute("create database " + NAME);
            }
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start", e);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL did not make an empty database", e);
        }
    }

    /** SIGKILL to the server and to every session of it, then a start on the same data and port. */
    void killAndRestart() {
        try {
            long server = Long.parseLong(Files.readAllLines(JavaProcess.FOLDER.resolve("postgres/postmaster.pid"))
                    .get(0)
                    .strip());
            ProcessHandle handle = ProcessHandle.of(server)
                    .orElseThrow(() -> new IllegalStateException("PostgreSQL does not run as " + server));
            List<ProcessHandle> all = new ArrayList<>(handle.children().toList());
            all.add(0, handle);
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(process -> process.onExit().join());
            int port = postgres.getPort();
            // Finds nothing to end; gives the lock on the folder back.
            postgres.close();
            postgres = DemoPostgres.start(JavaProcess.FOLDER, port);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start again", e);
        }
    }

    String url() {
        return postgres.getJdbcUrl("postgres", NAME);
    }

    /** A session of the tests' own, for example one that holds a lock. */
    Connection connect() {
        try {
            return postgres.getDatabase("postgres", NAME).getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException("No connection to PostgreSQL", e);
        }
    }

    /** The rows of a query, column by column, as text. Each thread keeps its session for the next one. */
    List<Map<String, String>> query(String sql, String... parameters) {
        try {
            return query(session(), sql, parameters);
        } catch (SQLException e) {
            boolean dead = isDead(sessions.get());
            forget();
            if (!dead) {
                throw new IllegalStateException("Refused: " + sql, e);
            }
        }
        try {
            return query(session(), sql, parameters);
        } catch (SQLException e) {
            forget();
            throw new IllegalStateException("Refused: " + sql, e);
        }
    }

    private static List<Map<String, String>> query(Connection connection, String sql, String... parameters)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            List<Map<String, String>> rows = new ArrayList<>();
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                Map<String, String> columns = new LinkedHashMap<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.put(row.getMetaData().getColumnLabel(i), String.valueOf(row.getString(i)));
                }
                rows.add(columns);
            }
            return rows;
        }
    }

    private Connection session() {
        Connection session = sessions.get();
        if (session == null) {
            session = connect();
            sessions.set(session);
        }
        return session;
    }

    /** A session of a server that was killed since. */
    private static boolean isDead(@Nullable Connection session) {
        try {
            return session != null && !session.isValid(1);
        } catch (SQLException e) {
            throw new IllegalStateException("A session does not say whether it is good", e);
        }
    }

    private void forget() {
        try (Connection session = sessions.get()) {
            sessions.remove();
        } catch (SQLException e) {
            throw new IllegalStateException("A session of PostgreSQL was not ended", e);
        }
    }

    /** The newest remote job of a kind for a change request; all columns empty where there is none yet. */
    Map<String, String> job(String change, String kind) {
        return query(
                        "select * from sluice.remote_job where change_request = ? and kind = ? order by attempt desc",
                        change,
                        kind)
                .stream()
                .findFirst()
                .orElse(Map.of());
    }

    void awaitJob(String change, String kind, Map<String, String> columns) {
        Wait.until(
                kind + " of " + change + " becomes " + columns,
                () -> job(change, kind).entrySet().containsAll(columns.entrySet()));
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not end", e);
        }
    }
}
