package io.sluice.benchmark;

import io.sluice.compare.Comparisons;
import io.sluice.compare.NewComparison;
import io.sluice.deployment.EnvironmentPreparation;
import io.sluice.environment.EnvironmentKind;
import io.sluice.metadata.Component;
import io.sluice.rehearsal.DemoAccounts;
import io.sluice.remotejob.NewRemoteJob;
import io.sluice.remotejob.RemoteJobs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sluice with an account for every role and two orgs. It prints {@code READY} and its port, then does what each line of its standard
 * input asks for, and answers with the line's number.
 */
final class DeploymentApplication {

    static final String SOURCE = "development";
    static final String TARGET = "production";

    private final ConfigurableApplicationContext sluice;
    private int asked;

    private DeploymentApplication(ConfigurableApplicationContext sluice) {
        this.sluice = sluice;
    }

    /** Database address, both orgs' addresses. */
    public static void main(String[] args) throws IOException {
        try (ConfigurableApplicationContext context = BenchmarkSluice.start(args[0])) {
            DemoAccounts.create(context);
            BenchmarkSluice.register(context, SOURCE, EnvironmentKind.DEVELOPER, URI.create(args[1]));
            BenchmarkSluice.register(context, TARGET, EnvironmentKind.PRODUCTION, URI.create(args[2]));
            System.out.println("READY " + context.getEnvironment().getRequiredProperty("local.server.port"));
            DeploymentApplication application = new DeploymentApplication(context);
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println("ANSWER " + ++application.asked + " " + application.answer(line.split(" ")));
            }
        }
        System.exit(0);
    }

    private String answer(String[] words) {
        return switch (words[0]) {
            case "heap" -> heap();
            case "running" -> jobs(Integer.parseInt(words[1]), this::running);
            case "queued" -> jobs(Integer.parseInt(words[1]), this::queued);
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    /** The most that each part of the heap held since this was asked before, in MB, garbage included. */
    private static String heap() {
        long most = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        return String.valueOf(most >> 20);
    }

    /** Asks for one more job. */
    private interface Asking {
        void of(int number);
    }

    private String jobs(int count, Asking asking) {
        TransactionTemplate transaction = new TransactionTemplate(sluice.getBean(PlatformTransactionManager.class));
        for (int n = 0; n < count; n++) {
            int number = n;
            transaction.executeWithoutResult(status -> asking.of(number));
        }
        return count + " requested";
    }

    /** A job on which both orgs work, as long as they hold their jobs. */
    private void running(int number) {
        sluice.getBean(Comparisons.class)
                .request(new NewComparison(
                        "CR-999999",
                        "benchmark-" + asked + "-" + number,
                        false,
                        SOURCE,
                        TARGET,
                        new TreeSet<>(java.util.Set.of(new Component("ApexClass", "Nothing"))),
                        BenchmarkSluice.API_VERSION,
                        null,
                        "benchmark"));
    }

    /** A job that stands in the queue of an org, behind the first one. */
    private void queued(int number) {
        sluice.getBean(RemoteJobs.class)
                .request(new NewRemoteJob(
                        EnvironmentPreparation.KIND,
                        "benchmark-" + asked + "-" + number,
                        1,
                        null,
                        TARGET,
                        null,
                        "benchmark",
                        Map.of()));
    }
}
