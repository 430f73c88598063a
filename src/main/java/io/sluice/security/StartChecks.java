package io.sluice.security;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.identity.DefaultPasswordPolicyImpl;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Refuses to start before anything is touched (no table, no port) when a setting that Sluice cannot do without is missing
 * or malformed, or when the database does not let Sluice in. Each problem is one sentence; no sentence repeats a value,
 * because a value may be a secret.
 */
public final class StartChecks implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Pattern KEY_ID = Pattern.compile("[a-zA-Z0-9_-]+");
    private static final Pattern USER_ID = Pattern.compile("[a-zA-Z0-9._@-]+");
    private static final int KEY_BYTES = 32;
    private static final String PASSWORD_RULES =
            "at least 10 characters, an upper-case letter, a lower-case letter, a digit"
                    + " and a special character, and without the user id in it.";
    private static final String CONNECT_SECONDS = "10";

    private final List<Function<Environment, Optional<String>>> checks;

    private StartChecks(List<Function<Environment, Optional<String>>> checks) {
        this.checks = checks;
    }

    /**
     * Checks of the whole application.
     *
     * @param keys makes the keys out of the settings {@code sluice.encryption.key} and {@code sluice.encryption.key-file},
     *     or throws an {@link IllegalStateException} with a sentence
     */
    public static StartChecks ofAll(BinaryOperator<String> keys) {
        return new StartChecks(List.of(
                StartChecks::database,
                StartChecks::databaseUser,
                settings -> encryptionKey(settings, keys),
                StartChecks::adminId,
                StartChecks::adminPassword));
    }

    /** Checks of a command that encrypts the credentials anew. */
    public static StartChecks ofDatabaseAndKeys(BinaryOperator<String> keys) {
        return new StartChecks(
                List.of(StartChecks::database, StartChecks::databaseUser, settings -> encryptionKey(settings, keys)));
    }

    /** Checks of a command that only reads the database. */
    public static StartChecks ofDatabase() {
        return new StartChecks(List.of(StartChecks::database, StartChecks::databaseUser));
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        List<String> problems = problems(context.getEnvironment());
        if (problems.isEmpty()) {
            // Asked last and only then: with wrong settings the answer would say nothing.
            databaseTrouble(context.getEnvironment()).ifPresent(problems::add);
        }
        if (!problems.isEmpty()) {
            throw new StartRefusedException(problems);
        }
    }

    /** What is wrong with these settings, in sentences; empty when Sluice may start. */
    List<String> problems(Environment environment) {
        List<String> problems = new ArrayList<>();
        checks.forEach(check -> check.apply(environment).ifPresent(problems::add));
        return problems;
    }

    private static Optional<String> database(Environment environment) {
        String address = setting(environment, "spring.datasource.url");
        if (address.isEmpty()) {
            return Optional.of(
                    "SLUICE_DATABASE_URL is missing: the address of a PostgreSQL database, for example"
                            + " jdbc:postgresql://localhost:5432/sluice (with SLUICE_DATABASE_USER and SLUICE_DATABASE_PASSWORD).");
        }
        return address.startsWith("jdbc:postgresql:")
                ? Optional.empty()
                : Optional.of(
                        "SLUICE_DATABASE_URL must begin with jdbc:postgresql:, because Sluice runs on PostgreSQL only.");
    }

    /** Without an address its own sentence names the user, too. */
    private static Optional<String> databaseUser(Environment environment) {
        boolean named = !setting(environment, "spring.datasource.username").isEmpty()
                || setting(environment, "spring.datasource.url").contains("user=");
        return named || setting(environment, "spring.datasource.url").isEmpty()
                ? Optional.empty()
                : Optional.of("SLUICE_DATABASE_USER is missing: the owner of the database, for example sluice.");
    }

    private static Optional<String> encryptionKey(Environment environment, BinaryOperator<String> read) {
        String keys;
        try {
            keys = read.apply(
                    setting(environment, "sluice.encryption.key"), setting(environment, "sluice.encryption.key-file"));
        } catch (IllegalStateException unusable) {
            return Optional.of(String.valueOf(unusable.getMessage()));
        }
        if (keys.isEmpty()) {
            return Optional.of(
                    "SLUICE_ENCRYPTION_KEY is missing: the key that protects the credentials of environments,"
                            + " written as id:key, for example \"k1:$(openssl rand -base64 32)\".");
        }
        Set<String> ids = new HashSet<>();
        int number = 0;
        for (String key : keys.split(",", -1)) {
            number++;
            String[] parts = key.strip().split(":", 2);
            if (parts.length != 2 || !KEY_ID.matcher(parts[0]).matches()) {
                return malformed(number, "is not written as id:key, with letters, digits, - and _ in the id");
            }
            if (!isKey(parts[1])) {
                return malformed(number, "is not " + KEY_BYTES + " bytes in base64");
            }
            if (!ids.add(parts[0])) {
                return malformed(number, "has the id of an earlier one");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> malformed(int number, String what) {
        return Optional.of(
                "SLUICE_ENCRYPTION_KEY is malformed: key number " + number + " " + what
                        + ". Make one with \"k1:$(openssl rand -base64 32)\"; several are separated by commas, the first encrypts.");
    }

    private static boolean isKey(String base64) {
        try {
            return Base64.getDecoder().decode(base64).length == KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static Optional<String> adminId(Environment environment) {
        String id = setting(environment, "sluice.admin.id");
        if (id.isEmpty()) {
            return Optional.of(
                    "SLUICE_ADMIN_ID is missing: the user id of the first administrator, for example admin.");
        }
        return USER_ID.matcher(id).matches()
                ? Optional.empty()
                : Optional.of("SLUICE_ADMIN_ID may hold letters, digits and . _ @ - only.");
    }

    private static Optional<String> adminPassword(Environment environment) {
        String password = setting(environment, "sluice.admin.password");
        if (password.isEmpty()) {
            return Optional.of("SLUICE_ADMIN_PASSWORD is missing: the password of the first administrator, with "
                    + PASSWORD_RULES);
        }
        // The engine's own rules judge, so that what passes here is not refused a moment later.
        User admin = new UserEntity(setting(environment, "sluice.admin.id"));
        boolean strong =
                new DefaultPasswordPolicyImpl().getRules().stream().allMatch(rule -> rule.execute(password, admin));
        return strong ? Optional.empty() : Optional.of("SLUICE_ADMIN_PASSWORD is too weak: it needs " + PASSWORD_RULES);
    }

    /** Connects once, so that a database that does not answer is told in a sentence, not after half of a start. */
    private static Optional<String> databaseTrouble(Environment environment) {
        Properties properties = new Properties();
        properties.setProperty("user", setting(environment, "spring.datasource.username"));
        properties.setProperty("password", environment.getProperty("spring.datasource.password", ""));
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("loginTimeout", CONNECT_SECONDS);
        try (Connection connection =
                        DriverManager.getConnection(setting(environment, "spring.datasource.url"), properties);
                Statement sql = connection.createStatement();
                ResultSet may = sql.executeQuery("""
                        select has_database_privilege(current_database(), 'CREATE')
                            and has_schema_privilege('public', 'CREATE')
                        """)) {
            return may.next() && may.getBoolean(1)
                    ? Optional.empty()
                    : Optional.of(DatabaseTrouble.NO_RIGHTS.sentence());
        } catch (SQLException refused) {
            return Optional.of(DatabaseTrouble.of(refused)
                    .map(DatabaseTrouble::sentence)
                    .orElseGet(() -> "The database of SLUICE_DATABASE_URL can't be used: " + refused.getMessage()));
        }
    }

    private static String setting(Environment environment, String name) {
        return environment.getProperty(name, "").strip();
    }
}
