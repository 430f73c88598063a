package io.sluice.rehearsal.org;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalOrgMainTest {
    @Test
    void an_org_that_was_killed_knows_what_was_saved_before(@TempDir Path folder) throws Exception {
        Path state = folder.resolve("state");
        Path metadata = Files.createDirectories(folder.resolve("metadata/objects"));
        Files.writeString(metadata.resolve("Invoice__c.object"), OrgClient.object(""));
        Process process = start(state, folder.resolve("metadata"));
        try (BufferedReader out = process.inputReader()) {
            String address = out.readLine().replaceFirst(".* at ", "");
            String form = "path=classes%2FKept.cls&content=public+class+Kept+%7B%7D&user=Dana+Developer";
            int status = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(address + "/file"))
                                    .POST(HttpRequest.BodyPublishers.ofString(form, StandardCharsets.UTF_8))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            assertThat(status).isEqualTo(303);
        } finally {
            process.destroyForcibly().waitFor();
        }

        try (RehearsalOrg again = RehearsalOrg.start(OrgSettings.of("Again").withStateFolder(state))) {
            assertThat(again.file("classes/Kept.cls")).contains("public class Kept {}");
            assertThat(again.components()).contains("CustomObject:Invoice__c", "ApexClass:Kept");
        }
    }

    private static Process start(Path state, Path metadata) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        RehearsalOrgMain.class.getName(),
                        "state=" + state,
                        "folder=" + metadata,
                        "tick=0")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
