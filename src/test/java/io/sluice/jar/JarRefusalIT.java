package io.sluice.jar;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar refuses to start where something it needs is missing or wrong: one sentence that says what to set, and how. */
class JarRefusalIT {

    private static String url;

    /** The embedded PostgreSQL trusts everybody; the role {@code keeper} has to state its password. */
    @BeforeAll
    static void a_database_and_a_role_with_a_password() throws Exception {
        url = TestDatabase.emptyUrl();
        DataSource database = TestDatabase.empty();
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("create role keeper login password 'Right-of-way-4'");
            Path rules;
            try (ResultSet row = sql.executeQuery("show hba_file")) {
                row.next();
                rules = Path.of(row.getString(1));
            }
            String present = Files.readString(rules);
            Files.writeString(
                    rules, "host all keeper all scram-sha-256\n" + present, StandardOpenOption.TRUNCATE_EXISTING);
            sql.execute("select pg_reload_conf()");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SLUICE_DATABASE_USER|is missing: the owner of the database, for example sluice",
                "SLUICE_DATABASE_URL|is missing: the address of a PostgreSQL database, for example jdbc:postgresql://localhost:5432/sluice",
                "SLUICE_ENCRYPTION_KEY|is missing: the key that protects the credentials of environments, written as id:key, for example \"k1:$(openssl rand -base64 32)\"",
                "SLUICE_ADMIN_ID|is missing: the user id of the first administrator, for example admin",
                "SLUICE_ADMIN_PASSWORD|is missing: the password of the first administrator, with at least 10 characters"
            })
    void without_a_variable_it_says_which_one_and_how_to_set_it(String variable, String sentence) {
        Map<String, String> variables = Installation.variables(url.replaceAll("\\?.*", ""));
        variables.remove(variable);

        assertRefused(variables, variable + " " + sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SLUICE_DATABASE_URL|jdbc:mysql://localhost/sluice-db|must begin with jdbc:postgresql:",
                "SLUICE_ENCRYPTION_KEY|no-colon-in-this-key|is malformed: key number 1 is not written as id:key",
                "SLUICE_ENCRYPTION_KEY|k1:dG9vIHNob3J0IGZvciBBRVM=|is malformed: key number 1 is not 32 bytes in base64",
                "SLUICE_ADMIN_ID|head of office|may hold letters, digits and . _ @ - only",
                "SLUICE_ADMIN_PASSWORD|Sh0rt-pw|is too weak: it needs at least 10 characters",
                "SLUICE_ADMIN_PASSWORD|Ahead-of-time-1|is too weak: it needs at least 10 characters, an upper-case letter, a lower-case letter, a digit and a special character, and without the user id in it"
            })
    void a_malformed_variable_is_named_and_its_value_is_not_repeated(String variable, String value, String sentence) {
        Map<String, String> variables = Installation.variables(url);
        variables.put(variable, value);

        assertThat(assertRefused(variables, variable + " " + sentence)).doesNotContain(value);
    }

    @Test
    void without_any_variable_each_gets_its_sentence() {
        try (Installation sluice = Installation.start(Map.of())) {
            assertThat(sluice.exitCode()).isNotZero();
            assertThat(sluice.printed())
                    .containsOnlyOnce("SLUICE_DATABASE_URL is missing")
                    .containsOnlyOnce("SLUICE_ENCRYPTION_KEY is missing")
                    .containsOnlyOnce("SLUICE_ADMIN_ID is missing")
                    .containsOnlyOnce("SLUICE_ADMIN_PASSWORD is missing")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void a_database_that_does_not_answer_is_told_at_once() {
        Map<String, String> variables = Installation.variables("jdbc:postgresql://localhost:1/sluice");

        assertThat(assertRefused(
                        variables, "The database of SLUICE_DATABASE_URL does not answer. Check SLUICE_DATABASE_URL"))
                .doesNotContain("Tomcat");
    }

    @Test
    void a_database_that_does_not_exist_is_told() {
        Map<String, String> variables = Installation.variables(url.replaceAll("/sluice\\d+", "/nowhere"));

        assertRefused(variables, "The database of SLUICE_DATABASE_URL does not exist. Create it");
    }

    @Test
    void a_wrong_database_password_is_told() {
        Map<String, String> variables = keeper("Wrong-of-way-5");

        assertRefused(
                variables,
                "The database of SLUICE_DATABASE_URL refuses the user or the password. Check SLUICE_DATABASE_URL,"
                        + " SLUICE_DATABASE_USER and SLUICE_DATABASE_PASSWORD");
    }

    @Test
    void a_database_user_without_rights_is_told() {
        assertRefused(
                keeper("Right-of-way-4"),
                "The database of SLUICE_DATABASE_URL does not let its user create what Sluice needs.");
    }

    @Test
    void models_that_do_not_fit_are_told_in_the_words_of_their_owners(@TempDir Path folder) throws Exception {
        ModelsFolder.shipped(folder).change("processes/change-request.bpmn", "${checkScope}", "${chekScope}");
        Map<String, String> variables = Installation.variables(TestDatabase.emptyUrl());
        variables.put("SLUICE_MODELS_FOLDER", folder.toString());

        try (Installation sluice = Installation.start(variables)) {
            assertThat(sluice.exitCode()).isNotZero();
            assertThat(sluice.printed())
                    .containsOnlyOnce("APPLICATION FAILED TO START")
                    .contains(
                            "\"Check scope\" uses the service 'chekScope', which this application does not offer",
                            "Mend the models, or let SLUICE_MODELS_FOLDER name another folder")
                    .doesNotContain("\tat ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"check-evidence", "rotate-encryption-key"})
    void a_command_asks_for_its_variables_too(String command) {
        Map<String, String> variables = Installation.variables(url);
        variables.remove("SLUICE_DATABASE_URL");

        assertRefused(variables, "SLUICE_DATABASE_URL is missing", command);
    }

    @Test
    void an_unknown_command_is_told_and_starts_nothing() {
        try (Installation sluice = Installation.start(Installation.variables(url), "chek-evidence")) {
            assertThat(sluice.exitCode()).isEqualTo(2);
            assertThat(sluice.printed())
                    .isEqualToIgnoringNewLines("There is no command chek-evidence. Known are check-evidence and"
                            + " rotate-encryption-key; without a command Sluice is started.");
        }
    }

    private static Map<String, String> keeper(String password) {
        Map<String, String> variables = Installation.variables(url.replaceAll("user=postgres", "user=keeper"));
        variables.put("SLUICE_DATABASE_USER", "keeper");
        variables.put("SLUICE_DATABASE_PASSWORD", password);
        return variables;
    }

    /** @return everything that was printed */
    private static String assertRefused(Map<String, String> variables, String sentence, String... command) {
        try (Installation sluice = Installation.start(variables, command)) {
            assertThat(sluice.exitCode()).isNotZero();
            String printed = sluice.printed();
            assertThat(printed)
                    .containsOnlyOnce("APPLICATION FAILED TO START")
                    .containsOnlyOnce(sentence)
                    .doesNotContain("\tat ");
            assertThat(printed.lines().filter(line -> line.startsWith("- ")))
                    .as("one sentence for one trouble")
                    .hasSize(1);
            variables.forEach((name, value) -> {
                if (name.endsWith("_PASSWORD")) {
                    assertThat(printed).doesNotContain(value);
                }
                if (name.endsWith("_KEY")) {
                    assertThat(printed).doesNotContain(value.substring(value.indexOf(':') + 1));
                }
            });
            return printed;
        }
    }
}
