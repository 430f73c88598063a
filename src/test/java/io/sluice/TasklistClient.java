package io.sluice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** One person at Tasklist's own REST door: logged in, with the session and the CSRF token that the web app uses. */
public final class TasklistClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final URI base;

    private TasklistClient(URI base) {
        this.base = base;
    }

    /** What the server answered. */
    public record Answer(int status, JsonNode body, String text) {

        public boolean ok() {
            return status / 100 == 2;
        }
    }

    /** Logs a person in as Tasklist does; fails where the account is refused. */
    public static TasklistClient login(URI base, String user, String password) {
        TasklistClient client = new TasklistClient(base);
        client.exchange(HttpRequest.newBuilder(client.uri("/camunda/app/tasklist/default/"))
                .GET());
        Answer answer = client.exchange(
                HttpRequest.newBuilder(client.uri("/camunda/api/admin/auth/user/default/login/tasklist"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "username=" + encode(user) + "&password=" + encode(password))));
        if (!answer.ok()) {
            throw new IllegalStateException(user + " could not log in: " + answer.status() + " " + answer.text());
        }
        // The log-in began a new session; a page of it brings the token that belongs to it.
        client.exchange(HttpRequest.newBuilder(client.uri("/camunda/app/tasklist/default/"))
                .GET());
        return client;
    }

    /** Starts a process by its key with the fields of its start form. */
    public Answer start(String processKey, Map<String, ?> fields) {
        return post(engine("/process-definition/key/" + processKey + "/submit-form"), variables(fields));
    }

    /** Open tasks of a business key that the person may see. */
    public JsonNode tasks(String businessKey) {
        return get(engine("/task?processInstanceBusinessKey=" + encode(businessKey)
                        + "&sortBy=created&sortOrder=desc&maxResults=50"))
                .body();
    }

    public Answer claim(String taskId, String user) {
        return post(
                engine("/task/" + taskId + "/claim"), JSON.createObjectNode().put("userId", user));
    }

    /** Completes a task with the fields of its form. */
    public Answer submit(String taskId, Map<String, ?> fields) {
        return post(engine("/task/" + taskId + "/submit-form"), variables(fields));
    }

    /** A path below the engine's REST door. */
    public String engine(String path) {
        return "/camunda/api/engine/engine/default" + path;
    }

    public Answer get(String path) {
        return exchange(HttpRequest.newBuilder(uri(path)).GET().header("Accept", "application/json"));
    }

    public Answer post(String path, JsonNode body) {
        return send("POST", path, body);
    }

    /** Sends the fields of a form of Sluice's own pages, with their CSRF token; a redirect is not followed. */
    public Answer form(String path, Map<String, String> fields) {
        JsonNode csrf = get("/api/session").body().path("csrf");
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return exchange(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(csrf.path("header").asText(), csrf.path("token").asText())
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Any other method, for example PUT or DELETE, with a JSON body. */
    public Answer send(String method, String path, JsonNode body) {
        return exchange(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /** Sends to a page of Sluice's own, or its JSON twin, with the token that those ask for. */
    public Answer sendToPages(String method, String path, String contentType, String body) {
        JsonNode csrf = get("/api/session").body().path("csrf");
        return exchange(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", contentType)
                .header("Accept", "text/html, application/json")
                .header(csrf.path("header").asText(), csrf.path("token").asText())
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private Answer exchange(HttpRequest.Builder request) {
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .findFirst()
                .ifPresent(cookie -> request.header("X-XSRF-TOKEN", cookie.getValue()));
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), parse(response.body()), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("No answer from " + base, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + base, e);
        }
    }

    private static JsonNode parse(String text) {
        String start = text.stripLeading();
        if (!start.startsWith("{") && !start.startsWith("[")) {
            return JSON.missingNode();
        }
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("Not JSON: " + text, e);
        }
    }

    private static ObjectNode variables(Map<String, ?> fields) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode variables = body.putObject("variables");
        fields.forEach((name, value) -> variables.putObject(name).putPOJO("value", value));
        return body;
    }

    private URI uri(String path) {
        return base.resolve(path);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
