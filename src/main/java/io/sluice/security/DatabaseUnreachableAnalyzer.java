package io.sluice.security;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence that the database does not answer, or refuses the user. */
public final class DatabaseUnreachableAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    /** SQL states: class 08 is "connection exception", class 28 "invalid authorization", 3D000 "no such database". */
    @Override
    protected @Nullable FailureAnalysis analyze(Throwable root, SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = String.valueOf(sql.getSQLState());
                if (state.startsWith("28")) {
                    return analysis("refuses the user or the password", failure);
                }
                if (state.startsWith("08")) {
                    return analysis("does not answer", failure);
                }
                if (state.equals("3D000")) {
                    return analysis("does not exist", failure);
                }
            }
        }
        return null;
    }

    private static FailureAnalysis analysis(String what, SQLException failure) {
        return new FailureAnalysis(
                "The database of SLUICE_DATABASE_URL " + what + ".",
                "Check SLUICE_DATABASE_URL, SLUICE_DATABASE_USER and SLUICE_DATABASE_PASSWORD, and that PostgreSQL runs there.",
                failure);
    }
}
