package io.sluice.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.RemoteJob;
import io.sluice.salesforce.TestLevel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.DefaultResourceLoader;

class EnvironmentPreparationTest {

    private final Desk desk = new Desk();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void sandbox_isPreparedWithoutTestsAndProductionWithLocalOnes() throws Exception {
        EnvironmentPreparation preparation = preparation();
        RemoteJob job = preparation.prepare("sandbox", "admin");
        assertThat(preparation.prepare("sandbox", "admin").id())
                .as("while one is open")
                .isEqualTo(job.id());
        desk.rooms.source.progress = Desk.ok(false);
        assertThat(desk.rooms.run(job).isSuccess()).isTrue();
        assertThat(desk.rooms.source.sentOptions).singleElement().satisfies(options -> {
            assertThat(options.testLevel()).isEqualTo(TestLevel.NO_TEST_RUN);
            assertThat(options.checkOnly()).isFalse();
        });
        assertThat(preparation.attempts("sandbox")).singleElement().satisfies(attempt -> {
            assertThat(attempt.log()).isNotNull();
            assertThat(attempt.message()).contains("deployed");
        });

        desk.rooms.target.progress = Desk.said(false, "Failed", false, 1, 0, List.of(), List.of(), List.of());
        Outcome outcome = desk.rooms.run(preparation.prepare("production", "admin"));
        assertThat(outcome.errorCode()).isEqualTo("deploy-failed");
        assertThat(desk.rooms.target.sentOptions.get(0).testLevel()).isEqualTo(TestLevel.RUN_LOCAL_TESTS);
        assertThat(desk.rooms.acts)
                .contains(
                        "environment-preparation-requested environment:sandbox by admin",
                        "environment-prepared environment:sandbox by sluice",
                        "environment-preparation-failed environment:production by sluice");
        assertThatThrownBy(() -> preparation.prepare("nowhere", "admin")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void preparation_isExclusiveAndChangesTheOrg() {
        assertThat(desk.rooms.kind("prepare-environment").exclusive()).isTrue();
        assertThat(desk.rooms.kind("deploy").exclusive()).isTrue();
        assertThat(desk.rooms.kind("validate").exclusive()).isTrue();
        assertThat(desk.rooms.kind("retrieve").exclusive()).isFalse();
        assertThat(desk.rooms.kind("prepare-environment").changesOrg()).isTrue();
        assertThat(desk.rooms.kind("deploy").changesOrg()).isTrue();
        assertThat(desk.rooms.kind("validate").changesOrg()).isFalse();
    }

    private EnvironmentPreparation preparation() throws Exception {
        Path salesforce = Files.createDirectories(folder.resolve("salesforce"));
        Files.createDirectories(salesforce.resolve("tabs"));
        Files.writeString(
                salesforce.resolve("package.xml"),
                "<Package xmlns=\"http://soap.sforce.com/2006/04/metadata\"><types><members>Own__c</members>"
                        + "<name>CustomTab</name></types><version>62.0</version></Package>",
                StandardCharsets.UTF_8);
        Files.writeString(salesforce.resolve("README.md"), "for people", StandardCharsets.UTF_8);
        Files.writeString(
                salesforce.resolve("tabs/Own__c.tab"),
                "<CustomTab xmlns=\"http://soap.sforce.com/2006/04/metadata\"><customObject>true</customObject></CustomTab>",
                StandardCharsets.UTF_8);
        ClassLoader loader =
                new java.net.URLClassLoader(new java.net.URL[] {folder.toUri().toURL()}, null);
        return new PreparationByDeployment(
                desk.rooms.get(io.sluice.environment.Environments.class),
                desk.rooms.jobs,
                new OwnMetadata(new DefaultResourceLoader(loader)),
                desk.rooms.get(PackageStore.class),
                desk.rooms.get(AttemptStore.class),
                desk.rooms.get(io.sluice.evidence.Evidence.class),
                desk.rooms.get(org.springframework.transaction.PlatformTransactionManager.class));
    }
}
