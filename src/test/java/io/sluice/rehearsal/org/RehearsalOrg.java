package io.sluice.rehearsal.org;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sluice.rehearsal.http.Call;
import io.sluice.rehearsal.http.FaultOrders;
import io.sluice.rehearsal.http.RequestFault;
import io.sluice.rehearsal.http.RequestFaults;
import io.sluice.rehearsal.http.RequestKind;
import io.sluice.rehearsal.jobs.DeployJob;
import io.sluice.rehearsal.jobs.JobBoard;
import io.sluice.rehearsal.metadata.Component;
import io.sluice.rehearsal.metadata.MetadataPart;
import io.sluice.rehearsal.metadata.Reference;
import io.sluice.rehearsal.metadata.References;
import io.sluice.rehearsal.oauth.Accounts;
import io.sluice.rehearsal.oauth.AuthorizeDoor;
import io.sluice.rehearsal.oauth.Codes;
import io.sluice.rehearsal.oauth.Doors;
import io.sluice.rehearsal.oauth.Sessions;
import io.sluice.rehearsal.oauth.TokenDoor;
import io.sluice.rehearsal.records.RecordProblem;
import io.sluice.rehearsal.records.Records;
import io.sluice.rehearsal.rest.ApexResource;
import io.sluice.rehearsal.rest.ApiUsage;
import io.sluice.rehearsal.rest.DeployResource;
import io.sluice.rehearsal.rest.RestApi;
import io.sluice.rehearsal.setup.SetupPage;
import io.sluice.rehearsal.soap.LoginSoap;
import io.sluice.rehearsal.soap.MetadataSoap;
import io.sluice.rehearsal.state.Ids;
import io.sluice.rehearsal.state.OrgState;
import io.sluice.rehearsal.state.Permissions;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** An imitation Salesforce org on a port of its own. */
public final class RehearsalOrg implements AutoCloseable {
    private final OrgSettings settings;
    private final OrgIdentity identity;
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
    private final Optional<HttpServer> loginServer;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor();
    private final Doors doors;
    private final LoginSoap logins;
    private final ApiUsage usage;
    private final ControlResource control;
    private final Books books;
    private final Optional<DropFolder> dropped;
    private final RestApi rest;
    private final MetadataSoap soap;
    private final SetupPage setup;

    static {
        // Otherwise an answer's body waits 40 ms until the client has confirmed its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private RehearsalOrg(OrgSettings settings) throws IOException {
        this.settings = settings;
        this.identity = new OrgIdentity(settings.orgId());
        Ids ids = new Ids();
        String runAs = settings.runAsUser();
        this.users = new Users(ids, runAs.substring(runAs.indexOf('@') + 1));
        this.metadata = new MetadataPart(ids);
        this.sessions = new Sessions(identity::id, settings.clock(), settings.sessionTimeout());
        this.records = new Records(metadata, ids, users, settings.clock(), this::organization);
        this.zips = settings.stateFolder().isPresent()
                ? settings.stateFolder().get().resolve("zips")
                : Files.createTempDirectory("rehearsal-org-");
        this.jobs =
                new JobBoard(metadata, ids, settings.sandbox(), settings.clock(), zips, orders, settings.apiVersion());
        this.state = new OrgState(
                settings.stateFolder(),
                List.of(identity, ids, users, metadata, metadata.changes(), sessions, records, jobs));
        this.faults = new Faults(orders, state, sessions, jobs, identity, settings.sandbox());
        boolean restored = state.restore();
        state.change(() -> {
            String first = users.of(runAs).id();
            settings.passwords().keySet().forEach(users::of);
            settings.app().approved().forEach(users::of);
            if (!restored) {
                settings.folder()
                        .ifPresent(f ->
                                metadata.loadFolder(f, first, settings.clock().instant()));
            }
        });
        InetAddress here = InetAddress.getLoopbackAddress();
        this.server = HttpServer.create(new InetSocketAddress(here, settings.port()), 0);
        this.loginServer = settings.loginPort().isPresent()
                ? Optional.of(HttpServer.create(
                        new InetSocketAddress(here, settings.loginPort().getAsInt()), 0))
                : Optional.empty();
        Accounts accounts = new Accounts(settings.passwords());
        Codes codes = new Codes(settings.clock());
        this.doors = new Doors(
                state,
                sessions,
                users,
                settings.app(),
                identity::id,
                this::address,
                new TokenDoor(
                        state,
                        sessions,
                        users,
                        settings.app(),
                        runAs,
                        codes,
                        identity::id,
                        this::audiences,
                        this::address,
                        settings.clock(),
                        orders),
                new AuthorizeDoor(settings.name(), settings.app(), accounts, state, users, codes));
        this.logins = new LoginSoap(
                state,
                users,
                accounts,
                sessions,
                settings.sandbox(),
                settings.name(),
                identity::id,
                this::address,
                settings.apiVersion(),
                settings.clock(),
                orders);
        Permissions permissions = new Permissions(settings.lacking());
        this.usage = new ApiUsage(settings.clock());
        this.rest = new RestApi(
                state,
                records,
                new DeployResource(state, jobs, orders),
                jobs,
                new ApexResource(state, metadata, settings.sandbox(), settings.clock()),
                usage,
                permissions,
                settings.apiVersion());
        this.soap = new MetadataSoap(state, metadata, jobs, users, this::user, permissions, settings.apiVersion());
        this.setup = new SetupPage(
                settings.name(), settings.sandbox(), state, metadata, jobs, records, users, settings.clock());
        this.control = new ControlResource(this, orders);
        this.books = new Books(settings.clock());
        this.dropped = settings.watchedFolder().map(f -> new DropFolder(f, this));
        server.setExecutor(workers);
        server.createContext("/", this::receive);
        loginServer.ifPresent(s -> {
            s.setExecutor(workers);
            s.createContext("/", this::receive);
        });
    }

