package io.sluice.environment;

import io.sluice.TestDatabase;
import io.sluice.evidence.Act;
import io.sluice.evidence.Evidence;
import io.sluice.evidence.Head;
import io.sluice.evidence.Verdict;
import io.sluice.salesforce.Salesforce;
import io.sluice.salesforce.SalesforceDoors;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The room on a database of its own; evidence is written into a list. */
final class Room {

    static final Instant NOW = Instant.parse("2026-11-24T05:00:00Z");
    static final String K1 = "k1:" + Base64.getEncoder().encodeToString(new byte[32]);
    static final String K2 = "k2:" + Base64.getEncoder().encodeToString("12345678901234567890123456789012".getBytes());

    final DataSource database;
    final JdbcClient jdbc;
    final List<String> acts = new CopyOnWriteArrayList<>();
    final FakeOrg org;

    /** Groups by their ids; everybody in one has an account. */
    final Map<String, Set<String>> groups = new ConcurrentHashMap<>(
            Map.of("developer", Set.of("dev"), "release-manager", Set.of("mara"), "requester", Set.of("rita")));

    final Membership membership = new InMemory();
    final CredentialStore credentials;
    final OrgPauses pauses;
    final OrgSessions sessions;
    final CredentialDesk desk;
    final Environments environments;
    final Connections connections;

    Room() {
        this(TestDatabase.migrated(), K1);
    }

    Room(DataSource database, String keys) {
        this(database, keys, Clock.fixed(NOW, ZoneOffset.UTC), new FakeOrg());
    }

    private Room(DataSource database, String keys, Clock clock, FakeOrg org) {
        this(database, keys, clock, org, org);
    }

    /** Orgs that are really asked. */
    Room(DataSource database, String keys, Clock clock, Salesforce salesforce) {
        this(database, keys, clock, salesforce, new FakeOrg());
    }

    private Room(DataSource database, String keys, Clock clock, Salesforce salesforce, FakeOrg org) {
        this.org = org;
        this.database = database;
        this.jdbc = JdbcClient.create(database);
        JdbcTransactionManager transactions = new JdbcTransactionManager(database);
        Evidence evidence = new ListedEvidence();
        EncryptionKeys encryption = EncryptionKeys.of(keys);
        credentials = new CredentialStore(database, transactions, encryption, evidence, clock);
        pauses = new OrgPauses(database, transactions, clock, SalesforceDoors.SETTINGS);
        sessions = new OrgSessions(database, transactions, encryption, credentials, pauses, clock);
        environments = new RegisteredEnvironments(
                database,
                transactions,
                credentials,
                new EnvironmentEdits(database, membership, evidence, clock),
                new RouteTable(database, evidence),
                membership,
                evidence);
        connections = new SharedConnections(database, transactions, salesforce, credentials, sessions, evidence, clock);
        desk = new StoredCredentialDesk(
                database,
                transactions,
                environments,
                credentials,
                pauses,
                new SalesforceDoors(clock).webServerFlow(),
                evidence,
                clock);
    }

    static NewEnvironment development() {
        return environment("development", "Development", EnvironmentKind.DEVELOPER, "https://dev.example.test");
    }

    static NewEnvironment environment(String id, String name, EnvironmentKind kind, String address) {
        return new NewEnvironment(id, name, kind, URI.create(address), "62.0", 10, "client", "s3cret-value");
    }

    private final class InMemory implements Membership {

        @Override
        public boolean personExists(String userId) {
            return groups.values().stream().anyMatch(members -> members.contains(userId));
        }

        @Override
        public boolean groupExists(String groupId) {
            return groups.containsKey(groupId);
        }

        @Override
        public Set<String> groupsOf(String userId) {
            return groups.entrySet().stream()
                    .filter(group -> group.getValue().contains(userId))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }
    }

    private final class ListedEvidence implements Evidence {

        @Override
        public void record(String actor, String kind, String subject, Map<String, ?> details) {
            if (!TransactionSynchronizationManager.isActualTransactionActive()) {
                throw new IllegalStateException("no transaction");
            }
            acts.add(actor + " " + kind + " " + subject + " " + details);
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
