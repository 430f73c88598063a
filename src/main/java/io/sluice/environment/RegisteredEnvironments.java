package io.sluice.environment;

import io.sluice.evidence.Evidence;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The environments in {@code sluice.environment}. */
@Component
class RegisteredEnvironments implements Environments {

    private static final String SELECT = "select * from sluice.environment ";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final CredentialStore credentials;
    private final EnvironmentEdits edits;
    private final RouteTable routes;
    private final Membership membership;
    private final Evidence evidence;

    RegisteredEnvironments(
            DataSource database,
            PlatformTransactionManager transactions,
            CredentialStore credentials,
            EnvironmentEdits edits,
            RouteTable routes,
            Membership membership,
            Evidence evidence) {
        this.jdbc = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(transactions);
        this.credentials = credentials;
        this.edits = edits;
        this.routes = routes;
        this.membership = membership;
        this.evidence = evidence;
    }

    @Override
    public List<Environment> all() {
        return jdbc.sql(SELECT + "order by stage, name")
                .query((row, number) -> environment(row))
                .list();
    }

    @Override
    public Optional<Environment> find(String id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id)
                .query((row, number) -> environment(row))
                .optional();
    }

    @Override
    public Environment require(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("There is no environment with the id " + id));
    }

    @Override
    public Optional<Environment> production() {
        return jdbc.sql(SELECT + "where kind = 'production'"
                        + " order by disabled_at is not null, stage desc, name limit 1")
                .query((row, number) -> environment(row))
                .optional();
    }

    @Override
    public PromotionPath path() {
        return PromotionPath.of(all(), routes.all());
    }

    @Override
    public PromotionPath pathOf(String person) {
        return path().seenBy(person, membership.groupsOf(person));
    }

    @Override
    public EditResult edit(EnvironmentEdit edit, String actor) {
        return inTransaction(() -> edits.edit(edit, actor));
    }

    @Override
    public EditResult disable(String id, int version, String reason, String actor) {
        return inTransaction(() -> edits.disable(id, version, reason, actor));
    }

    @Override
    public EditResult enable(String id, int version, String reason, String actor) {
        return inTransaction(() -> edits.enable(id, version, reason, actor));
    }

    @Override
    public EditResult changeRoutes(Set<Route> shown, Set<Route> wanted, String actor) {
        return inTransaction(() -> routes.change(shown, wanted, actor));
    }

    @Override
    public List<String> register(NewEnvironment environment, String actor) {
        return inTransaction(() -> {
            List<String> problems = new ArrayList<>(Registration.problems(environment));
            problems.addAll(Registration.userProblems(environment.users(), membership));
            String name = environment.name().strip();
            if (find(environment.id()).isPresent()) {
                problems.add("The id \"" + environment.id() + "\" is taken by another environment.");
            }
            if (nameIsTaken(name)) {
                problems.add("The name \"" + name + "\" is taken by another environment.");
            }
            if (!problems.isEmpty()) {
                return problems;
            }
            URI address = Registration.normal(environment.address());
            int inserted = jdbc.sql("""
                            insert into sluice.environment
                              (id, name, kind, address, api_version, stage, revision, for_people, for_groups)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                            """)
                    .params(
                            environment.id(),
                            name,
                            environment.kind().word(),
                            address.toString(),
                            environment.apiVersion(),
                            environment.stage(),
                            UUID.randomUUID(),
                            environment.users().people().toArray(String[]::new),
                            environment.users().groups().toArray(String[]::new))
                    .update();
            if (inserted == 0) {
                return List.of("Somebody has just registered an environment with this id or name.");
            }
            if (!environment.withoutLogIn()) {
                credentials.save(
                        environment.id(),
                        environment.clientId().strip(),
                        environment.clientSecret().strip(),
                        actor);
            }
            evidence.record(
                    actor,
                    "environment-registered",
                    "environment:" + environment.id(),
                    Map.of(
                            "name", name,
                            "kind", environment.kind().word(),
                            "address", address.toString(),
                            "apiVersion", environment.apiVersion(),
                            "stage", environment.stage(),
                            "users", environment.users().words()));
            return List.of();
        });
    }

    private boolean nameIsTaken(String name) {
        return jdbc.sql("select exists (select from sluice.environment where lower(name) = lower(?))")
                .param(name)
                .query(Boolean.class)
                .single();
    }

    @Override
    public List<String> changeCredentials(String id, String clientId, String clientSecret, String actor) {
        return inTransaction(() -> {
            List<String> problems = new ArrayList<>(Registration.credentialProblems(clientId, clientSecret));
            if (find(id).isEmpty()) {
                problems.add("There is no environment with the id " + id + ".");
            }
            if (!problems.isEmpty()) {
                return problems;
            }
            // The row's lock keeps a connection test from writing down what it found with the old credentials.
            jdbc.sql("update sluice.environment set revision = ? where id = ?")
                    .params(UUID.randomUUID(), id)
                    .update();
            credentials.save(id, clientId.strip(), clientSecret.strip(), actor);
            evidence.record(actor, "credentials-changed", "environment:" + id, Map.of());
            return problems;
        });
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    static Environment environment(ResultSet row) throws SQLException {
        OffsetDateTime testedAt = row.getObject("tested_at", OffsetDateTime.class);
        return new Environment(
                row.getString("id"),
                row.getString("name"),
                kind(row.getString("kind")),
                URI.create(row.getString("address")),
                row.getString("api_version"),
                row.getInt("stage"),
                row.getString("org_id"),
                row.getString("username"),
                testedAt == null ? null : testedAt.toInstant(),
                row.getInt("version"),
                Users.of(names(row, "for_people"), names(row, "for_groups")),
                disabled(row));
    }

    private static List<String> names(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static @Nullable Disabling disabled(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("disabled_at", OffsetDateTime.class);
        return at == null
                ? null
                : new Disabling(row.getString("disabled_reason"), row.getString("disabled_by"), at.toInstant());
    }

    private static EnvironmentKind kind(String word) {
        return Arrays.stream(EnvironmentKind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No kind of environment is called " + word));
    }
}