    /** Opens the port; the state of an earlier run in the same state folder goes on. */
    public static RehearsalOrg start(OrgSettings settings) {
        try {
            RehearsalOrg org = new RehearsalOrg(settings);
            org.server.start();
            org.loginServer.ifPresent(HttpServer::start);
            settings.tick()
                    .ifPresent(every -> org.ticker.scheduleWithFixedDelay(
                            org::tick, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS));
            return org;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The rehearsal org " + settings.name() + " can't start on port " + settings.port(), e);
        }
    }

    private Map<String, Object> organization() {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("Id", identity.id());
        out.put("Name", settings.name());
        out.put("IsSandbox", settings.sandbox());
        // A sandbox has the edition of the production org that it is a copy of.
        out.put("OrganizationType", "Enterprise Edition");
        out.put("InstanceName", settings.sandbox() ? "CS1" : "NA1");
        out.put("NamespacePrefix", null);
        out.put("TrialExpirationDate", null);
        return out;
    }

    /** What an assertion may be meant for: this kind of org's host of Salesforce, and the org's own addresses. */
    private Set<String> audiences() {
        Set<String> out = new HashSet<>();
        out.add(settings.sandbox() ? "https://test.salesforce.com" : "https://login.salesforce.com");
        out.add(address().toString());
        loginAddress().ifPresent(a -> out.add(a.toString()));
        return out;
    }

    private Optional<Users.User> user(String token) {
        return state.change(() -> sessions.user(token).flatMap(users::byId));
    }

    private void receive(HttpExchange exchange) {
        if (exchange.getRequestURI().getPath().startsWith("/rehearsal/")) {
            serve(exchange);
            return;
        }
        books.asked();
        long late = orders.latency();
        if (late == 0) {
            serveAndBook(exchange);
        } else {
            ticker.schedule(() -> workers.execute(() -> serveAndBook(exchange)), late, TimeUnit.MILLISECONDS);
        }
    }

    private void serveAndBook(HttpExchange exchange) {
        try {
            serve(exchange);
        } finally {
            bookJobs();
            books.answered();
        }
    }

