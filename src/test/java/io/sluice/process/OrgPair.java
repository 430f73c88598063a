package io.sluice.process;

import io.sluice.TestClock;
import io.sluice.environment.ConnectionResult;
import io.sluice.environment.Connections;
import io.sluice.environment.EnvironmentKind;
import io.sluice.environment.Environments;
import io.sluice.environment.NewEnvironment;
import io.sluice.rehearsal.org.OrgSettings;
import io.sluice.rehearsal.org.RehearsalOrg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;

/**
 * Two rehearsal orgs of one test: production, and a sandbox that begins as its copy; with a QA org between them where the
 * test wants it. They move only by {@link #step()}.
 * Registered as environments under names of their own; the newest production is the one that scopes are checked against.
 */
final class OrgPair implements AutoCloseable {

    static final String SECRET = "rehearsal-secret";

    /** Who edits in the sandbox, as the orgs name the person; belongs to the account dev. */
    static final String DEVELOPER = "dana.developer@site-visits.example";

    private static final Path SAMPLE = Path.of("src/test/resources/rehearsal/orgs/site-visits");
    private static final Path RECORDS = Path.of("salesforce");
    private static final String INTEGRATION = "sluice.integration@site-visits.example";
    private static final int FIRST_STAGE = 10;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final ApplicationContext context;
    private final int number = COUNT.incrementAndGet();
    private final RehearsalOrg production;
    private final RehearsalOrg sandbox;
    private final Optional<RehearsalOrg> qa;

    private OrgPair(ApplicationContext context, boolean withQa) {
        this.context = context;
        this.production = start("Production", false);
        this.sandbox = start("Sandbox", true);
        this.qa = withQa ? Optional.of(start("QA", true)) : Optional.empty();
    }

    static OrgPair open(ApplicationContext context) {
        return open(context, false);
    }

    static OrgPair openWithQa(ApplicationContext context) {
        return open(context, true);
    }

    private static OrgPair open(ApplicationContext context, boolean withQa) {
        OrgPair pair = new OrgPair(context, withQa);
        pair.register(pair.productionId(), pair.productionName(), EnvironmentKind.PRODUCTION, pair.production);
        pair.register(pair.sandboxId(), pair.sandboxName(), EnvironmentKind.DEVELOPER, pair.sandbox);
        pair.qa.ifPresent(qa -> pair.register(pair.qaId(), pair.qaName(), EnvironmentKind.FULL, qa));
        return pair;
    }

    private RehearsalOrg start(String name, boolean isSandbox) {
        RehearsalOrg org = RehearsalOrg.start(OrgSettings.of(name + number)
                .withSandbox(isSandbox)
                .withFolder(SAMPLE)
                .withClient("sluice", SECRET)
                .withRunAsUser(INTEGRATION)
                .withClock(context.getBean(TestClock.class)));
        prepare(org);
        return org;
    }

    /** Adds the objects that the record of a change request needs. */
    static void prepare(RehearsalOrg org) {
        for (String path : recordFiles()) {
            org.putFile(path, read(RECORDS.resolve(path)), INTEGRATION);
        }
    }

    /** The same without what version 2 brought. */
    static void prepareAsVersionOne(RehearsalOrg org) {
        for (String path : recordFiles()) {
            if (path.startsWith("objects/") && !path.contains("Scope_Item")) {
                org.putFile(path, read(RECORDS.resolve(path)).replace("Objects of Sluice, version 2", ""), INTEGRATION);
            }
        }
    }

    /** Takes them away again. */
    static void unprepare(RehearsalOrg org) {
        for (String path : recordFiles()) {
            org.removeFile(path, INTEGRATION);
        }
    }

    private static List<String> recordFiles() {
        try (Stream<Path> files = Files.walk(RECORDS)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> RECORDS.relativize(file).toString())
                    .filter(path -> !path.equals("package.xml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The objects of the change record can't be listed", e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }

    private void register(String id, String name, EnvironmentKind kind, RehearsalOrg org) {
        int stage =
                switch (kind) {
                    case PRODUCTION -> FIRST_STAGE + number;
                    case FULL -> 2;
                    default -> 1;
                };
        List<String> problems = context.getBean(Environments.class)
                .register(new NewEnvironment(id, name, kind, org.address(), "62.0", stage, "sluice", SECRET), "admin");
        if (!problems.isEmpty()) {
            throw new IllegalStateException(name + " was refused: " + problems);
        }
        if (context.getBean(Connections.class).test(id, "admin") instanceof ConnectionResult.Refused refused) {
            throw new IllegalStateException(refused.sentence());
        }
    }

    String productionId() {
        return "production-" + number;
    }

    String productionName() {
        return "Production " + number;
    }

    String sandboxId() {
        return "sandbox-" + number;
    }

    String sandboxName() {
        return "Sandbox " + number;
    }

    String qaId() {
        return "qa-" + number;
    }

    String qaName() {
        return "QA " + number;
    }

    RehearsalOrg qa() {
        return qa.orElseThrow();
    }

    RehearsalOrg production() {
        return production;
    }

    RehearsalOrg sandbox() {
        return sandbox;
    }

    /** Replaces text in a file of the sandbox, as the developer. */
    void develop(String path, String text, String replacement) {
        edit(sandbox, path, text, replacement, DEVELOPER);
    }

    static void edit(RehearsalOrg org, String path, String text, String replacement, String user) {
        String before = org.file(path).orElseThrow(() -> new IllegalArgumentException("There is no " + path));
        if (!before.contains(text)) {
            throw new IllegalArgumentException(path + " does not contain " + text);
        }
        org.putFile(path, before.replace(text, replacement), user);
    }

    /** Replaces the secret that Sluice logs in with. */
    void secret(String environment, String secret) {
        List<String> problems =
                context.getBean(Environments.class).changeCredentials(environment, "sluice", secret, "admin");
        if (!problems.isEmpty()) {
            throw new IllegalStateException(problems.toString());
        }
    }

    /** Moves the jobs of all orgs on by one. */
    void step() {
        production.step();
        sandbox.step();
        qa.ifPresent(RehearsalOrg::step);
    }

    @Override
    public void close() {
        production.close();
        sandbox.close();
        qa.ifPresent(RehearsalOrg::close);
    }
}
