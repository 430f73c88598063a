package io.sluice.kill;

import java.sql.Connection;
import java.sql.SQLException;

/** A lock that a test holds in the database, so that the application waits at exactly this point. */
final class Locked implements AutoCloseable {

    private final Connection connection;

    private Locked(Connection connection) {
        this.connection = connection;
    }

    /** @param statement what takes the lock, for example {@code lock table ...} */
    static Locked by(Database database, String statement) {
        Connection connection = database.connect();
        try {
            connection.setAutoCommit(false);
            connection.createStatement().execute(statement);
            return new Locked(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("Not locked: " + statement, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.rollback();
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("The lock was not given back", e);
        }
    }
}
