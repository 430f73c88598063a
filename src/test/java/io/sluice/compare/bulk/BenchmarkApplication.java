package io.sluice.compare.bulk;

import com.sun.management.OperatingSystemMXBean;
import io.sluice.SluiceTest;
import io.sluice.benchmark.BenchmarkSluice;
import io.sluice.benchmark.Cpu;
import io.sluice.compare.ComparisonHead;
import io.sluice.compare.Comparisons;
import io.sluice.compare.ItemFilter;
import io.sluice.compare.LeftOut;
import io.sluice.compare.NewComparison;
import io.sluice.compare.Selection;
import io.sluice.environment.Connections;
import io.sluice.environment.EnvironmentKind;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobState;
import io.sluice.remotejob.RemoteJobs;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sluice itself, in a process of its own with a heap of 256 MB: compares everything of two orgs cold, warm without and with one
 * file in a hundred edited, and cold again.
 */
final class BenchmarkApplication {

    private static final String SOURCE = "development";
    private static final String TARGET = "production";

    private final ConfigurableApplicationContext sluice;

    private final List<Long> orgs;
    private final long postgres;

    /** @param orgs their processes */
    private BenchmarkApplication(ConfigurableApplicationContext sluice, List<Long> orgs) {
        this.sluice = sluice;
        this.orgs = orgs;
        long backend = sluice.getBean(JdbcClient.class)
                .sql("select pg_backend_pid()")
                .query(Long.class)
                .single();
        this.postgres = ProcessHandle.of(backend)
                .flatMap(ProcessHandle::parent)
                .orElseThrow()
                .pid();
    }

    /** Database address, components, both orgs' addresses and processes. */
    public static void main(String[] args) throws Exception {
        int components = Integer.parseInt(args[1]);
        URI source = URI.create(args[2]);
        URI target = URI.create(args[3]);
        try (ConfigurableApplicationContext context = BenchmarkSluice.start(args[0])) {
            BenchmarkApplication sluice =
                    new BenchmarkApplication(context, List.of(Long.valueOf(args[4]), Long.valueOf(args[5])));
            BenchmarkSluice.register(context, SOURCE, EnvironmentKind.DEVELOPER, source);
            BenchmarkSluice.register(context, TARGET, EnvironmentKind.PRODUCTION, target);
            sluice.compare("cold", true);
            sluice.compare("warm, nothing edited", false);
            new BenchmarkPair(components).edit(source);
            sluice.compare("warm, 1 % edited", false);
            sluice.compare("cold again", true);
        }
        System.exit(0);
    }

    private void compare(String words, boolean cold) {
        Comparisons comparisons = sluice.getBean(Comparisons.class);
        long asking = -calls() + calls();
        long calls = calls();
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        long cpu = system.getProcessCpuTime();
        double orgsCpu = Cpu.of(orgs);
        double postgresCpu = Cpu.ofFamily(postgres);
        long begun = System.nanoTime();
        RemoteJob job = Objects.requireNonNull(new TransactionTemplate(sluice.getBean(PlatformTransactionManager.class))
                .execute(status -> comparisons.request(new NewComparison(
                        null,
                        "benchmark " + words + begun,
                        false,
                        SOURCE,
                        TARGET,
                        new Selection.Everything(LeftOut.NOTHING),
                        null,
                        cold,
                        BenchmarkSluice.API_VERSION,
                        null,
                        SluiceTest.ADMIN))));
        RemoteJob now = job;
        while (now.state() != RemoteJobState.DELIVERED) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            now = sluice.getBean(RemoteJobs.class).find(job.id()).orElseThrow();
            if (now.problem() != null) {
                throw new IllegalStateException(now.problem());
            }
        }
        double wall = (System.nanoTime() - begun) / 1e9;
        double used = (system.getProcessCpuTime() - cpu) / 1e9;
        double ofOrgs = Cpu.of(orgs) - orgsCpu;
        double ofPostgres = Cpu.ofFamily(postgres) - postgresCpu;
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                >> 20;
        ComparisonHead head = comparisons.headOfJob(job.id()).orElseThrow();
        long differing = comparisons.counts(head.id(), ItemFilter.DIFFERING).stream()
                .mapToLong(count -> count.items())
                .sum();
        System.out.printf(
                "RESULT|%s|%.2f|%.2f|%.2f|%.2f|%d|%d|%s|%d differing%n",
                words,
                wall,
                used,
                ofOrgs,
                ofPostgres,
                peak,
                calls() - calls - asking,
                now.outcome() == null ? "" : now.outcome().message(),
                differing);
    }

    /** Calls that both orgs have counted so far; asking counts too, twice an org. */
    private long calls() {
        long calls = 0;
        for (String environment : List.of(SOURCE, TARGET)) {
            var readiness = sluice.getBean(Connections.class).open(environment).readiness();
            calls += Objects.requireNonNull(readiness.callsMax()) - Objects.requireNonNull(readiness.callsRemaining());
        }
        return calls;
    }
}
