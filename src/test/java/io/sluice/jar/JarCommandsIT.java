package io.sluice.jar;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.TasklistClient;
import io.sluice.TestDatabase;
import io.sluice.rehearsal.org.OrgSettings;
import io.sluice.rehearsal.org.RehearsalOrg;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The commands of the jar, as the operators' page describes them. */
class JarCommandsIT {

    private static final String OLD = "k1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private static final String NEW = "k2:QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU=";

    @Test
    void a_rotated_key_is_needed_no_more_and_the_act_is_on_evidence() throws Exception {
        String url = TestDatabase.emptyUrl();
        Map<String, String> variables = Installation.variables(url);
        variables.put("SLUICE_ENCRYPTION_KEY", OLD);
        try (RehearsalOrg org = RehearsalOrg.start(OrgSettings.of("Production")
                .withClient("sluice", "rehearsal-secret")
                .withSandbox(false))) {
            try (Installation sluice = Installation.start(variables)) {
                TasklistClient head = TasklistClient.login(sluice.address(), "head", "Weir&basin-7");
                assertThat(head.form(
                                        "/environments",
                                        Map.of(
                                                "id", "production",
                                                "name", "Production",
                                                "kind", "production",
                                                "address", org.address().toString(),
                                                "apiVersion", "62.0",
                                                "stage", "90",
                                                "clientId", "sluice",
                                                "clientSecret", "rehearsal-secret"))
                                .status())
                        .isEqualTo(302);
                assertThat(connects(head)).isTrue();
                assertThat(sluice.printed()).doesNotContain("rehearsal-secret");
            }

            variables.put("SLUICE_ENCRYPTION_KEY", NEW);
            assertThat(run(variables, 1, "rotate-encryption-key"))
                    .contains("Nothing was encrypted anew", "production", "encrypted with the key k1", "does not hold");
            variables.put("SLUICE_ENCRYPTION_KEY", NEW + "," + OLD);
            assertThat(run(variables, 0, "rotate-encryption-key"))
                    .contains("Encrypted anew with key k2: the credentials of 1 environments.");
            assertThat(run(variables, 0, "rotate-encryption-key"))
                    .contains("Encrypted anew with key k2: the credentials of 0 environments.");

            variables.put("SLUICE_ENCRYPTION_KEY", NEW);
            try (Installation sluice = Installation.start(variables)) {
                TasklistClient head = TasklistClient.login(sluice.address(), "head", "Weir&basin-7");
                assertThat(connects(head)).as("with the new key alone").isTrue();
            }
        }

        assertThat(run(variables, 0, "check-evidence"))
                .startsWith("Evidence is intact: ")
                .contains("the newest has hash ")
                .hasLineCount(1);
        tamper(url);
        assertThat(run(variables, 1, "check-evidence")).contains("Evidence is BROKEN at row 1: ");
    }

    @Test
    void rotating_without_credentials_or_tables_says_so() {
        Map<String, String> variables = Installation.variables(TestDatabase.emptyUrl());

        assertThat(run(variables, 1, "rotate-encryption-key"))
                .contains("Nothing was encrypted anew")
                .doesNotContain("\tat ");
    }

    /** As somebody could who rules the database. */
    private static void tamper(String url) throws Exception {
        try (Connection connection = DriverManager.getConnection(url);
                Statement sql = connection.createStatement()) {
            sql.execute("alter table sluice.evidence disable trigger all");
            assertThat(sql.executeUpdate("update sluice.evidence set actor = 'nobody' where seq = 1"))
                    .isEqualTo(1);
        }
    }

    private static boolean connects(TasklistClient head) {
        String path = "/environments/production/test";
        TasklistClient.Answer answer = head.form(path, Map.of());
        return answer.status() == 200 && answer.text().contains("Connected");
    }

    /** @return what the command printed */
    private static String run(Map<String, String> variables, int exitCode, String command) {
        try (Installation sluice = Installation.start(variables, command)) {
            assertThat(sluice.exitCode()).as(sluice::printed).isEqualTo(exitCode);
            return sluice.printed();
        }
    }
}
