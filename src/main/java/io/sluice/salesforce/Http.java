package io.sluice.salesforce;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** One HTTP call and its whole answer; what the answer means others decide. */
final class Http {

    /** The answer of a call that isn't a zip: no honest one comes near, a dishonest one must not fill the memory. */
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private static final MediaType SOAP = new MediaType("text", "xml", StandardCharsets.UTF_8);

    private final RestClient client;

    Http(SalesforceSettings settings) {
        JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(client(settings));
        factory.setReadTimeout(settings.readTimeout());
        this.client = RestClient.builder().requestFactory(factory).build();
    }

    /** Redirects are not followed: a token belongs to the org's own address. */
    static HttpClient client(SalesforceSettings settings) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** @param operation what the message of a failure calls this call, for example "the log-in" */
    Answer form(String operation, URI address, String form) {
        return send(operation, HttpMethod.POST, address, Optional.empty(), MediaType.APPLICATION_FORM_URLENCODED, form);
    }

    Answer json(String operation, HttpMethod method, URI address, String token, @Nullable String json) {
        return send(operation, method, address, Optional.of(token), MediaType.APPLICATION_JSON, json);
    }

    /** A call that needs no session. */
    Answer open(String operation, HttpMethod method, URI address) {
        return send(operation, method, address, Optional.empty(), MediaType.APPLICATION_JSON, null);
    }

    Answer soap(String operation, URI address, String envelope) {
        return send(operation, HttpMethod.POST, address, Optional.empty(), SOAP, envelope);
    }

    private Answer send(
            String operation,
            HttpMethod method,
            URI address,
            Optional<String> token,
            MediaType type,
            @Nullable String body) {
        try {
            RestClient.RequestBodySpec request = client.method(method).uri(address);
            if (type.equals(SOAP)) {
                request.header("SOAPAction", "\"\"");
            } else {
                request.accept(MediaType.APPLICATION_JSON);
            }
            token.ifPresent(present -> request.header(HttpHeaders.AUTHORIZATION, "Bearer " + present));
            if (body != null) {
                request.contentType(type).body(body.getBytes(StandardCharsets.UTF_8));
            }
            Answer answer = request.exchange((sent, response) -> answer(operation, address, response));
            if (answer == null) {
                throw new IllegalStateException("A call has an answer or an exception");
            }
            return answer;
        } catch (ResourceAccessException e) {
            throw Refusals.network(operation, address, e.getCause() == null ? e : e.getCause());
        }
    }

    private static Answer answer(String operation, URI address, ClientHttpResponse response) throws IOException {
        try (InputStream in = response.getBody()) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new OrgException(
                        "ANSWER_TOO_LARGE", operation + " at " + address.getHost() + " brought more than 64 MB");
            }
            return new Answer(
                    operation,
                    address.getHost(),
                    response.getStatusCode().value(),
                    response.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE),
                    new String(bytes, StandardCharsets.UTF_8),
                    date(response.getHeaders()));
        }
    }

    private static @Nullable Instant date(HttpHeaders headers) {
        try {
            long date = headers.getDate();
            return date < 0 ? null : Instant.ofEpochMilli(date);
        } catch (IllegalArgumentException unreadable) {
            // Without it the clocks can't be compared, and that is all.
            return null;
        }
    }

    /** A whole answer. Its body may hold a token, so it shows nowhere. */
    record Answer(
            String operation,
            String host,
            int status,
            @Nullable String contentType,
            String body,
            @Nullable Instant date) {

        Answer(String operation, String host, int status, @Nullable String contentType, String body) {
            this(operation, host, status, contentType, body, null);
        }

        boolean ok() {
            return status >= 200 && status < 300;
        }

        @Override
        public String toString() {
            return operation + " at " + host + ": HTTP " + status;
        }
    }

    /** Refuses addresses over which a secret would travel in clear text. */
    static Optional<String> problem(URI address) {
        String host = address.getHost();
        if (host == null || address.getScheme() == null) {
            return Optional.of("\"" + address + "\" is no address; write it like https://mycompany.my.salesforce.com");
        }
        if (address.getUserInfo() != null) {
            return Optional.of("The address of " + host + " carries a user or password; leave them out");
        }
        boolean local = host.equals("localhost") || host.equals("127.0.0.1");
        Map<String, Boolean> allowed = Map.of("https", true, "http", local);
        return Boolean.TRUE.equals(allowed.get(address.getScheme()))
                ? Optional.empty()
                : Optional.of("The address " + address.getScheme() + "://" + host + " is not encrypted; write https://"
                        + host);
    }
}
