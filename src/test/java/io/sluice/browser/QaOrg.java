package io.sluice.browser;

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
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** An org between the demo's two, as long as a test needs it: registered as QA, prepared for change requests, and disabled in the end. */
final class QaOrg implements AutoCloseable {

    static final String ID = "qa";

    private static final String SECRET = "rehearsal-secret";
    private static final String INTEGRATION = "sluice.integration@site-visits.example";
    private static final Path RECORDS = Path.of("salesforce");

    private final BrowserDemo demo;
    private final RehearsalOrg org;

    private QaOrg(BrowserDemo demo, RehearsalOrg org) {
        this.demo = demo;
        this.org = org;
    }

    static QaOrg between(BrowserDemo demo) {
        RehearsalOrg org = RehearsalOrg.start(OrgSettings.of("QA")
                .withSandbox(true)
                .withFolder(Path.of("src/test/resources/rehearsal/orgs/site-visits"))
                .withClient("sluice", SECRET)
                .withRunAsUser(INTEGRATION)
                .withTick(Duration.ofMillis(100)));
        prepare(org);
        List<String> problems = demo.bean(Environments.class)
                .register(
                        new NewEnvironment(ID, "QA", EnvironmentKind.FULL, org.address(), "62.0", 50, "sluice", SECRET),
                        "admin");
        if (!problems.isEmpty()) {
            throw new IllegalStateException(problems.toString());
        }
        if (demo.bean(Connections.class).test(ID, "admin") instanceof ConnectionResult.Refused refused) {
            throw new IllegalStateException(refused.sentence());
        }
        return new QaOrg(demo, org);
    }

    private static void prepare(RehearsalOrg org) {
        try (Stream<Path> files = Files.walk(RECORDS)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String path = RECORDS.relativize(file).toString();
                if (!path.equals("package.xml")) {
                    org.putFile(path, Files.readString(file), INTEGRATION);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the org has of a file. */
    String file(String path) {
        return org.file(path).orElseThrow();
    }

    @Override
    public void close() {
        Environments environments = demo.bean(Environments.class);
        environments.disable(ID, environments.require(ID).version(), "The test is over", "admin");
        org.close();
    }
}
