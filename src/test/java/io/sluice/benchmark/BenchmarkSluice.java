package io.sluice.benchmark;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.sluice.SluiceApplication;
import io.sluice.SluiceTest;
import io.sluice.environment.ConnectionResult;
import io.sluice.environment.Connections;
import io.sluice.environment.EnvironmentKind;
import io.sluice.environment.Environments;
import io.sluice.environment.NewEnvironment;
import io.sluice.rehearsal.ProductOnly;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Sluice in this process as every benchmark measures it, and the PostgreSQL below it. */
public final class BenchmarkSluice {

    /** The API version that all clients speak in the benchmarks. */
    public static final String API_VERSION = "62.0";

    private BenchmarkSluice() {}

    /** A PostgreSQL of its own process, which keeps what it calls committed. */
    public static EmbeddedPostgres postgres() throws IOException {
        // What happens before Spring Boot sets up logging would be printed in full detail.
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    /** Starts it on a free port, with a database that has nothing yet. */
    public static ConfigurableApplicationContext start(String database) {
        return new SpringApplicationBuilder(SluiceApplication.class)
                .initializers(context -> context.getBeanFactory().registerSingleton("productOnly", new ProductOnly()))
                .run(
                        "--spring.datasource.url=" + database,
                        "--spring.datasource.username=postgres",
                        "--spring.datasource.password=",
                        "--sluice.encryption.key=test:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
                        "--sluice.admin.id=" + SluiceTest.ADMIN,
                        "--sluice.admin.password=" + SluiceTest.ADMIN_PASSWORD,
                        "--sluice.inventory.background=false",
                        "--logging.level.root=warn",
                        "--server.port=0");
    }

    /** Registers a rehearsal org and connects to it. */
    public static void register(ConfigurableApplicationContext sluice, String id, EnvironmentKind kind, URI org) {
        List<String> problems = sluice.getBean(Environments.class)
                .register(
                        new NewEnvironment(
                                id,
                                id,
                                kind,
                                org,
                                API_VERSION,
                                kind.isProduction() ? 9 : 1,
                                "rehearsal-client",
                                "rehearsal-secret"),
                        SluiceTest.ADMIN);
        if (!problems.isEmpty()) {
            throw new IllegalStateException("The org was refused: " + problems);
        }
        if (sluice.getBean(Connections.class).test(id, SluiceTest.ADMIN) instanceof ConnectionResult.Refused refused) {
            throw new IllegalStateException(refused.sentence());
        }
    }
}
