package io.sluice;

import io.sluice.environment.EncryptionKeyFile;
import io.sluice.environment.EncryptionKeyRotationCommand;
import io.sluice.evidence.Evidence;
import io.sluice.evidence.EvidenceCheckCommand;
import io.sluice.security.StartChecks;
import java.time.Clock;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import javax.sql.DataSource;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.transaction.PlatformTransactionManager;

/** What Sluice does from the command line: it ends afterwards; no web page, engine or remote job is started. */
final class Commands {

    static final String CHECK_EVIDENCE = "check-evidence";
    static final String ROTATE_ENCRYPTION_KEY = "rotate-encryption-key";

    private Commands() {}

    /** Runs the command that the first argument names; empty where it names none, so that Sluice is to be started. */
    static OptionalInt run(String... args) {
        if (args.length == 0 || args[0].startsWith("--")) {
            return OptionalInt.empty();
        }
        String[] settings = Arrays.copyOfRange(args, 1, args.length);
        return switch (args[0]) {
            case CHECK_EVIDENCE -> OptionalInt.of(checkEvidence(settings));
            case ROTATE_ENCRYPTION_KEY -> OptionalInt.of(rotateEncryptionKey(settings));
            default -> {
                System.err.println("There is no command " + args[0] + ". Known are " + CHECK_EVIDENCE + " and "
                        + ROTATE_ENCRYPTION_KEY + "; without a command Sluice is started.");
                yield OptionalInt.of(2);
            }
        };
    }

    /**
     * Reads the evidence of the configured database and prints what it found.
     *
     * @return 0 when every link holds, otherwise another number
     */
    static int checkEvidence(String... settings) {
        return with(
                DatabaseOnly.class,
                StartChecks.ofDatabase(),
                context -> EvidenceCheckCommand.run(context.getBean(DataSource.class), System.out),
                settings);
    }

    /**
     * Encrypts the credentials of all environments with the first key of the setting.
     *
     * @return 0 when no other key is needed any more
     */
    static int rotateEncryptionKey(String... settings) {
        return with(
                DatabaseAndEvidence.class,
                StartChecks.ofDatabaseAndKeys(EncryptionKeyFile::keys),
                context -> EncryptionKeyRotationCommand.run(
                        context.getBean(DataSource.class),
                        context.getBean(PlatformTransactionManager.class),
                        context.getBean(Evidence.class),
                        EncryptionKeyFile.keys(
                                context.getEnvironment().getProperty("sluice.encryption.key"),
                                context.getEnvironment().getProperty("sluice.encryption.key-file")),
                        System.out),
                settings);
    }

    private static int with(
            Class<?> beans,
            StartChecks checks,
            ToIntFunction<ConfigurableApplicationContext> command,
            String... settings) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(beans)
                .initializers(checks)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                // What a command prints is read by people and scripts; only trouble may stand beside it.
                .properties("logging.level.root=warn")
                .run(settings)) {
            return command.applyAsInt(context);
        }
    }

    @ImportAutoConfiguration(DataSourceAutoConfiguration.class)
    static class DatabaseOnly {}

    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class})
    @ComponentScan(basePackageClasses = Evidence.class)
    static class DatabaseAndEvidence {

        @Bean
        Clock sluiceClock() {
            return Clock.systemUTC();
        }
    }
}