    /** One after the other, so that what was seen later is written down later. */
    private void bookJobs() {
        synchronized (books) {
            books.jobs(state.read(jobs::busy));
        }
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
            control.handle(call);
        } else if (!path.startsWith("/services/") && !path.startsWith("/id/")) {
            setup.handle(call);
        } else if (FaultOrders.due(orders.unavailable)) {
            RequestFaults.meets(call, RequestFault.Kind.UNAVAILABLE);
        } else {
            Optional<RequestFault.Kind> fault = orders.of(RequestKind.of(call));
            if (fault.filter(RequestFault.Kind.SESSION_EXPIRED::equals).isPresent()) {
                faults.endSessions();
            }
            if (fault.isEmpty() || !RequestFaults.meets(call, fault.get())) {
                service(call, path);
            }
        }
    }

    private void service(Call call, String path) throws IOException {
        boolean loginHost = atLoginHost(call);
        if (path.startsWith("/services/oauth2/") || path.startsWith("/id/")) {
            doors.handle(call, loginHost);
        } else if (path.startsWith("/services/Soap/u/") || path.startsWith("/services/Soap/c/")) {
            usage.count();
            logins.handle(call);
        } else if (loginHost) {
            call.error(404, "NOT_FOUND", "The requested resource does not exist");
        } else if (path.startsWith("/services/Soap/m/")) {
            usage.count();
            soap.handle(call);
        } else if (path.equals("/services/data") || path.equals("/services/data/")) {
            rest.versions(call);
        } else {
            usage.count();
            call.answerHeader("Sforce-Limit-Info", usage.header());
            Optional<Users.User> user = user(call.header("Authorization").replaceFirst("(?i)^(Bearer|OAuth) ", ""));
            if (user.isEmpty()) {
                call.error(401, "INVALID_SESSION_ID", "Session expired or invalid");
            } else if (path.startsWith("/services/data/")) {
                rest.handle(call, user.get());
            } else {
                call.error(404, "NOT_FOUND", "The requested resource does not exist");
            }
        }
    }

    /** The log-in host is a port of its own; a name that begins with login. or test. means the same. */
    private boolean atLoginHost(Call call) {
        return loginServer.filter(s -> s.getAddress().getPort() == call.port()).isPresent()
                || call.header("Host").matches("(login|test)\\..*");
    }

    /** The org's "My Domain": where log-in, REST, SOAP and the Setup page are. */
    public URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** The org's log-in host, which stands for login.salesforce.com or test.salesforce.com, when it has one. */
    public Optional<URI> loginAddress() {
        return loginServer.map(
                s -> URI.create("http://localhost:" + s.getAddress().getPort()));
    }

    /** How many sessions were opened since the start, by whatever door. */
    public int logins() {
        return state.read(sessions::opened);
    }

    /** The id of 18 characters. */
    public String orgId() {
        return identity.id();
    }

    /** Saves a file as a developer in the org would; refused when its address or XML is wrong. */
    public void putFile(String path, String content, String user) {
        putFile(path, content.getBytes(StandardCharsets.UTF_8), user);
    }

    /** The same with bytes. */
    void putFile(String path, byte[] content, String user) {
        state.change(() -> metadata.putFile(
                path, content, users.of(user).id(), settings.clock().instant()));
    }

    /** Removes a file as a developer would; {@code user} becomes known to the org. */
    public void removeFile(String path, String user) {
        state.change(() -> {
            metadata.removeFile(path, users.of(user).id(), settings.clock().instant());
        });
    }

    /** The content of a file now. */
    public Optional<String> file(String path) {
        return content(path).map(b -> new String(b, StandardCharsets.UTF_8));
    }

    Optional<byte[]> content(String path) {
        return state.read(() -> metadata.file(path));
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

    /** What the org's components name and the org has not; a folder may be loaded with such names, but not deployed. */
    public List<Reference> dangling() {
        return state.read(() -> References.dangling(metadata.current()));
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

    /** Looks into the watched folder, then moves every running job on by one state or count. */
    public void step() {
        try {
            if (dropped.isPresent()) {
                dropped.get().look();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The watched folder can't be read", e);
        }
        state.change(jobs::step);
        bookJobs();
    }

    /** When the org was at work. */
    Books books() {
        return books;
    }

    private void tick() {
        try {
            step();
        } catch (RuntimeException e) {
            // A scheduled task that throws is never run again; the org's pace must not end with one bad step.
            System.getLogger("rehearsal").log(System.Logger.Level.ERROR, "A step of " + settings.name() + " failed", e);
        }
    }

    public Faults faults() {
        return faults;
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        server.stop(0);
        loginServer.ifPresent(s -> s.stop(0));
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
