package io.sluice.rehearsal.org;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Plain HTTP without a session of its own and without following redirects. */
final class Web {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;

    Web(URI address) {
        this.address = address;
    }

    record Answer(int status, String body, String location, HttpResponse<String> raw) {
        JsonNode json() throws IOException {
            return JSON.readTree(body);
        }

        /** {@code error: error_description}. */
        String denial() throws IOException {
            return json().path("error").asText() + ": "
                    + json().path("error_description").asText();
        }

        /** {@code errorCode: message} of a REST error. */
        String problem() throws IOException {
            return json().at("/0/errorCode").asText() + ": "
                    + json().at("/0/message").asText();
        }

        Map<String, String> parameters() {
            Map<String, String> out = new LinkedHashMap<>();
            for (String pair : URI.create(location).getRawQuery().split("&")) {
                out.put(
                        pair.substring(0, pair.indexOf('=')),
                        URLDecoder.decode(pair.substring(pair.indexOf('=') + 1), StandardCharsets.UTF_8));
            }
            return out;
        }
    }

    static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    Answer form(String path, Map<String, String> form) throws IOException, InterruptedException {
        return send(
                "POST",
                path,
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                encoded(form).getBytes(StandardCharsets.UTF_8));
    }

    Answer token(Map<String, String> form) throws IOException, InterruptedException {
        return form("/services/oauth2/token", form);
    }

    Answer get(String path, String session) throws IOException, InterruptedException {
        return send("GET", path, session.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + session), null);
    }

    Answer soap(String path, String body) throws IOException, InterruptedException {
        return send(
                "POST",
                path,
                Map.of("Content-Type", "text/xml", "SOAPAction", "\"\""),
                ("<env:Envelope xmlns:env=\"http://schemas.xmlsoap.org/soap/envelope/\"><env:Body>" + body
                                + "</env:Body></env:Envelope>")
                        .getBytes(StandardCharsets.UTF_8));
    }

    Answer send(String method, String path, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(
                answer.statusCode(),
                answer.body(),
                answer.headers().firstValue("Location").orElse(""),
                answer);
    }

    /** A session of the integration user. */
    String session() throws IOException, InterruptedException {
        return token(Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        "rehearsal-client",
                        "client_secret",
                        "rehearsal-secret"))
                .json()
                .get("access_token")
                .asText();
    }
}
