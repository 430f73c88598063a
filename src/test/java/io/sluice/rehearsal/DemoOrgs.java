package io.sluice.rehearsal;

import io.sluice.environment.ConnectionResult;
import io.sluice.environment.Connections;
import io.sluice.environment.EnvironmentKind;
import io.sluice.environment.Environments;
import io.sluice.environment.NewEnvironment;
import io.sluice.rehearsal.org.OrgSettings;
import io.sluice.rehearsal.org.RehearsalOrg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.context.ApplicationContext;

/** The demo's two orgs: production, and a sandbox that begins as its copy unless it has a folder of its own. Both are prepared for change requests. */
final class DemoOrgs implements AutoCloseable {

    /** Who edits in the sandbox, as the orgs name the person. */
    static final String DEVELOPER = "dana.developer@site-visits.example";

    private static final String SECRET = "rehearsal-secret";

    private final RehearsalOrg production;
    private final RehearsalOrg development;

    private DemoOrgs(RehearsalOrg production, RehearsalOrg development) {
        this.production = production;
        this.development = development;
    }

    static DemoOrgs start(Path folder, DemoPorts ports, DemoMetadata metadata) throws IOException {
        return new DemoOrgs(
                RehearsalOrg.start(org("Production", folder, metadata.production())
                        .withOrgId("00D5e000000PrOd")
                        .withSandbox(false)
                        .withPort(ports.production())),
                RehearsalOrg.start(org("Development", folder, metadata.development())
                        .withOrgId("00D5e000000DeVs")
                        .withSandbox(true)
                        .withUser(DEVELOPER, DemoAccounts.PASSWORD)
                        .withPort(ports.development())));
    }

    private static OrgSettings org(String name, Path folder, Path metadata) throws IOException {
        String own = name.toLowerCase(Locale.ROOT);
        return OrgSettings.of(name)
                .withFolder(DemoMetadata.withRecords(
                        metadata, folder.resolve("metadata").resolve(own)))
                .withStateFolder(folder.resolve(own))
                .withClient("sluice", SECRET)
                .withRunAsUser("sluice.integration@site-visits.example")
                .withTick(Duration.ofMillis(300));
    }

    RehearsalOrg production() {
        return production;
    }

    RehearsalOrg development() {
        return development;
    }

    /** Registers both as environments, once, and tests the connections. */
    void register(ApplicationContext context) {
        Environments environments = context.getBean(Environments.class);
        Connections connections = context.getBean(Connections.class);
        for (NewEnvironment environment : List.of(
                environment("development", "Development", EnvironmentKind.DEVELOPER, development, 10),
                environment("production", "Production", EnvironmentKind.PRODUCTION, production, 90))) {
            if (environments.find(environment.id()).isPresent()) {
                continue;
            }
            List<String> problems = environments.register(environment, "admin");
            if (!problems.isEmpty()) {
                throw new IllegalStateException("The demo's " + environment.name() + " was refused: " + problems);
            }
            if (connections.test(environment.id(), "admin") instanceof ConnectionResult.Refused refused) {
                throw new IllegalStateException(refused.sentence());
            }
        }
    }

    private static NewEnvironment environment(
            String id, String name, EnvironmentKind kind, RehearsalOrg org, int stage) {
        return new NewEnvironment(id, name, kind, org.address(), "62.0", stage, "sluice", SECRET);
    }

    /** Reads a file of the sample application as production has it at the beginning. */
    static String sample(String path) {
        try {
            return DemoMetadata.sampleFile(path);
        } catch (IOException e) {
            throw new UncheckedIOException("The sample application lacks " + path, e);
        }
    }

    @Override
    public void close() {
        production.close();
        development.close();
    }
}
