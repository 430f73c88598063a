package io.sluice.kill;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.TasklistClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A whole installation: PostgreSQL, a production org, a sandbox and the application, each a process of its own, with an
 * account for every role. Set up through the doors that people use.
 */
final class Installation implements AutoCloseable {

    /** Who edits in the sandbox. */
    static final String EDITOR = "Dana Developer";

    private static final String PASSWORD = "Water-flows-2026";
    private static final Map<String, List<String>> PEOPLE = Map.of(
            "rita", List.of("requester"),
            "dev", List.of("developer"),
            "anna", List.of("change-approver", "deployment-approver"),
            "mara", List.of("release-manager"),
            "olga", List.of("operator"),
            "audrey", List.of("auditor"));
    private static final Path SAMPLE = Path.of("src/test/resources/rehearsal/orgs/site-visits");
    private static final Path RECORDS = Path.of("salesforce");
    private static final Set<Path> APEX = Set.of(Path.of("classes"), Path.of("triggers"));

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Database database;
    private final OrgProcess production;
    private final OrgProcess sandbox;
    private final Map<String, TasklistClient> loggedIn = new HashMap<>();
    private final Function<Database, ApplicationProcess> starter;
    private ApplicationProcess application;

    private Installation(Function<Database, ApplicationProcess> starter) throws IOException {
        this.starter = starter;
        try {
            emptied(JavaProcess.FOLDER.resolve("orgs"));
            Path metadata = merged(JavaProcess.FOLDER.resolve("orgs/metadata"));
            database = part(Database.start());
            production = part(
                    OrgProcess.start("production", false, metadata, JavaProcess.FOLDER.resolve("orgs/production")));
            sandbox = part(OrgProcess.start("sandbox", true, metadata, JavaProcess.FOLDER.resolve("orgs/sandbox")));
            application = starter.apply(database);
            parts.push(() -> application.close());
            PEOPLE.forEach(this::addPerson);
            register("sandbox", "developer", 10, sandbox);
            register("production", "production", 90, production);
        } catch (RuntimeException | IOException e) {
            close();
            throw e;
        }
    }

    static Installation start() {
        return start(ApplicationProcess::start);
    }

    /** @param starter what starts the application on a database */
    static Installation start(Function<Database, ApplicationProcess> starter) {
        try {
            return new Installation(starter);
        } catch (IOException e) {
            throw new UncheckedIOException("The installation could not be set up", e);
        }
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.push(part);
        return part;
    }

    ApplicationProcess application() {
        return application;
    }

    Database database() {
        return database;
    }

    OrgProcess production() {
        return production;
    }

    OrgProcess sandbox() {
        return sandbox;
    }

    /** SIGKILL to the application; everything else goes on. */
    void killApplication() {
        application.kill();
        loggedIn.clear();
    }

    /** Starts the application again on the same database. */
    void startApplication() {
        application = starter.apply(database);
    }

    /** The person in the web apps, logged in. */
    TasklistClient person(String id) {
        return loggedIn.computeIfAbsent(id, user -> login(application, user));
    }

    static TasklistClient login(ApplicationProcess node, String user) {
        return TasklistClient.login(
                node.address(),
                user,
                user.equals(ApplicationProcess.ADMIN) ? ApplicationProcess.ADMIN_PASSWORD : PASSWORD);
    }

    private void addPerson(String id, List<String> groups) {
        TasklistClient admin = person(ApplicationProcess.ADMIN);
        ObjectNode account = JsonNodeFactory.instance.objectNode();
        account.putObject("profile").put("id", id).put("firstName", id).put("lastName", "Example");
        account.putObject("credentials").put("password", PASSWORD);
        done(admin.post(admin.engine("/user/create"), account));
        groups.forEach(group -> done(admin.send(
                "PUT", admin.engine("/group/" + group + "/members/" + id), JsonNodeFactory.instance.objectNode())));
    }

    private void register(String id, String kind, int stage, OrgProcess org) {
        TasklistClient admin = person(ApplicationProcess.ADMIN);
        TasklistClient.Answer registered = admin.sendToPages(
                "POST",
                "/environments",
                "application/x-www-form-urlencoded",
                form(Map.of(
                        "id",
                        id,
                        "name",
                        id,
                        "kind",
                        kind,
                        "address",
                        org.address(),
                        "apiVersion",
                        "62.0",
                        "stage",
                        stage,
                        "clientId",
                        OrgProcess.CLIENT,
                        "clientSecret",
                        OrgProcess.SECRET)));
        if (registered.status() != 302) {
            throw new IllegalStateException(
                    "Environment " + id + " was refused: " + registered.status() + " " + registered.text());
        }
        TasklistClient.Answer tested =
                admin.sendToPages("POST", "/api/environments/" + id + "/test", "application/json", "{}");
        if (!tested.body().path("connected").asBoolean()) {
            throw new IllegalStateException("Environment " + id + " does not connect: " + tested.text());
        }
    }

    private static String form(Map<String, ?> fields) {
        return String.join(
                "&",
                fields.entrySet().stream()
                        .map(field -> field.getKey() + "="
                                + URLEncoder.encode(String.valueOf(field.getValue()), StandardCharsets.UTF_8))
                        .toList());
    }

    /** @throws IllegalStateException where the door refused */
    static TasklistClient.Answer done(TasklistClient.Answer answer) {
        if (!answer.ok()) {
            throw new IllegalStateException("Refused: " + answer.status() + " " + answer.text());
        }
        return answer;
    }

    private static void emptied(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** The sample application without its Apex, and the objects that the record of a change request needs. */
    private static Path merged(Path target) throws IOException {
        for (Path source : List.of(SAMPLE, RECORDS)) {
            try (Stream<Path> files = Files.walk(source)) {
                for (Path file : files.filter(Files::isRegularFile)
                        .filter(file -> !APEX.contains(source.relativize(file).getName(0)))
                        .toList()) {
                    Path copy = target.resolve(source.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return target;
    }

    @Override
    public void close() {
        RuntimeException problem = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                problem = problem == null ? new IllegalStateException("A process did not end", e) : problem;
            }
        }
        if (problem != null) {
            throw problem;
        }
    }
}
