package io.sluice.rehearsal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.sluice.SluiceApplication;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts Sluice with everything a newcomer needs: a PostgreSQL, two rehearsal orgs, an account for every role and change
 * requests under way. All of it is kept in one folder, {@code target/demo} unless the system property {@code
 * sluice.demo.folder} names another; deleting the folder resets the demo. The orgs can hold metadata of one's own
 * instead of the sample application, see {@link DemoMetadata#standard()}; then no change request is under way.
 */
public final class RehearsalApplication {

    /** Of every demo account. */
    public static final String PASSWORD = DemoAccounts.PASSWORD;

    /** Who edits in the development org. */
    public static final String DEVELOPER = DemoOrgs.DEVELOPER;

    private RehearsalApplication() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(System.getProperty("sluice.demo.folder", "target/demo"))
                .toAbsolutePath()
                .normalize();
        start(folder, DemoPorts.standard(), DemoMetadata.standard(), System.out, args);
    }

    /** Starts the demo of the sample application in a folder. */
    public static ConfigurableApplicationContext start(Path folder, DemoPorts ports, PrintStream out, String... args)
            throws IOException {
        return start(folder, ports, DemoMetadata.sample(), out, args);
    }

    /** Starts the demo in a folder; closing the context ends the orgs and the database as well. */
    public static ConfigurableApplicationContext start(
            Path folder, DemoPorts ports, DemoMetadata metadata, PrintStream out, String... args) throws IOException {
        quiet();
        EmbeddedPostgres postgres = DemoPostgres.start(folder);
        DemoOrgs orgs = DemoOrgs.start(folder, ports, metadata);
        SpringApplication application = new SpringApplication(SluiceApplication.class);
        application.setDefaultProperties(settings(folder, postgres, ports));
        application.addInitializers(
                context -> context.getBeanFactory().registerSingleton("productOnly", new ProductOnly()));
        // Registered first, so destroyed last: what still runs in Sluice needs its database and its orgs until it has
        // ended.
        application.addInitializers(context -> ((DefaultListableBeanFactory) context.getBeanFactory())
                .registerDisposableBean("demoOrgsAndDatabase", () -> {
                    orgs.close();
                    DemoPostgres.stop(postgres);
                }));
        try {
            ConfigurableApplicationContext context = application.run(args);
            DemoAccounts.create(context);
            orgs.register(context);
            int port = Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
            if (metadata.isSample()) {
                DemoChanges.raise(context, orgs, port);
            }
            welcome(out, folder, orgs, port);
            return context;
        } catch (RuntimeException e) {
            // The orgs' threads would keep a demo alive that never started.
            orgs.close();
            DemoPostgres.stop(postgres);
            throw e;
        }
    }

    /** What happens before Spring Boot sets up logging would be printed in full detail. */
    private static void quiet() {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    }

    private static Map<String, Object> settings(Path folder, EmbeddedPostgres postgres, DemoPorts ports)
            throws IOException {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("SLUICE_DATABASE_URL", postgres.getJdbcUrl("postgres", "postgres"));
        settings.put("SLUICE_DATABASE_USER", "postgres");
        settings.put("SLUICE_DATABASE_PASSWORD", "postgres");
        settings.put("SLUICE_ENCRYPTION_KEY", DemoKey.of(folder));
        settings.put("SLUICE_ADMIN_ID", "admin");
        settings.put("SLUICE_ADMIN_PASSWORD", DemoAccounts.PASSWORD);
        settings.put("server.port", ports.sluice());
        settings.put("logging.level.root", "warn");
        settings.put("logging.level.io.sluice", "info");
        settings.put("spring.main.banner-mode", "off");
        return settings;
    }

    private static void welcome(PrintStream out, Path folder, DemoOrgs orgs, int port) {
        String sluice = "http://localhost:" + port;
        out.println();
        out.println("Sluice is ready.");
        out.println();
        out.println("  Tasklist          " + sluice + "/camunda/app/tasklist/");
        out.println("  Change requests   " + sluice + "/changes");
        out.println("  Cockpit           " + sluice + "/camunda/app/cockpit/");
        out.println("  Production org    " + orgs.production().address() + "   (rehearsal)");
        out.println("  Development org   " + orgs.development().address() + "   (rehearsal: make your changes here)");
        out.println();
        out.println("  Every account has the password " + DemoAccounts.PASSWORD + ", also " + DemoOrgs.DEVELOPER);
        out.println("  in the development org.");
        for (DemoAccounts.Account account : DemoAccounts.ALL) {
            out.printf("    %-8s %s%n", account.id(), account.does());
        }
        out.println();
        out.println("  Everything is kept in " + folder + ". To begin anew, stop Sluice and delete that folder.");
        out.println();
    }
}
