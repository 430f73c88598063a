package io.sluice.rehearsal.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.rehearsal.metadata.Audit;
import io.sluice.rehearsal.metadata.Manifest;
import io.sluice.rehearsal.metadata.MetadataTypes;
import io.sluice.rehearsal.metadata.OrgMetadata;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrieverTest {
    private static final byte[] UNREADABLE = "<a".getBytes(StandardCharsets.UTF_8);

    /** Whoever reads one of its files as XML fails. */
    private final OrgMetadata org = new OrgMetadata();

    RetrieverTest() {
        put("Layout", "Account-A", "layouts/Account-A.layout");
        put("CustomObject", "A__c", "objects/A__c.object");
        put("CustomMetadata", "Rate.A", "customMetadata/Rate.A.md");
        put("Profile", "Admin", "profiles/Admin.profile");
    }

    private void put(String type, String name, String path) {
        Audit audit = new Audit("id", "user", Instant.EPOCH, "user", Instant.EPOCH);
        org.restore(
                MetadataTypes.named(type).orElseThrow(),
                name,
                new TreeMap<>(Map.of(path, UNREADABLE)),
                audit,
                Map.of());
    }

    @Test
    void files_are_given_as_they_are_kept_without_being_read_as_xml() {
        Retriever given = retriever(Map.of("Layout", Set.of("*"), "CustomObject", Set.of("A__c")));

        assertThat(given.entries(""))
                .extracting(RetrieveJob.FileEntry::fileName)
                .containsExactly("layouts/Account-A.layout", "objects/A__c.object", "package.xml");
        assertThat(given.fileCount()).isEqualTo(2);
    }

    @Test
    void what_must_be_composed_is_read() {
        assertThatThrownBy(() -> retriever(Map.of("Profile", Set.of("Admin"))))
                .hasMessageContaining("profiles/Admin.profile is not well-formed XML");
        assertThatThrownBy(() -> retriever(Map.of("CustomField", Set.of("A__c.F__c"))))
                .hasMessageContaining("objects/A__c.object is not well-formed XML");
    }

    @Test
    void a_result_is_read_as_it_was_made(@TempDir Path folder) throws Exception {
        RetrieveJob job = new RetrieveJob();
        job.id = "09S000000000001AAA";
        job.request = new RetrieveJob.RetrieveRequest(
                new Manifest(Map.of("Layout", Set.of("*", "Größe")), "62.0"), false, List.of());
        new RetrieveResults(folder).make(job, org);

        RetrieveJob.Result result = new RetrieveResults(folder).of(job);

        assertThat(result.files())
                .containsExactly(
                        new RetrieveJob.FileEntry("Layout", "Account-A", "unpackaged/layouts/Account-A.layout"),
                        new RetrieveJob.FileEntry("Package", "package.xml", "unpackaged/package.xml"));
        assertThat(result.messages())
                .containsExactly(new RetrieveJob.Message(
                        "package.xml", "Entity of type 'Layout' named 'Größe' cannot be found"));
        assertThat(Files.size(folder.resolve(job.id + ".zip"))).isPositive();
    }

    private Retriever retriever(Map<String, Set<String>> types) {
        return new Retriever(org, new Manifest(types, "62.0"), List.of());
    }
}
