package io.sluice.jar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.TasklistClient;
import io.sluice.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar with everything it needs, on an empty database and then again and again on the same one. */
class JarStartIT {

    @Test
    void it_starts_and_however_it_is_started_again_unchanged_models_make_no_new_version(
            @TempDir Path unpacked, @TempDir Path models) throws Exception {
        Map<String, String> variables = Installation.variables(TestDatabase.emptyUrl());

        try (Installation sluice = Installation.start(variables)) {
            TasklistClient head = TasklistClient.login(sluice.address(), "head", "Weir&basin-7");
            assertPagesAreServed(head);
            assertThat(deployments(head)).hasSize(1);
            assertThat(resources(head)).containsExactlyElementsOf(projectFiles());
            assertThat(versions(head)).containsExactly("change-request 1", "deployment 1", "rollback 1");
            assertThat(head.get(head.engine("/user?maxResults=100")).body())
                    .as("nobody but the administrator has an account")
                    .hasSize(1);
            assertNothingSecretPrinted(sluice.printed(), variables);
        }
        try (Installation again = Installation.start(variables)) {
            TasklistClient head = TasklistClient.login(again.address(), "head", "Weir&basin-7");
            assertThat(deployments(head)).as("after a second start").hasSize(1);
        }
        PackagedJar.unpack(unpacked);
        try (Installation fromFolder = Installation.startUnpacked(variables, unpacked)) {
            TasklistClient head = TasklistClient.login(fromFolder.address(), "head", "Weir&basin-7");
            assertThat(deployments(head))
                    .as("after a start of the unpacked jar")
                    .hasSize(1);
            assertThat(resources(head)).containsExactlyElementsOf(projectFiles());
        }

        ModelsFolder folder = ModelsFolder.shipped(models);
        variables.put("SLUICE_MODELS_FOLDER", models.toString());
        try (Installation owned = Installation.start(variables)) {
            TasklistClient head = TasklistClient.login(owned.address(), "head", "Weir&basin-7");
            assertThat(deployments(head))
                    .as("after a start with the same models from a folder")
                    .hasSize(1);
        }
        folder.change("processes/change-request.bpmn", "name=\"Make changes\"", "name=\"Work in the sandbox\"");
        try (Installation owned = Installation.start(variables)) {
            TasklistClient head = TasklistClient.login(owned.address(), "head", "Weir&basin-7");
            assertThat(deployments(head))
                    .as("after a start with changed models")
                    .hasSize(2);
            assertThat(versions(head)).contains("change-request 2");
        }
    }

    private static void assertPagesAreServed(TasklistClient head) {
        for (String page : List.of(
                "/camunda/app/tasklist/default/",
                "/camunda/app/cockpit/default/",
                "/camunda/app/admin/default/",
                "/changes",
                "/environments",
                "/actuator/health",
                "/actuator/health/readiness",
                "/actuator/health/liveness")) {
            assertThat(head.get(page).status()).as(page).isEqualTo(200);
        }
        assertThat(head.get("/engine-rest/engine").status())
                .as("the unprotected door")
                .isEqualTo(404);
    }

    private static List<String> deployments(TasklistClient head) {
        return texts(head.get(head.engine("/deployment?maxResults=100")).body(), "id");
    }

    private static List<String> resources(TasklistClient head) {
        return texts(
                        head.get(head.engine("/deployment/" + deployments(head).get(0) + "/resources"))
                                .body(),
                        "name")
                .stream()
                .sorted()
                .toList();
    }

    private static List<String> versions(TasklistClient head) {
        List<String> versions = new ArrayList<>();
        head.get(head.engine("/process-definition?latestVersion=true&sortBy=key&sortOrder=asc&maxResults=100"))
                .body()
                .forEach(definition -> versions.add(definition.path("key").asText() + " "
                        + definition.path("version").asText()));
        return versions;
    }

    private static List<String> texts(JsonNode rows, String field) {
        List<String> texts = new ArrayList<>();
        rows.forEach(row -> texts.add(row.path(field).asText()));
        return texts;
    }

    /** The names as they stand in the project: the same for everybody, wherever the models come from. */
    private static List<String> projectFiles() throws Exception {
        List<String> names = new ArrayList<>();
        for (String folder : List.of("forms", "processes")) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                files.map(file -> folder + "/" + file.getFileName()).forEach(names::add);
            }
        }
        return names.stream().sorted().toList();
    }

    private static void assertNothingSecretPrinted(String printed, Map<String, String> variables) {
        assertThat(printed)
                .doesNotContain(
                        variables.get("SLUICE_ADMIN_PASSWORD"),
                        variables.get("SLUICE_DATABASE_PASSWORD"),
                        variables.get("SLUICE_ENCRYPTION_KEY").substring(3));
    }
}
