package io.sluice.change;

import io.sluice.TestDatabase;
import io.sluice.environment.ConnectionResult;
import io.sluice.environment.Connections;
import io.sluice.environment.Environment;
import io.sluice.environment.EnvironmentKind;
import io.sluice.environment.ListedEnvironments;
import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.OrgException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The room change on a database of its own, with two orgs in memory: production and dev. */
public final class ChangeRoom implements ListedEnvironments, Connections {

    public final DataSource database;
    public final JdbcClient jdbc;
    public final TransactionTemplate transaction;
    public final RecordedEvidence evidence = new RecordedEvidence();
    public final FakeOrg production = new FakeOrg();
    public final FakeOrg dev = new FakeOrg();
    private final Map<String, FakeOrg> others = new HashMap<>();
    public final Set<String> unreachable = new HashSet<>();
    public final List<Environment> environments = new ArrayList<>(List.of(
            environment("production", "Production", EnvironmentKind.PRODUCTION, 9),
            environment("dev", "Development", EnvironmentKind.DEVELOPER, 1)));
    public final Clock clock =
            Clock.tick(Clock.fixed(Instant.parse("2026-11-24T08:00:00Z"), ZoneOffset.UTC), Duration.ofSeconds(1));
    public final Families families;
    public final ChangeRequests changes;

    public ChangeRoom() {
        this(TestDatabase.migrated());
    }

    private ChangeRoom(DataSource database) {
        this.database = database;
        this.jdbc = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        FamiliesInDatabase inDatabase = new FamiliesInDatabase(
                new ChangeRows(jdbc), new ScopeRows(jdbc), new FamilyRows(jdbc), evidence, transaction);
        this.families = inDatabase;
        this.changes = new ChangeRequestsInDatabase(
                new ChangeRows(jdbc),
                new ScopeRows(jdbc),
                inDatabase,
                new ScopeCheck(this),
                this,
                Set.of("rita", "dev", "anna", "ben")::contains,
                evidence,
                transaction,
                clock);
    }

    /** For thousands of acts one after another: connecting for each would take longer than the act. */
    public static ChangeRoom onOneConnection() throws java.sql.SQLException {
        return new ChangeRoom(
                new SingleConnectionDataSource(TestDatabase.migrated().getConnection(), true));
    }

    /** One more org, a developer sandbox. */
    public FakeOrg also(String id) {
        environments.add(environment(id, id, EnvironmentKind.DEVELOPER, 2));
        return others.computeIfAbsent(id, any -> new FakeOrg());
    }

    public ChangeRequest raised() {
        return ((RaiseResult.Raised) changes.raise(
                        new NewChange("Invoices with due dates", "Minor", "Customers ask for them"), "rita", "pi-1"))
                .change();
    }

    public Scope defined(String number, String existing, String proposed) {
        return ((ScopeResult.Accepted) changes.defineScope(number, existing, proposed, "", List.of(), "rita")).scope();
    }

    /** A change request whose scope is approved. */
    public ChangeRequest approved(String existing, String proposed) {
        String number = raised().number();
        defined(number, existing, proposed);
        changes.happened(number, ChangeFact.SUBMITTED, "rita", "");
        return changes.happened(number, ChangeFact.APPROVED, "anna", "");
    }

    private static Environment environment(String id, String name, EnvironmentKind kind, int stage) {
        return new Environment(
                id, name, kind, URI.create("https://" + id + ".example.com"), "62.0", stage, null, null, null);
    }

    @Override
    public OrgConnection open(String environmentId) {
        if (unreachable.contains(environmentId)) {
            throw new OrgException("NETWORK", environmentId + " did not answer");
        }
        return others.getOrDefault(environmentId, require(environmentId).kind().isProduction() ? production : dev);
    }

    @Override
    public Optional<String> otherOrg(String environmentId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> confirmOrg(String environmentId, String orgId, String actor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ConnectionResult test(String environmentId, String actor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Environment> all() {
        return environments;
    }
}
