package io.sluice.rehearsal.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** One HTTP request and its answer. */
public final class Call {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FORM_LIMIT = 20_000_000;

    private static final int BEGINNING = 16_384;
    private static final int SLICE = 65_536;

    private final HttpExchange exchange;
    private InputStream body;
    private Answer answer = Answer.SENT;

    /** What becomes of the answer once the request took effect. */
    private enum Answer {
        SENT,
        LOST,
        WITHHELD
    }

    public Call(HttpExchange exchange) {
        this.exchange = exchange;
    }

    public String method() {
        return exchange.getRequestMethod();
    }

    /** The path, still percent-encoded; doubled slashes, which clients make of an address that ends in one, count once. */
    public String path() {
        URI asked = exchange.getRequestURI();
        // The JDK takes what follows two slashes for a host.
        return asked.getRawAuthority() == null
                ? asked.getRawPath()
                : "/" + asked.getRawAuthority() + asked.getRawPath();
    }

    /** The port that the request came to. */
    public int port() {
        return exchange.getLocalAddress().getPort();
    }

    /** Adds a header to the answer to come. */
    public void answerHeader(String name, String value) {
        exchange.getResponseHeaders().set(name, value);
    }

    /** A request header, or the empty string. */
    public String header(String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    /** Parameters of the query string. */
    public Map<String, String> query() {
        return decode(exchange.getRequestURI().getRawQuery());
    }

    /** Fields of a form body. */
    public Map<String, String> form() throws IOException {
        return decode(text());
    }

    /** The body, unpacked when it was sent with gzip, as Salesforce's Java client does. */
    public InputStream body() throws IOException {
        if (body == null) {
            InputStream raw = exchange.getRequestBody();
            body = new BufferedInputStream(
                    header("Content-Encoding").equalsIgnoreCase("gzip") ? new GZIPInputStream(raw) : raw);
        }
        return body;
    }

    /** The first characters of the body, which stays to be read. */
    public String beginning() throws IOException {
        InputStream in = body();
        in.mark(BEGINNING);
        byte[] first = in.readNBytes(BEGINNING);
        in.reset();
        return new String(first, StandardCharsets.UTF_8);
    }

    /** The body as text; at most 20 MB. */
    public String text() throws IOException {
        return new String(body().readNBytes(FORM_LIMIT), StandardCharsets.UTF_8);
    }

    private static Map<String, String> decode(String raw) {
        Map<String, String> out = new LinkedHashMap<>();
        if (raw != null && !raw.isEmpty()) {
            for (String pair : raw.split("&")) {
                int eq = pair.indexOf('=');
                out.put(plain(eq < 0 ? pair : pair.substring(0, eq)), eq < 0 ? "" : plain(pair.substring(eq + 1)));
            }
        }
        return out;
    }

    /** Percent-decoded text. */
    public static String plain(String raw) {
        return URLDecoder.decode(raw, StandardCharsets.UTF_8);
    }

    /** The answer to come gets lost: the connection ends in its place. */
    public void loseAnswer() {
        answer = Answer.LOST;
    }

    /** The answer to come is never sent, and the connection stays open. */
    public void withholdAnswer() {
        answer = Answer.WITHHELD;
    }

    public void reply(int status, String type, byte[] content) throws IOException {
        if (answer != Answer.SENT) {
            if (answer == Answer.LOST) {
                drop();
            }
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        if (content.length > 0) {
            // The JDK's server copies what it is given at once, twice.
            OutputStream out = exchange.getResponseBody();
            for (int from = 0; from < content.length; from += SLICE) {
                out.write(content, from, Math.min(SLICE, content.length - from));
            }
        }
        exchange.close();
    }

    public void json(int status, Object content) throws IOException {
        reply(status, "application/json;charset=UTF-8", bytes(content));
    }

    private static byte[] bytes(Object content) {
        try {
            return JSON.writeValueAsBytes(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer that is no JSON", e);
        }
    }

    /** An error as Salesforce's REST resources give it. */
    public void error(int status, String code, String message) throws IOException {
        json(status, List.of(Map.of("message", message, "errorCode", code)));
    }

    public void html(int status, String page) throws IOException {
        reply(status, "text/html;charset=UTF-8", page.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends the browser elsewhere after a form. */
    public void seeOther(String address) throws IOException {
        redirect(303, address);
    }

    /** Sends the browser elsewhere. */
    public void redirect(int status, String address) throws IOException {
        exchange.getResponseHeaders().set("Location", address);
        reply(status, "text/plain", new byte[0]);
    }

    /** Ends the connection without an answer. */
    public void drop() {
        exchange.close();
    }
}
