package io.sluice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One person's browser at Sluice's own pages, by plain HTTP; remembers everything that came back. */
public final class PageClient {

    private static final Pattern HIDDEN_TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final URI base;
    private final List<String> seen = new ArrayList<>();

    private PageClient(URI base) {
        this.base = base;
    }

    /** What the server answered. */
    public record Answer(int status, String text, String location) {}

    /** Logs a person in at Sluice's own page. */
    public static PageClient login(URI base, String user, String password) {
        PageClient client = new PageClient(base);
        String page = client.get("/sign-in").text();
        Matcher token = HIDDEN_TOKEN.matcher(page);
        if (!token.find()) {
            throw new IllegalStateException("The page has no token");
        }
        client.send(
                client.form("/sign-in", Map.of("user", user, "password", password, "to", "", "_csrf", token.group(1))));
        if (client.get("/environments").status() != 200) {
            throw new IllegalStateException(user + " could not log in");
        }
        return client;
    }

    public Answer get(String path) {
        return send(HttpRequest.newBuilder(base.resolve(path)).GET());
    }

    /** Sends a form as a page does, with the token that proves where it comes from. */
    public Answer post(String path, Map<String, String> fields) {
        return send(form(path, fields).header("X-CSRF-TOKEN", token()));
    }

    /** Sends a form with a file as a browser does, the token among its fields. */
    public Answer upload(String path, Map<String, String> fields, String fileField, String name, byte[] content) {
        return send(multipart(path, fields, fileField, name, content, token()));
    }

    /** Likewise with the token in a header, so that the server reads nothing of the form before it knows who sends it. */
    public Answer uploadWithHeader(
            String path, Map<String, String> fields, String fileField, String name, byte[] content) {
        String token = token();
        return send(multipart(path, fields, fileField, name, content, "").header("X-CSRF-TOKEN", token));
    }

    private HttpRequest.Builder multipart(
            String path, Map<String, String> fields, String fileField, String name, byte[] content, String token) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("_csrf", token);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        all.forEach((field, value) -> body.writeBytes(
                ("--sluice\r\nContent-Disposition: form-data; name=\"" + field + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(("--sluice\r\nContent-Disposition: form-data; name=\"" + fileField + "\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--sluice--\r\n".getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "multipart/form-data; boundary=sluice")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
    }

    /** Sends JSON to the twin of a page. */
    public Answer json(String method, String path, String body) {
        return send(HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", token())
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /** All that came back so far, headers that lead elsewhere included. */
    public List<String> seen() {
        return List.copyOf(seen);
    }

    private String token() {
        return token(get("/environments").text());
    }

    private static String token(String html) {
        String page = html.replace("&quot;", "\"");
        int start = page.indexOf("{\"X-CSRF-TOKEN\":\"");
        if (start < 0) {
            throw new IllegalStateException("The page has no token");
        }
        start += "{\"X-CSRF-TOKEN\":\"".length();
        return page.substring(start, page.indexOf('"', start));
    }

    private HttpRequest.Builder form(String path, Map<String, String> fields) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Answer answer = new Answer(
                    response.statusCode(),
                    response.body(),
                    response.headers().firstValue("Location").orElse(""));
            seen.add(answer.text() + "\n" + answer.location());
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
