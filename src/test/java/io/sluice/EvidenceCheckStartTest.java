package io.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class EvidenceCheckStartTest {

    @Test
    void the_command_checks_the_configured_database_and_answers_with_its_code(CapturedOutput output) throws Exception {
        DataSource database = TestDatabase.migrated();
        String address;
        try (Connection connection = database.getConnection()) {
            address = connection.getMetaData().getURL();
        }

        int code = Commands.checkEvidence(
                "--spring.datasource.url=" + address,
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=");

        assertThat(code).isZero();
        assertThat(output.getOut()).contains("Evidence is intact").doesNotContain("Tomcat");
    }

    @Test
    void without_a_database_the_command_says_so(CapturedOutput output) {
        assertThatThrownBy(() -> Commands.checkEvidence("--spring.datasource.url="))
                .hasMessageContaining("SLUICE_DATABASE_URL is missing");

        assertThat(output.getAll()).doesNotContain("SLUICE_ADMIN_ID");
    }
}
