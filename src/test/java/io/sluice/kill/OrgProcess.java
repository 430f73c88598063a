package io.sluice.kill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.FreePort;
import io.sluice.rehearsal.org.RehearsalOrgMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A rehearsal org as a process of its own. */
final class OrgProcess implements AutoCloseable {

    static final String CLIENT = "sluice";
    static final String SECRET = "rehearsal-secret";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final JavaProcess process;
    private final URI address;

    private OrgProcess(JavaProcess process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** A deployment as the org lists it. */
    record Listed(String id, boolean checkOnly, String status, String zipSha256) {}

    static OrgProcess start(String name, boolean sandbox, Path metadata, Path state) {
        int port = FreePort.find();
        JavaProcess process = JavaProcess.start(new JavaProcess.Program(
                name,
                JavaProcess.withTests(),
                List.of(),
                RehearsalOrgMain.class,
                List.of(
                        "name=" + name,
                        "sandbox=" + sandbox,
                        "folder=" + metadata,
                        "state=" + state,
                        "port=" + port,
                        "clientId=" + CLIENT,
                        "clientSecret=" + SECRET,
                        "tick=50"),
                Map.of(),
                Map.of()));
        OrgProcess org = new OrgProcess(process, URI.create("http://localhost:" + port));
        try {
            Wait.untilWithoutProblem("org " + name + " answers, see " + process.log(), () -> {
                org.deployments();
                return true;
            });
            return org;
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
    }

    URI address() {
        return address;
    }

    /** Orders faults, in the words of the rehearsal org's README. */
    void order(Map<String, ?> faults) {
        send(HttpRequest.newBuilder(address.resolve("/rehearsal/faults"))
                .POST(HttpRequest.BodyPublishers.ofString(
                        JSON.valueToTree(faults).toString())));
    }

    void holdJobs() {
        order(Map.of("holdJobs", true));
    }

    /** Takes back every fault; held jobs go on. */
    void behave() {
        order(Map.of("clear", true));
    }

    /** Moves every job so often at once. */
    void step(int times) {
        for (int i = 0; i < times; i++) {
            send(HttpRequest.newBuilder(address.resolve("/rehearsal/step")).POST(HttpRequest.BodyPublishers.noBody()));
        }
    }

    /** Saves a file as a developer in the org would. */
    void putFile(String path, String content, String user) {
        send(HttpRequest.newBuilder(address.resolve("/file"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "path=" + encode(path) + "&content=" + encode(content) + "&user=" + encode(user))));
    }

    /** A file of the org's metadata; empty where it has none. */
    String file(String path) {
        HttpResponse<String> answer = answer(HttpRequest.newBuilder(address.resolve("/rehearsal/files/" + path))
                .GET());
        return answer.statusCode() == 200 ? answer.body() : "";
    }

    /** Everything that was taken, validations included, oldest first. */
    List<Listed> deployments() {
        List<Listed> listed = new ArrayList<>();
        for (JsonNode row : read(send(HttpRequest.newBuilder(address.resolve("/rehearsal/deployments"))
                .GET()))) {
            listed.add(new Listed(
                    row.path("id").asText(),
                    row.path("checkOnly").asBoolean(),
                    row.path("status").asText(),
                    row.path("zipSha256").asText()));
        }
        return listed;
    }

    /** Everything that was taken and changes the org, whatever became of it. */
    List<Listed> realDeployments() {
        return deployments().stream().filter(listed -> !listed.checkOnly()).toList();
    }

    private String send(HttpRequest.Builder request) {
        HttpResponse<String> answer = answer(request);
        if (answer.statusCode() >= 400) {
            throw new IllegalStateException("The org answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("No answer from the org at " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the org at " + address, e);
        }
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("Not JSON: " + json, e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.close();
    }
}
