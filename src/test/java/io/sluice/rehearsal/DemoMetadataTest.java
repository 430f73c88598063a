package io.sluice.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoMetadataTest {

    @TempDir
    Path folder;

    @Test
    void without_folders_both_orgs_hold_the_sample_application() {
        DemoMetadata sample = DemoMetadata.of(null, null);

        assertThat(sample.isSample()).isTrue();
        assertThat(sample.development()).isEqualTo(sample.production());
    }

    @Test
    void two_folders_are_production_and_development_and_one_is_both() throws IOException {
        Path before = Files.createDirectory(folder.resolve("before"));
        Path after = Files.createDirectory(folder.resolve("after"));

        assertThat(DemoMetadata.of(before.toString(), after.toString())).isEqualTo(new DemoMetadata(before, after));
        assertThat(DemoMetadata.of(before.toString(), null)).isEqualTo(new DemoMetadata(before, before));
        assertThat(DemoMetadata.of(before.toString(), after.toString()).isSample())
                .isFalse();
    }

    @Test
    void what_is_no_folder_or_only_half_is_refused_with_the_propertys_name() {
        assertThatThrownBy(() -> DemoMetadata.of(folder.resolve("nowhere").toString(), null))
                .hasMessageContaining("-Dsluice.demo.production-folder names")
                .hasMessageContaining("no folder");
        assertThatThrownBy(() -> DemoMetadata.of(null, folder.toString()))
                .hasMessageContaining("without -Dsluice.demo.production-folder");
    }

    @Test
    void each_org_begins_with_its_own_folder_and_the_objects_of_change_requests() throws IOException {
        Path before = tab("before", "Old__c");
        Path after = tab("after", "New__c");

        try (DemoOrgs orgs = DemoOrgs.start(
                folder.resolve("demo"), DemoPorts.free(), DemoMetadata.of(before.toString(), after.toString()))) {
            assertThat(orgs.production().file("tabs/Old__c.tab")).isPresent();
            assertThat(orgs.production().file("tabs/New__c.tab")).isEmpty();
            assertThat(orgs.development().file("tabs/New__c.tab")).isPresent();
            assertThat(orgs.development().file("tabs/Old__c.tab")).isEmpty();
            try (var records = Files.list(Path.of("salesforce/objects"))) {
                assertThat(records.map(file -> "objects/" + file.getFileName()).toList())
                        .isNotEmpty()
                        .allSatisfy(
                                path -> assertThat(orgs.production().file(path)).isPresent());
            }
        }
    }

    private Path tab(String name, String tab) throws IOException {
        Path file = folder.resolve(name).resolve("tabs").resolve(tab + ".tab");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<CustomTab xmlns=\"http://soap.sforce.com/2006/04/metadata\">"
                        + "<customObject>true</customObject><motif>Custom53: Bell</motif></CustomTab>\n");
        return folder.resolve(name);
    }
}
