package io.sluice.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.TestDatabase;
import io.sluice.environment.ConnectionResult;
import io.sluice.environment.Connections;
import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import io.sluice.environment.ListedEnvironments;
import io.sluice.evidence.Act;
import io.sluice.evidence.Evidence;
import io.sluice.evidence.Verdict;
import io.sluice.remotejob.Look;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobKind;
import io.sluice.remotejob.RemoteJobs;
import io.sluice.salesforce.OrgConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The rooms compare (and deployment, when asked for) wired by Spring on a fresh database, with two orgs in memory. */
public final class TestRooms implements AutoCloseable {

    /** A clock that a test moves. */
    public static final class Hand extends Clock {
        public Instant now = Instant.parse("2026-11-02T09:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }

        public void move(Duration by) {
            now = now.plus(by);
        }
    }

    public final FakeOrg source = new FakeOrg("00D000000000001AAA", "63.0");
    public final FakeOrg target = new FakeOrg("00D000000000002AAA", "62.0");
    public final FakeJobs jobs = new FakeJobs();
    public final Hand clock = new Hand();
    public final List<String> acts = new ArrayList<>();
    public final JdbcClient jdbc;
    public final TransactionTemplate transaction;
    public final List<Environment> environments = new ArrayList<>();
    public final Map<String, ConnectionResult.Refused> refusing = new HashMap<>();

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    public TestRooms(String... packages) {
        this(context -> {}, packages);
    }

    public TestRooms(Consumer<AnnotationConfigApplicationContext> more, String... packages) {
        DataSource database = TestDatabase.migrated();
        jdbc = JdbcClient.create(database);
        PlatformTransactionManager transactions = new DataSourceTransactionManager(database);
        transaction = new TransactionTemplate(transactions);
        context.registerBean(JdbcClient.class, () -> jdbc);
        context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(database));
        context.registerBean(PlatformTransactionManager.class, () -> transactions);
        context.registerBean(
                ObjectMapper.class,
                () -> JsonMapper.builder().findAndAddModules().build());
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(RemoteJobs.class, () -> jobs);
        context.registerBean(Evidence.class, () -> new Acts(acts));
        context.registerBean(Connections.class, () -> new Connections() {
            @Override
            public ConnectionResult test(String environmentId, String actor) {
                ConnectionResult.Refused refused = refusing.get(environmentId);
                OrgConnection org = open(environmentId);
                return refused != null
                        ? refused
                        : new ConnectionResult.Connected(null, org.identity(), org.apiVersion());
            }

            @Override
            public OrgConnection open(String environmentId) {
                return environmentId.equals("sandbox") ? source : target;
            }

            @Override
            public Optional<String> otherOrg(String environmentId) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<String> confirmOrg(String environmentId, String orgId, String actor) {
                throw new UnsupportedOperationException();
            }
        });
        // As Spring Boot does it; durations in properties need it.
        context.getBeanFactory().setConversionService(ApplicationConversionService.getSharedInstance());
        more.accept(context);
        if (context.getDefaultListableBeanFactory().getBeanNamesForType(Environments.class, true, false).length == 0) {
            context.registerBean(Environments.class, () -> (ListedEnvironments) () -> environments);
        }
        context.scan(packages);
        context.refresh();
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    public RemoteJobKind kind(String name) {
        return context.getBeansOfType(RemoteJobKind.class).values().stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Checks, marks and sends; the outcome of the check where it refuses is in {@link RemoteJob#outcome}. */
    public RemoteJob send(RemoteJob job) {
        RemoteJobKind kind = kind(job.kind());
        var check = kind.startCheck(job);
        if (check.isPresent()) {
            Look look = kind.lookAtCheck(job, check.get());
            Outcome outcome = ((Look.Ended) look).outcome();
            if (!outcome.isSuccess()) {
                return end(job, outcome);
            }
        }
        Map<String, Object> mark = kind.mark(job);
        return jobs.sent(job, mark, kind.send(job), clock.now);
    }

    public Outcome look(RemoteJob job) {
        Outcome outcome = ((Look.Ended) kind(job.kind()).look(job)).outcome();
        end(job, outcome);
        return outcome;
    }

    public RemoteJob end(RemoteJob job, Outcome outcome) {
        transaction.executeWithoutResult(status -> kind(job.kind()).ended(job, outcome));
        return jobs.ended(job, outcome);
    }

    /** From the request to the outcome. */
    public Outcome run(RemoteJob job) {
        RemoteJob sent = send(job);
        return sent.outcome() != null ? sent.outcome() : look(sent);
    }

    @Override
    public void close() {
        context.close();
    }

    private record Acts(List<String> acts, List<Act> rows) implements Evidence {

        Acts(List<String> acts) {
            this(acts, new ArrayList<>());
        }

        @Override
        public void record(String actor, String kind, String subject, Map<String, ?> details) {
            if (!TransactionSynchronizationManager.isActualTransactionActive()) {
                throw new IllegalStateException("Evidence outside a transaction: " + kind);
            }
            acts.add(kind + " " + subject + " by " + actor);
            rows.add(new Act(rows.size() + 1, Instant.EPOCH, actor, kind, subject, Map.copyOf(details), ""));
        }

        @Override
        public List<Act> about(String subject) {
            return rows.stream().filter(act -> act.subject().equals(subject)).toList();
        }

        @Override
        public Verdict check() {
            return new Verdict.Intact(acts.size());
        }

        @Override
        public java.util.Optional<io.sluice.evidence.Head> head() {
            return java.util.Optional.empty();
        }
    }
}
