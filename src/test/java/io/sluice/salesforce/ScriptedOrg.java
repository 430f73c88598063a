package io.sluice.salesforce;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;

/** A small HTTP server that answers as an org does, by scripts that each test sets; counts what it was asked. */
final class ScriptedOrg implements AutoCloseable {

    static final SalesforceSettings SETTINGS = new SalesforceSettings(
            Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofHours(1));

    interface Script {
        void answer(HttpExchange exchange, String body) throws IOException;
    }

    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<String> bodies = new CopyOnWriteArrayList<>();
    final AtomicInteger logins = new AtomicInteger();
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    ScriptedOrg() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        on(
                "POST /services/oauth2/token",
                json(
                        200,
                        () -> "{\"access_token\":\"token-" + logins.incrementAndGet() + "\",\"instance_url\":\""
                                + address() + "\"}"));
        on("GET /services/data/", json(200, () -> "[{\"version\":\"61.0\"},{\"version\":\"62.0\"}]"));
        on(
                "GET /services/oauth2/userinfo",
                json(200, () -> "{\"user_id\":\"005000000000001AAA\",\"preferred_username\":\"sluice@example.com\"}"));
        on(
                "GET /services/data/v62.0/query",
                json(
                        200,
                        () ->
                                "{\"done\":true,\"records\":[{\"attributes\":{},\"Id\":\"00D000000000001\",\"Name\":\"Acme\",\"IsSandbox\":true}]}"));
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    ClientCredentials credentials() {
        return new ClientCredentials(address(), "client", "s3cret");
    }

    /** @param call method and path, without the query */
    void on(String call, Script script) {
        scripts.put(call, script);
    }

    OrgConnection connect() {
        LoginResult result = login("62.0");
        OrgConnection org = ((LoginResult.LoggedIn) result).org();
        asked.clear();
        bodies.clear();
        return org;
    }

    LoginResult login(String apiVersion) {
        return login(credentials(), apiVersion);
    }

    static LoginResult login(Credentials credentials, String apiVersion) {
        return new RealSalesforce(SETTINGS, Clock.systemUTC()).login(() -> credentials, apiVersion, new OwnSession());
    }

    long count(String call) {
        return asked.stream().filter(call::equals).count();
    }

    static Script json(int status, Supplier<String> body) {
        return (exchange, asked) -> send(exchange, status, "application/json", body.get());
    }

    static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** First the session is over, then the given answer. */
    static Script expiredOnce(Script then) {
        AtomicInteger calls = new AtomicInteger();
        return (exchange, asked) -> {
            if (calls.getAndIncrement() == 0) {
                send(
                        exchange,
                        401,
                        "application/json",
                        "[{\"message\":\"Session expired or invalid\",\"errorCode\":\"INVALID_SESSION_ID\"}]");
            } else {
                then.answer(exchange, asked);
            }
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        String call =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        InputStream sent = packed ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
        String body = new String(sent.readAllBytes(), StandardCharsets.ISO_8859_1);
        asked.add(call);
        bodies.add(body);
        Script script = scripts.get(call);
        if (script == null) {
            send(
                    exchange,
                    404,
                    "application/json",
                    "[{\"errorCode\":\"NOT_FOUND\",\"message\":\"nothing at " + call + "\"}]");
        } else {
            script.answer(exchange, body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
