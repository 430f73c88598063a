package io.sluice.remotejob;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.TestDatabase;
import io.sluice.evidence.Act;
import io.sluice.evidence.Evidence;
import io.sluice.evidence.Head;
import io.sluice.evidence.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The room on a database of its own, with fakes around it and a clock that the test moves. */
final class Room {

    static final Instant START = Instant.parse("2026-11-24T05:00:00Z");
    static final Duration LEASE = Duration.ofMinutes(2);
    static final Duration UNSURE = Duration.ofMinutes(12);

    final DataSource database = TestDatabase.migrated();
    final JdbcClient jdbc = JdbcClient.create(database);
    final FakeKind deploy = new FakeKind("deploy", true, true);
    final FakeKind validate = new FakeKind("validate", true, false);
    final FakeKind retrieve = new FakeKind("retrieve", false, false);
    final FakeSteps steps = new FakeSteps();
    final List<String> acts = new CopyOnWriteArrayList<>();
    final Bell bell = new Bell();
    final RemoteJobsSettings settings = new RemoteJobsSettings(
            true,
            2,
            LEASE,
            Duration.ofSeconds(1),
            20,
            Duration.ofSeconds(5),
            UNSURE,
            Duration.ofMinutes(2),
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(15)));

    private volatile Instant now = START;
    private final Clock clock = new MovedClock();
    private final JdbcTransactionManager transactions = new JdbcTransactionManager(database);
    private final TransactionTemplate transaction = new TransactionTemplate(transactions);
    private final JobRows rows = new JobRows(new ObjectMapper());
    final JobTable table = new JobTable(database, rows, clock);
    private final JobEvidence evidence = new JobEvidence(new ListedEvidence());
    private final ObjectProvider<WaitingSteps> stepsProvider =
            new StaticListableBeanFactory(Map.of("steps", steps)).getBeanProvider(WaitingSteps.class);
    private final Kinds kinds = new Kinds(
            new StaticListableBeanFactory(Map.of("deploy", deploy, "validate", validate, "retrieve", retrieve))
                    .getBeanProvider(RemoteJobKind.class));

    final RemoteJobs jobs = new StoredRemoteJobs(database, transactions, rows, kinds, evidence, bell, clock);
    final JobRepairs repairs = new StoredJobRepairs(database, transactions, rows, kinds, evidence, bell, clock);
    final LeasedDispatcher node = node();
    final LeasedDispatcher otherNode = node();

    LeasedDispatcher node() {
        Delivery delivery = new Delivery(table, stepsProvider, evidence, settings, transactions);
        Troubles troubles = new Troubles(table, stepsProvider, evidence, settings, transactions);
        JobMoves moves =
                new JobMoves(kinds, table, stepsProvider, delivery, troubles, evidence, settings, transactions);
        return new LeasedDispatcher(table, moves, settings);
    }

    RemoteJob request(String kind, String owner) {
        return request(kind, owner, "pi-" + owner);
    }

    RemoteJob request(String kind, String owner, String processInstance) {
        return inTransaction(() -> jobs.request(new NewRemoteJob(
                kind, owner, 1, "CR-000001", "production", processInstance, "mara", Map.of("package", "abc"))));
    }

    Optional<String> withdrawAll() {
        return inTransaction(() -> jobs.withdrawAll("CR-000001", "rita"));
    }

    <T> T inTransaction(Supplier<T> work) {
        return transaction.execute(status -> work.get());
    }

    RemoteJob job(RemoteJob job) {
        return jobs.find(job.id()).orElseThrow();
    }

    RemoteJobState state(RemoteJob job) {
        return job(job).state();
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** As many steps as it takes until nothing is due, passing a second between two. */
    void runOn() {
        for (int i = 0; i < 10; i++) {
            node.step();
            pass(Duration.ofSeconds(1));
        }
    }

    List<String> actsOf(RemoteJob job) {
        return acts.stream()
                .filter(act -> act.contains(job.id().toString()))
                .map(act -> act.split(" ", 3)[1])
                .toList();
    }

    private final class MovedClock extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("Only UTC");
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final class ListedEvidence implements Evidence {

        @Override
        public void record(String actor, String kind, String subject, Map<String, ?> details) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    acts.add(actor + " " + kind + " " + subject + " " + details);
                }
            });
        }

        @Override
        public List<Act> about(String subject) {
            return List.of();
        }

        @Override
        public Verdict check() {
            return new Verdict.Intact(acts.size());
        }

        @Override
        public Optional<Head> head() {
            return Optional.empty();
        }
    }
}
