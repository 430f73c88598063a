package io.sluice.rehearsal.org;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sluice.rehearsal.http.Call;
import io.sluice.rehearsal.http.FaultOrders;
import io.sluice.rehearsal.jobs.DeployJob;
import io.sluice.rehearsal.jobs.JobBoard;
import io.sluice.rehearsal.metadata.Component;
import io.sluice.rehearsal.metadata.MetadataPart;
import io.sluice.rehearsal.oauth.Sessions;
import io.sluice.rehearsal.oauth.TokenEndpoint;
import io.sluice.rehearsal.records.RecordProblem;
import io.sluice.rehearsal.records.Records;
import io.sluice.rehearsal.rest.DeployResource;
import io.sluice.rehearsal.rest.RestApi;
import io.sluice.rehearsal.setup.SetupPage;
import io.sluice.rehearsal.soap.MetadataSoap;
import io.sluice.rehearsal.state.Ids;
import io.sluice.rehearsal.state.OrgState;
import io.sluice.rehearsal.state.Users;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** An imitation Salesforce org on a port of its own. */
public final class RehearsalOrg implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OrgSettings settings;
    private final String orgId;
    private final OrgState state;
    private final MetadataPart metadata;
    private final Users users;
    private final Sessions sessions;
    private final Records records;
    private final JobBoard jobs;
    private final FaultOrders orders = new FaultOrders();
    private final Faults faults;
    private final Path zips;
    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor();
    private final TokenEndpoint tokens;
    private final RestApi rest;
    private final MetadataSoap soap;
    private final SetupPage setup;

    private RehearsalOrg(OrgSettings settings) throws IOException {
        this.settings = settings;
        this.orgId = Ids.long18(settings.orgId());
        Ids ids = new Ids();
        String runAs = settings.runAsUser();
        this.users = new Users(ids, runAs.substring(runAs.indexOf('@') + 1));
        this.metadata = new MetadataPart(ids);
        this.sessions = new Sessions(orgId);
        this.records = new Records(metadata, ids, users, settings.clock(), organization());
        this.zips = settings.stateFolder().isPresent()
                ? settings.stateFolder().get().resolve("zips")
                : Files.createTempDirectory("rehearsal-org-");
        this.jobs =
                new JobBoard(metadata, ids, settings.sandbox(), settings.clock(), zips, orders, settings.apiVersion());
        this.state = new OrgState(
                settings.stateFolder(), List.of(ids, users, metadata, metadata.changes(), sessions, records, jobs));
        this.faults = new Faults(orders, state, sessions);
        if (!state.restore()) {
            state.change(() -> {
                String first = users.of(runAs).id();
                settings.folder()
                        .ifPresent(f ->
                                metadata.loadFolder(f, first, settings.clock().instant()));
            });
        }
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()), 0);
        this.tokens = new TokenEndpoint(
                state,
                sessions,
                users,
                orgId,
                settings.clientId(),
                settings.clientSecret(),
                runAs,
                this::address,
                settings.clock(),
                orders);
        this.rest = new RestApi(state, records, new DeployResource(state, jobs, orders), jobs, settings.apiVersion());
        this.soap = new MetadataSoap(state, metadata, jobs, users, this::user, settings.apiVersion());
        this.setup = new SetupPage(
                settings.name(), settings.sandbox(), state, metadata, jobs, records, users, settings.clock());
        server.setExecutor(workers);
        server.createContext("/", this::serve);
    }

    /** Opens the port; the state of an earlier run in the same state folder goes on. */
    public static RehearsalOrg start(OrgSettings settings) {
        try {
            RehearsalOrg org = new RehearsalOrg(settings);
            org.server.start();
            settings.tick()
                    .ifPresent(every -> org.ticker.scheduleWithFixedDelay(
                            org::step, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS));
            return org;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The rehearsal org " + settings.name() + " can't start on port " + settings.port(), e);
        }
    }

    private Map<String, Object> organization() {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("Id", orgId);
        out.put("Name", settings.name());
        out.put("IsSandbox", settings.sandbox());
        out.put("OrganizationType", settings.sandbox() ? "Developer Edition" : "Enterprise Edition");
        out.put("InstanceName", settings.sandbox() ? "CS1" : "NA1");
        out.put("NamespacePrefix", null);
        out.put("TrialExpirationDate", null);
        return out;
    }

    private Optional<Users.User> user(String token) {
        return state.read(() -> sessions.user(token).flatMap(users::byId));
    }

    private void serve(HttpExchange exchange) {
        Call call = new Call(exchange);
        try {
            route(call);
        } catch (IOException e) {
            // The client went away, or sent half a request: there is nobody to answer.
            System.getLogger("rehearsal").log(System.Logger.Level.DEBUG, call.path(), e);
            call.drop();
        } catch (RuntimeException e) {
            System.getLogger("rehearsal").log(System.Logger.Level.ERROR, call.path(), e);
            failed(call, e);
        }
    }

    private static void failed(Call call, RuntimeException problem) {
        try {
            call.error(500, "UNKNOWN_EXCEPTION", "An unexpected error occurred: " + problem);
        } catch (IOException e) {
            call.drop();
        }
    }

    private void route(Call call) throws IOException {
        String path = call.path();
        if (path.startsWith("/rehearsal/")) {
            control(call, path.substring("/rehearsal/".length()));
        } else if (!path.startsWith("/services/") && !path.startsWith("/id/")) {
            setup.handle(call);
        } else if (FaultOrders.due(orders.unavailable)) {
            call.html(
                    503,
                    "<html><head><title>Service Unavailable</title></head><body><h1>Down for maintenance</h1></body></html>");
        } else if (path.equals("/services/oauth2/token")) {
            tokens.token(call);
        } else if (path.startsWith("/services/Soap/m/")) {
            soap.handle(call);
        } else if (path.equals("/services/data") || path.equals("/services/data/")) {
            rest.versions(call);
        } else {
            String header = call.header("Authorization");
            Optional<Users.User> user = user(header.replaceFirst("^(Bearer|OAuth) ", ""));
            if (user.isEmpty()) {
                call.error(401, "INVALID_SESSION_ID", "Session expired or invalid");
            } else if (path.equals("/services/oauth2/userinfo") || path.startsWith("/id/")) {
                tokens.userInfo(call, user.get());
            } else if (path.startsWith("/services/data/")) {
                rest.handle(call, user.get());
            } else {
                call.error(404, "NOT_FOUND", "The requested resource does not exist");
            }
        }
    }

    private void control(Call call, String what) throws IOException {
        switch (call.method() + " " + what) {
            case "POST faults" -> {
                try {
                    order(JSON.readTree(call.text()));
                    call.json(200, Map.of("ordered", true));
                } catch (IllegalArgumentException e) {
                    call.json(400, Map.of("error", e.getMessage()));
                }
            }
            case "POST step" -> {
                step();
                call.json(200, Map.of("stepped", true));
            }
            case "GET deployments" ->
                call.json(200, deployments().stream().map(RehearsalOrg::json).toList());
            default -> call.json(404, Map.of("error", "Known are POST faults, POST step, GET deployments"));
        }
    }

    private static Map<String, Object> json(DeployJobView d) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", d.id());
        out.put("checkOnly", d.checkOnly());
        out.put("status", d.status());
        out.put("testLevel", d.testLevel());
        out.put("componentsTotal", d.componentsTotal());
        out.put("componentsDeployed", d.componentsDeployed());
        out.put("componentErrors", d.componentErrors());
        out.put("zipSha256", d.zipSha256());
        out.put("user", d.user());
        out.put("created", d.created().toString());
        out.put("completed", d.completed().map(Instant::toString).orElse(null));
        return out;
    }

    private void order(JsonNode json) {
        json.fields().forEachRemaining(f -> {
            JsonNode value = f.getValue();
            switch (f.getKey()) {
                case "dropBeforeDeploy" -> orders.dropBeforeDeploy.set(value.asInt());
                case "dropAfterDeploy" -> orders.dropAfterDeploy.set(value.asInt());
                case "silentAfterDeploy" -> orders.silentAfterDeploy.set(value.asInt());
                case "unavailable" -> orders.unavailable.set(value.asInt());
                case "truncatedZip" -> orders.truncatedZip.set(value.asInt());
                case "holdJobs" -> orders.holdJobs.set(value.asBoolean());
                case "refuseLogin" -> orders.refuseLogin.set(value.asBoolean());
                case "endSessions" -> faults.endSessions();
                case "clear" -> faults.clear();
                default ->
                    throw new IllegalArgumentException("Unknown fault " + f.getKey()
                            + "; known are dropBeforeDeploy, dropAfterDeploy, silentAfterDeploy, unavailable, truncatedZip (how often),"
                            + " holdJobs, refuseLogin (true or false), endSessions, clear");
            }
        });
    }

    /** The org's "My Domain": where log-in, REST, SOAP and the Setup page are. */
    public URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** The id of 18 characters. */
    public String orgId() {
        return orgId;
    }

    /** Saves a file as a developer in the org would; refused when its address or XML is wrong. */
    public void putFile(String path, String content, String user) {
        state.change(() -> metadata.putFile(
                path,
                content.getBytes(StandardCharsets.UTF_8),
                users.of(user).id(),
                settings.clock().instant()));
    }

    /** Removes a file as a developer would; {@code user} becomes known to the org. */
    public void removeFile(String path, String user) {
        state.change(() -> {
            metadata.removeFile(path, users.of(user).id(), settings.clock().instant());
        });
    }

    /** The content of a file now. */
    public Optional<String> file(String path) {
        return state.read(() -> metadata.file(path).map(b -> new String(b, StandardCharsets.UTF_8)));
    }

    /** {@code Type:FullName} of everything, children included. */
    public SortedSet<String> components() {
        return state.read(() -> {
            SortedSet<String> out = new TreeSet<>();
            for (Component c : metadata.current().all()) {
                out.add(c.key());
                out.addAll(c.children().keySet());
            }
            return out;
        });
    }

    /** The rows of an object; copies. */
    public List<Map<String, Object>> records(String sObject) {
        return state.read(() -> records.rows(sObject).orElse(List.of()).stream()
                .<Map<String, Object>>map(LinkedHashMap::new)
                .toList());
    }

    /**
     * Saves a row as a person in Salesforce would: found by {@code Id} or by an external id among the fields, otherwise
     * new.
     *
     * @throws IllegalArgumentException with the org's words when it refuses the row
     */
    public void putRecord(String sObject, Map<String, Object> fields) {
        state.change(() -> {
            try {
                setup.saveRecord(sObject, fields, users.of(settings.runAsUser()).id());
            } catch (RecordProblem e) {
                throw new IllegalArgumentException(e.code() + ": " + e.getMessage(), e);
            }
        });
    }

    /** All deployments, oldest first. */
    public List<DeployJobView> deployments() {
        return state.read(() -> jobs.deploys().stream().map(this::view).toList());
    }

    private DeployJobView view(DeployJob job) {
        Map<String, Object> counters = job.counters();
        return new DeployJobView(
                job.id(),
                job.options().checkOnly(),
                job.status(),
                job.options().testLevel(),
                (int) counters.get("numberComponentsTotal"),
                (int) counters.get("numberComponentsDeployed"),
                (int) counters.get("numberComponentErrors"),
                job.sha256(),
                users.byId(job.user()).map(Users.User::username).orElse(job.user()),
                Instant.ofEpochMilli(job.created()),
                job.completed() == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(job.completed())));
    }

    /** Moves every running job on by one state or count. */
    public void step() {
        state.change(jobs::step);
    }

    public Faults faults() {
        return faults;
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        server.stop(0);
        workers.shutdownNow();
        if (settings.stateFolder().isEmpty()) {
            forget();
        }
    }

    private void forget() {
        try (var files = Files.newDirectoryStream(zips)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(zips);
        } catch (IOException e) {
            System.getLogger("rehearsal").log(System.Logger.Level.WARNING, "Left behind: " + zips, e);
        }
    }
}
