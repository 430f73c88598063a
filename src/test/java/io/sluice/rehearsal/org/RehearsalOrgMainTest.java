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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalOrgMainTest {
    @Test
    void an_org_that_was_killed_knows_what_was_saved_before(@TempDir Path folder) throws Exception {
        Path state = folder.resolve("state");
        Path metadata = Files.createDirectories(folder.resolve("metadata/objects"));
        Files.writeString(metadata.resolve("Invoice__c.object"), OrgClient.object(""));
        Process process = start("state=" + state, "folder=" + folder.resolve("metadata"), "tick=0");
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

    @Test
    void one_command_line_starts_several_orgs_each_with_its_own_settings() throws Exception {
        Process process =
                start("name=Dev", "loginPort=0", "login=dana@dev.example:secret", "name=Prod", "sandbox=false");
        try (BufferedReader out = process.inputReader()) {
            String dev = out.readLine();
            String prod = out.readLine();
            assertThat(dev).startsWith("Rehearsal org Dev 00D").contains(", log-in host http://localhost:");
            assertThat(prod).startsWith("Rehearsal org Prod 00D").doesNotContain("log-in host");
            assertThat(isSandbox(dev)).isTrue();
            assertThat(isSandbox(prod)).isFalse();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static boolean isSandbox(String line) throws Exception {
        Web web = new Web(URI.create(line.replaceFirst(".* at ", "")));
        String session = web.session();
        return web.get("/services/data/v67.0/query?q=SELECT+IsSandbox+FROM+Organization", session)
                .json()
                .at("/records/0/IsSandbox")
                .asBoolean();
    }

    @Test
    void every_setting_can_be_given_on_the_command_line() throws Exception {
        List<OrgSettings> all = RehearsalOrgMain.settings(List.of(
                "name=A",
                "port=1",
                "state=s",
                "watch=w",
                "orgId=00D000000000001",
                "clientId=c",
                "clientSecret=d",
                "callback=http://localhost/x",
                "approved=b@a.example",
                "user=u@a.example",
                "login=l@a.example:p:q",
                "session=5",
                "apiVersion=64.0",
                "tick=0",
                "name=B"));
        assertThat(all).hasSize(2);
        OrgSettings a = all.get(0);
        assertThat(a.port()).isEqualTo(1);
        assertThat(a.stateFolder()).contains(Path.of("s"));
        assertThat(a.watchedFolder()).contains(Path.of("w"));
        assertThat(a.orgId()).isEqualTo("00D000000000001");
        assertThat(a.app().id()).isEqualTo("c");
        assertThat(a.app().secret()).isEqualTo("d");
        assertThat(a.app().callbacks()).containsExactly("http://localhost/x");
        assertThat(a.app().approved()).containsExactly("b@a.example");
        assertThat(a.runAsUser()).isEqualTo("u@a.example");
        assertThat(a.passwords()).containsEntry("l@a.example", "p:q");
        assertThat(a.sessionTimeout()).hasMinutes(5);
        assertThat(a.apiVersion()).isEqualTo(64.0);
        assertThat(a.tick()).isEmpty();
        OrgSettings b = all.get(1);
        assertThat(b.stateFolder())
                .as("settings belong to the org whose name came before")
                .isEmpty();
        assertThat(b.tick()).contains(Duration.ofMillis(200));
    }

    @Test
    void an_argument_that_is_not_understood_ends_the_process_with_what_is_known() throws Exception {
        Process process = start("colour=red");
        try (BufferedReader out = process.errorReader()) {
            assertThat(out.readLine()).startsWith("Unknown argument 'colour=red'; known are name=, folder=");
        }
        assertThat(process.waitFor()).isEqualTo(2);
    }

    private static Process start(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                RehearsalOrgMain.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }
}
