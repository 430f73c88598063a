package io.sluice.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.SluiceApplication;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

@ExtendWith(OutputCaptureExtension.class)
class StartChecksTest {

    private static final String KEY = "k1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private final MockEnvironment settings = new MockEnvironment()
            .withProperty("spring.datasource.url", "jdbc:postgresql://localhost/sluice")
            .withProperty("spring.datasource.username", "sluice")
            .withProperty("sluice.encryption.key", KEY)
            .withProperty("sluice.admin.id", "head")
            .withProperty("sluice.admin.password", "Weir&basin-7");

    private static String keys(String key, String file) {
        if (file.equals("unreadable")) {
            throw new IllegalStateException("The key file is readable by others.");
        }
        return file.isEmpty() ? key : KEY;
    }

    @Test
    void keys_may_come_from_a_file_and_its_trouble_is_told() {
        settings.setProperty("sluice.encryption.key", "");
        settings.setProperty("sluice.encryption.key-file", "/etc/sluice/keys");
        assertThat(StartChecks.ofAll(StartChecksTest::keys).problems(settings)).isEmpty();

        settings.setProperty("sluice.encryption.key-file", "unreadable");
        assertThat(StartChecks.ofAll(StartChecksTest::keys).problems(settings))
                .containsExactly("The key file is readable by others.");
    }

    @Test
    void complete_settings_start() {
        assertThat(StartChecks.ofAll(StartChecksTest::keys).problems(settings)).isEmpty();
    }

    @Test
    void several_keys_are_separated_by_commas() {
        settings.setProperty("sluice.encryption.key", KEY.replace("k1", "k2") + ", " + KEY);

        assertThat(StartChecks.ofAll(StartChecksTest::keys).problems(settings)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spring.datasource.url||SLUICE_DATABASE_URL is missing",
                "spring.datasource.url|jdbc:h2:mem:x|must begin with jdbc:postgresql:",
                "spring.datasource.username||SLUICE_DATABASE_USER is missing",
                "sluice.encryption.key||SLUICE_ENCRYPTION_KEY is missing",
                "sluice.encryption.key|secret|key number 1 is not written as id:key",
                "sluice.encryption.key|k1:c2hvcnQ=|key number 1 is not 32 bytes in base64",
                "sluice.encryption.key|k1:%%%|key number 1 is not 32 bytes in base64",
                "sluice.encryption.key|" + KEY + ",|key number 2 is not written as id:key",
                "sluice.encryption.key|" + KEY + "," + KEY + "|key number 2 has the id of an earlier one",
                "sluice.admin.id||SLUICE_ADMIN_ID is missing",
                "sluice.admin.id|a b|SLUICE_ADMIN_ID may hold",
                "sluice.admin.password||SLUICE_ADMIN_PASSWORD is missing",
                "sluice.admin.password|short|SLUICE_ADMIN_PASSWORD is too weak",
                "sluice.admin.password|alllowercase-1|SLUICE_ADMIN_PASSWORD is too weak",
                "sluice.admin.password|Ahead-of-time-1|SLUICE_ADMIN_PASSWORD is too weak"
            })
    void each_wrong_setting_gets_one_sentence_that_does_not_repeat_the_value(
            String name, String value, String sentence) {
        settings.setProperty(name, value == null ? "" : value);

        assertThat(StartChecks.ofAll(StartChecksTest::keys).problems(settings))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem).contains(sentence);
                    if (value != null && value.length() > 10) {
                        assertThat(problem).doesNotContain(value);
                    }
                });
    }

    @Test
    void a_command_that_only_reads_asks_for_the_database_alone() {
        assertThat(StartChecks.ofDatabase().problems(new MockEnvironment()))
                .singleElement()
                .asString()
                .startsWith("SLUICE_DATABASE_URL is missing");
    }

    @Test
    void the_application_says_what_is_missing_without_a_stack_trace(CapturedOutput output) {
        SpringApplication application = new SpringApplication(SluiceApplication.class);
        application.addInitializers(StartChecks.ofAll(StartChecksTest::keys));
        application.setDefaultProperties(Map.of("server.port", "0"));

        assertThatThrownBy(() -> application.run(
                        "--spring.datasource.url=",
                        "--sluice.encryption.key=",
                        "--sluice.admin.id=",
                        "--sluice.admin.password="))
                .isInstanceOf(StartRefusedException.class);

        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START")
                .containsOnlyOnce("SLUICE_DATABASE_URL is missing")
                .containsOnlyOnce("SLUICE_ENCRYPTION_KEY is missing")
                .containsOnlyOnce("SLUICE_ADMIN_ID is missing")
                .containsOnlyOnce("SLUICE_ADMIN_PASSWORD is missing")
                .doesNotContain("\tat ");
    }

    @Test
    void a_database_that_does_not_answer_is_named_in_a_sentence(CapturedOutput output) {
        SpringApplication application = new SpringApplication(DoorApplication.class);

        assertThatThrownBy(() -> application.run(
                        "--server.port=0",
                        "--spring.datasource.url=jdbc:postgresql://localhost:1/nowhere",
                        "--spring.datasource.hikari.connection-timeout=500",
                        "--sluice.admin.id=head",
                        "--sluice.admin.password=Weir&basin-7"))
                .isInstanceOf(Exception.class);

        assertThat(output.getAll()).contains("The database of SLUICE_DATABASE_URL does not answer.");
    }
}
