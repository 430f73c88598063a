package io.sluice.rehearsal.org;

import static org.assertj.core.api.Assertions.assertThat;

import com.sforce.soap.metadata.FileProperties;
import com.sforce.soap.metadata.ListMetadataQuery;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditingTest {
    @TempDir
    Path watched;

    private final HandClock clock = new HandClock();
    private RehearsalOrg org;
    private OrgClient client;

    @BeforeEach
    void start() throws Exception {
        org = RehearsalOrg.start(OrgSettings.of("Edit").withClock(clock).withWatchedFolder(watched));
        client = new OrgClient(org);
    }

    @AfterEach
    void stop() {
        org.close();
    }

    private FileProperties listed(String type) throws Exception {
        ListMetadataQuery query = new ListMetadataQuery();
        query.setType(type);
        return client.soap().listMetadata(new ListMetadataQuery[] {query}, 62.0)[0];
    }

    @Test
    void a_class_is_made_read_changed_and_removed_by_tooling() throws Exception {
        String path = "/services/data/v62.0/tooling/sobjects/ApexClass";
        var made = client.call("POST", path, Map.of("Name", "Fresh", "Body", "public class Fresh {}"));
        assertThat(made.status()).isEqualTo(201);
        String row = path + "/" + made.json().get("id").asText();
        clock.move(Duration.ofHours(1));

        assertThat(client.call("PATCH", row, Map.of("Body", "public class Fresh { Integer a; }"))
                        .status())
                .isEqualTo(204);

        assertThat(org.file("classes/Fresh.cls")).contains("public class Fresh { Integer a; }");
        assertThat(client.call("GET", row, null).json().get("Body").asText()).contains("Integer a");
        FileProperties properties = listed("ApexClass");
        assertThat(properties.getLastModifiedByName()).isEqualTo("Integration");
        assertThat(properties.getLastModifiedDate().toInstant()).isEqualTo(clock.instant());
        assertThat(properties.getCreatedDate().toInstant())
                .isEqualTo(clock.instant().minus(Duration.ofHours(1)));
        assertThat(client.call("POST", path, Map.of("Name", "Fresh", "Body", "x"))
                        .json()
                        .at("/0/errorCode")
                        .asText())
                .isEqualTo("DUPLICATE_VALUE");
        assertThat(client.call("DELETE", row, null).status()).isEqualTo(204);
        assertThat(client.call("GET", row, null).status()).isEqualTo(404);
        assertThat(org.components()).doesNotContain("ApexClass:Fresh");
    }

    @Test
    void code_is_not_edited_in_production() throws Exception {
        try (RehearsalOrg production = RehearsalOrg.start(OrgSettings.of("Edit").withSandbox(false))) {
            var refused = new OrgClient(production)
                    .call(
                            "POST",
                            "/services/data/v62.0/tooling/sobjects/ApexClass",
                            Map.of("Name", "Fresh", "Body", "public class Fresh {}"));
            assertThat(refused.json().at("/0/message").asText()).isEqualTo("Can't alter metadata in an active org");
            assertThat(production.components()).isEmpty();
        }
    }

    @Test
    void a_file_put_by_http_is_an_edit_of_the_named_user() throws Exception {
        Web web = new Web(org.address());
        byte[] first = "public class Put {}".getBytes(StandardCharsets.UTF_8);
        String path = "/rehearsal/files/classes/Put.cls?user=Dana%20Developer";
        assertThat(web.send("PUT", path, Map.of(), first).status()).isEqualTo(200);
        clock.move(Duration.ofHours(1));
        byte[] second = "public class Put { }".getBytes(StandardCharsets.UTF_8);
        assertThat(web.send("PUT", path.replace("Dana", "Rob"), Map.of(), second)
                        .status())
                .isEqualTo(200);
        FileProperties properties = listed("ApexClass");
        assertThat(properties.getCreatedByName()).isEqualTo("Dana Developer");
        assertThat(properties.getLastModifiedByName()).isEqualTo("Rob Developer");
        assertThat(properties.getLastModifiedDate().toInstant()).isEqualTo(clock.instant());
        assertThat(web.send("GET", "/rehearsal/files/classes/Put.cls", Map.of(), null)
                        .body())
                .isEqualTo("public class Put { }");
        assertThat(web.send("PUT", "/rehearsal/files/classes/Put.cls", Map.of(), second)
                        .body())
                .contains("Say who edits");
        assertThat(web.send("PUT", "/rehearsal/files/nonsense/Put.cls?user=Dana", Map.of(), second)
                        .status())
                .isEqualTo(400);
        assertThat(web.send("DELETE", path, Map.of(), null).status()).isEqualTo(200);
        assertThat(org.components()).isEmpty();
    }

    @Test
    void a_file_dropped_into_the_watched_folder_is_taken_once_it_is_written() throws Exception {
        Path file = Files.createDirectories(watched.resolve("dana@people.example/classes"))
                .resolve("Dropped.cls");
        Files.writeString(file, "public class Dropped {}");
        org.step();
        assertThat(org.components()).as("perhaps still being written").isEmpty();
        org.step();
        assertThat(org.file("classes/Dropped.cls")).contains("public class Dropped {}");
        assertThat(file).doesNotExist();
        assertThat(listed("ApexClass").getLastModifiedByName()).isEqualTo("Dana");
    }

    @Test
    void a_dropped_file_that_the_org_refuses_stays_with_the_reason() throws Exception {
        Path file = Files.createDirectories(watched.resolve("dana@people.example/flows"))
                .resolve("Bad.flow");
        Files.writeString(file, "<Flow>");
        org.step();
        org.step();
        assertThat(Path.of(file + ".reason")).content().contains("not well-formed XML");
        assertThat(Path.of(file + ".refused")).hasContent("<Flow>");
        org.step();
        org.step();
        assertThat(Path.of(file + ".refused.refused")).doesNotExist();
    }
}
