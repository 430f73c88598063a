package io.sluice;

import io.sluice.evidence.EvidenceCheckCommand;
import io.sluice.security.StartChecks;
import java.util.Arrays;
import javax.sql.DataSource;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts Sluice; with the argument {@value #CHECK_EVIDENCE} it only checks the chain of evidence and ends. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SluiceApplication {

    static final String CHECK_EVIDENCE = "check-evidence";

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals(CHECK_EVIDENCE)) {
            System.exit(checkEvidence(Arrays.copyOfRange(args, 1, args.length)));
        }
        SpringApplication application = new SpringApplication(SluiceApplication.class);
        application.addInitializers(StartChecks.ofAll());
        application.run(args);
    }

    /**
     * Reads the evidence of the configured database and prints what it found; no web page, engine or job is started.
     *
     * @return 0 when every link holds, otherwise another number
     */
    static int checkEvidence(String... args) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(DatabaseOnly.class)
                .initializers(StartChecks.ofDatabase())
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .run(args)) {
            return EvidenceCheckCommand.run(context.getBean(DataSource.class), System.out);
        }
    }

    @ImportAutoConfiguration(DataSourceAutoConfiguration.class)
    static class DatabaseOnly {}
}
