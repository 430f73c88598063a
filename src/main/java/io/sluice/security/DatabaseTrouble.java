package io.sluice.security;

import java.sql.SQLException;
import java.util.Optional;

/** Why the database of {@code SLUICE_DATABASE_URL} can't be used, and what to do. */
record DatabaseTrouble(String what, String remedy) {

    private static final String CHECK_SETTINGS =
            "Check SLUICE_DATABASE_URL, SLUICE_DATABASE_USER and SLUICE_DATABASE_PASSWORD, and that PostgreSQL runs there.";

    /** Sluice lays its tables itself, in a schema of its own and in {@code public}. */
    static final DatabaseTrouble NO_RIGHTS = new DatabaseTrouble(
            "The database of SLUICE_DATABASE_URL does not let its user create what Sluice needs.",
            "Make the user of SLUICE_DATABASE_USER the owner of the database.");

    /** By the SQL state of the failure or of one of its causes; empty where the failure is about something else. */
    static Optional<DatabaseTrouble> of(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                Optional<DatabaseTrouble> trouble = ofState(String.valueOf(sql.getSQLState()));
                if (trouble.isPresent()) {
                    return trouble;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<DatabaseTrouble> ofState(String state) {
        if (state.startsWith("28")) {
            return trouble("refuses the user or the password.", CHECK_SETTINGS);
        }
        if (state.startsWith("08")) {
            return trouble("does not answer.", CHECK_SETTINGS);
        }
        return switch (state) {
            case "3D000" ->
                trouble("does not exist.", "Create it, with the user of SLUICE_DATABASE_USER as its owner.");
            case "42501" -> Optional.of(NO_RIGHTS);
            case "53300" -> trouble("has no connection left.", "Raise max_connections of PostgreSQL.");
            case "57P03" -> trouble("is not ready yet.", "Start Sluice again when PostgreSQL takes connections.");
            default -> Optional.empty();
        };
    }

    private static Optional<DatabaseTrouble> trouble(String what, String remedy) {
        return Optional.of(new DatabaseTrouble("The database of SLUICE_DATABASE_URL " + what, remedy));
    }

    String sentence() {
        return what + " " + remedy;
    }
}
