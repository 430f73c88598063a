package io.sluice.evidence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Walks the chain from the first row to the last, a thousand rows in memory at a time.
 *
 * @param head the last row that was read
 */
record ChainCheck(Verdict verdict, Optional<Head> head) {

    private static final int ROWS_AT_A_TIME = 1000;

    /** Reads on a connection of its own: what counts is what is committed. */
    static ChainCheck of(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            // PostgreSQL streams rows only within a transaction.
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                return walk(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(autoCommit);
            }
        }
    }

    private static ChainCheck walk(Connection connection) throws SQLException {
        try (PreparedStatement rows = connection.prepareStatement(
                "select seq, at, actor, kind, subject, details, previous_hash, hash from sluice.evidence order by seq")) {
            rows.setFetchSize(ROWS_AT_A_TIME);
            try (ResultSet row = rows.executeQuery()) {
                long last = 0;
                String lastHash = Link.GENESIS;
                while (row.next()) {
                    Link link = link(row);
                    String hash = row.getString("hash");
                    String fault = fault(link, hash, last, lastHash);
                    if (fault != null) {
                        long where = link.sequence() == last + 1 ? link.sequence() : last + 1;
                        return new ChainCheck(new Verdict.Broken(where, fault), headAt(last, lastHash));
                    }
                    last = link.sequence();
                    lastHash = hash;
                }
                return new ChainCheck(new Verdict.Intact(last), headAt(last, lastHash));
            }
        }
    }

    private static @Nullable String fault(Link link, String hash, long last, String lastHash) {
        if (link.sequence() != last + 1) {
            return "Row " + (last + 1) + " is missing: "
                    + (last == 0 ? "the first row that is there is " : "row " + last + " is followed by row ")
                    + link.sequence() + ".";
        }
        if (!link.hash().equals(hash)) {
            return "Row " + link.sequence() + " was changed after it was written: its content does not give its hash.";
        }
        if (!link.previousHash().equals(lastHash)) {
            return last == 0
                    ? "Row 1 does not begin the chain: its previous hash is not 64 zeros."
                    : "Row " + link.sequence() + " does not follow row " + last + ": its previous hash is not row "
                            + last + "'s hash, so one of the two was replaced.";
        }
        return null;
    }

    private static Optional<Head> headAt(long sequence, String hash) {
        return sequence == 0 ? Optional.empty() : Optional.of(new Head(sequence, hash));
    }

    private static Link link(ResultSet row) throws SQLException {
        return new Link(
                row.getLong("seq"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("details"),
                row.getString("previous_hash"));
    }
}
