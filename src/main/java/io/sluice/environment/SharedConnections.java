package io.sluice.environment;

import io.sluice.evidence.Evidence;
import io.sluice.salesforce.Credentials;
import io.sluice.salesforce.DeployPermission;
import io.sluice.salesforce.Ids;
import io.sluice.salesforce.LoginResult;
import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.OrgException;
import io.sluice.salesforce.OrgIdentity;
import io.sluice.salesforce.OrgReadiness;
import io.sluice.salesforce.Salesforce;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Log-ins kept per environment; their tokens are shared by all nodes. A kept one counts as long as the environment's revision is the one it was made under;
 * the row is asked each time, so that every node notices what was changed on another.
 */
@Component
class SharedConnections implements Connections {

    private static final Logger log = LoggerFactory.getLogger(SharedConnections.class);

    private static final Pattern ORG_ID = Pattern.compile("00D[A-Za-z0-9]{12}([A-Za-z0-9]{3})?");

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Salesforce salesforce;
    private final CredentialStore credentials;
    private final OrgSessions sessions;
    private final Evidence evidence;
    private final Clock clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final Map<String, Object> oneLoginAtATime = new ConcurrentHashMap<>();

    SharedConnections(
            DataSource database,
            PlatformTransactionManager transactions,
            Salesforce salesforce,
            CredentialStore credentials,
            OrgSessions sessions,
            Evidence evidence,
            Clock clock) {
        this.jdbc = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(transactions);
        this.salesforce = salesforce;
        this.credentials = credentials;
        this.sessions = sessions;
        this.evidence = evidence;
        this.clock = clock;
    }

    @Override
    public ConnectionResult test(String environmentId, String actor) {
        while (true) {
            Row row = require(environmentId);
            LoginResult login;
            OrgReadiness readiness;
            try {
                login = login(row, true);
                readiness = login instanceof LoginResult.LoggedIn in ? in.org().readiness() : OrgReadiness.unknown();
            } catch (EnvironmentChangedException changed) {
                log.debug("Environment {} was changed while it was tested", environmentId, changed);
                continue;
            }
            Optional<ConnectionResult> result =
                    Optional.ofNullable(transaction.execute(status -> writeDown(row, login, readiness, actor)));
            if (result.isPresent()) {
                return result.get();
            }
        }
    }

    /** Null where the environment was changed meanwhile, so that what was tested no longer counts. */
    private @Nullable ConnectionResult writeDown(Row tested, LoginResult login, OrgReadiness readiness, String actor) {
        Environment environment = tested.environment();
        boolean unchanged = jdbc.sql("select revision from sluice.environment where id = ? for update")
                .param(environment.id())
                .query(UUID.class)
                .optional()
                .filter(tested.revision()::equals)
                .isPresent();
        if (!unchanged) {
            return null;
        }
        Optional<Refusal> refusal = refusal(environment, login).or(() -> lacking(environment, readiness));
        if (refusal.isPresent()) {
            // No node may go on with a log-in from before, which perhaps leads to the wrong org.
            UUID revision = UUID.randomUUID();
            jdbc.sql("""
                            update sluice.environment set revision = ?, found_org_id = ?, found_revision = ? where id = ?
                            """)
                    .params(revision, refusal.get().otherOrg(), revision, environment.id())
                    .update();
            evidence.record(
                    actor,
                    "connection-refused",
                    subject(environment),
                    Map.of("reason", refusal.get().sentence()));
            return new ConnectionResult.Refused(environment, refusal.get().sentence());
        }
        OrgConnection org = ((LoginResult.LoggedIn) login).org();
        OrgIdentity identity = org.identity();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        boolean asBefore = identity.orgId().equals(environment.orgId())
                && identity.username().equals(environment.username());
        // Other nodes go on with what they know unless they would go on as somebody else.
        UUID revision = asBefore ? tested.revision() : UUID.randomUUID();
        sessions.carryOver(environment.id(), tested.revision(), revision);
        jdbc.sql("""
                        update sluice.environment
                        set org_id = ?, username = ?, tested_at = ?, revision = ?, found_org_id = null where id = ?
                        """)
                .params(identity.orgId(), identity.username(), now.atOffset(ZoneOffset.UTC), revision, environment.id())
                .update();
        evidence.record(
                actor,
                "connection-tested",
                subject(environment),
                Map.of("orgId", identity.orgId(), "username", identity.username(), "apiVersion", org.apiVersion()));
        if (asBefore) {
            kept.put(environment.id(), new Kept(revision, org));
        }
        Environment after = new Environment(
                environment.id(),
                environment.name(),
                environment.kind(),
                environment.address(),
                environment.apiVersion(),
                environment.stage(),
                identity.orgId(),
                identity.username(),
                now,
                environment.version(),
                environment.users(),
                environment.disabled());
        return new ConnectionResult.Connected(after, identity, org.apiVersion(), readiness);
    }

    @Override
    public OrgConnection open(String environmentId) {
        Row row = require(environmentId);
        Kept known = kept.get(environmentId);
        if (known != null && known.revision().equals(row.revision())) {
            return known.org();
        }
        synchronized (oneLoginAtATime.computeIfAbsent(environmentId, id -> new Object())) {
            // Another thread may have logged in while this one waited.
            Row current = require(environmentId);
            known = kept.get(environmentId);
            if (known != null && known.revision().equals(current.revision())) {
                return known.org();
            }
            LoginResult login = login(current, false);
            refusal(current.environment(), login).ifPresent(refusal -> {
                throw new OrgException(refusal.code(), refusal.sentence());
            });
            OrgConnection org = ((LoginResult.LoggedIn) login).org();
            kept.put(environmentId, new Kept(current.revision(), org));
            return org;
        }
    }

    @Override
    public List<String> confirmOrg(String environmentId, String orgId, String actor) {
        if (!ORG_ID.matcher(orgId).matches()) {
            return List.of("\"" + orgId + "\" is no org id: it has 15 or 18 letters and digits and begins with 00D.");
        }
        List<String> problems = transaction.execute(status -> {
            Optional<Environment> environment = jdbc.sql("select * from sluice.environment where id = ? for update")
                    .param(environmentId)
                    .query((row, number) -> RegisteredEnvironments.environment(row))
                    .optional();
            if (environment.isEmpty()) {
                return List.of("There is no environment with the id " + environmentId + ".");
            }
            Optional<String> found = otherOrg(environmentId);
            if (found.filter(one -> Ids.same(one, orgId)).isEmpty()) {
                return List.of(unconfirmable(environment.get(), orgId, found));
            }
            sessions.forget(environmentId);
            jdbc.sql("""
                            update sluice.environment
                            set org_id = ?, username = null, tested_at = null, revision = ? where id = ?
                            """).params(found.get(), UUID.randomUUID(), environmentId).update();
            Map<String, Object> details = new HashMap<>(Map.of("orgId", found.get()));
            String before = environment.get().orgId();
            if (before != null) {
                details.put("orgIdBefore", before);
            }
            evidence.record(actor, "environment-org-confirmed", subject(environment.get()), details);
            return List.<String>of();
        });
        return problems == null ? List.of() : problems;
    }

    @Override
    public Optional<String> otherOrg(String environmentId) {
        return jdbc.sql("""
                        select found_org_id from sluice.environment
                        where id = ? and found_revision = revision and found_org_id is not null
                        """).param(environmentId).query(String.class).optional();
    }

    private static String unconfirmable(Environment environment, String orgId, Optional<String> found) {
        return found.map(one -> "The last connection test of " + environment.name() + " found the org " + one + ", not "
                        + orgId + ". Only the org that was found can be confirmed; test the connection again where it"
                        + " has changed since.")
                .orElse("No connection test of " + environment.name()
                        + " has found another org since its credentials or"
                        + " its address were changed last, so there is none to confirm. Test the connection first.");
    }

    private LoginResult login(Row row, boolean anew) {
        Environment environment = row.environment();
        return salesforce.login(
                () -> credentials(environment.id(), row.revision()),
                environment.apiVersion(),
                sessions.of(environment, row.revision(), anew));
    }

    /** Read at each log-in: an org may have exchanged a refresh token since the last one. */
    private Credentials credentials(String environmentId, UUID revision) {
        Row row = require(environmentId);
        if (!row.revision().equals(revision)) {
            throw new EnvironmentChangedException(environmentId);
        }
        return credentials.credentials(row.environment(), row.stored());
    }

    private static Optional<Refusal> lacking(Environment environment, OrgReadiness readiness) {
        if (readiness.essentialMissing().isEmpty()) {
            return Optional.empty();
        }
        String names = readiness.essentialMissing().stream()
                .map(DeployPermission::title)
                .collect(Collectors.joining(" and "));
        return Optional.of(new Refusal(
                "MISSING_PERMISSION",
                named(environment) + " let us in, but the user lacks the permission " + names
                        + ", without which nothing can be retrieved or deployed. Give it to the user there by a"
                        + " permission set (Modify All Data does as well for metadata), then test again on the page "
                        + page(environment) + "."));
    }

    private static Optional<Refusal> refusal(Environment environment, LoginResult login) {
        if (login instanceof LoginResult.Refused refused) {
            return Optional.of(new Refusal(
                    refused.error(),
                    named(environment) + " refused the log-in: " + refused.error() + ", \"" + refused.description()
                            + "\". " + refused.advice() + " The credentials are changed on the page "
                            + page(environment) + "/credentials."));
        }
        OrgIdentity identity = ((LoginResult.LoggedIn) login).org().identity();
        boolean production = environment.kind().isProduction();
        if (production && identity.sandbox()) {
            return Optional.of(new Refusal(
                    "NOT_PRODUCTION",
                    named(environment) + " is registered as production, but the org says of itself that it is a sandbox"
                            + " (" + identity.organizationName() + ", " + identity.orgId()
                            + "). Correct the address and"
                            + " credentials on the page " + page(environment) + "."));
        }
        if (!production && !identity.sandbox()) {
            return Optional.of(new Refusal(
                    "NOT_A_SANDBOX",
                    named(environment) + " is registered as "
                            + environment.kind().word()
                            + ", but the org says of itself that it is no sandbox (" + identity.organizationName()
                            + ", "
                            + identity.orgId()
                            + "), so it may be production. Correct the address and credentials on the"
                            + " page " + page(environment) + "."));
        }
        String known = environment.orgId();
        if (known != null && !Ids.same(known, identity.orgId())) {
            return Optional.of(new Refusal(
                    "OTHER_ORG",
                    named(environment) + " is another org than before: it was " + known + " and is now "
                            + identity.orgId() + ". Either the sandbox was refreshed or the address is wrong; an"
                            + " administrator has to confirm the new org on the page " + page(environment)
                            + ", or correct the credentials there.",
                    identity.orgId()));
        }
        return Optional.empty();
    }

    private static String named(Environment environment) {
        return environment.name() + " (" + environment.address() + ")";
    }

    private static String page(Environment environment) {
        return "/environments/" + environment.id();
    }

    private static String subject(Environment environment) {
        return "environment:" + environment.id();
    }

    private Row require(String environmentId) {
        return jdbc.sql("""
                        select e.*, c.kind credential_kind, c.key_id, c.data_key, c.nonce, c.ciphertext,
                          c.certificate_expires_at
                        from sluice.environment e join sluice.credential c on c.environment_id = e.id where e.id = ?
                        """)
                .param(environmentId)
                .query((row, number) -> new Row(
                        RegisteredEnvironments.environment(row),
                        row.getObject("revision", UUID.class),
                        CredentialStore.stored(row, "credential_kind")))
                .optional()
                .orElseThrow(
                        () -> new IllegalArgumentException("There is no environment with the id " + environmentId));
    }

    private record Row(Environment environment, UUID revision, CredentialStore.Stored stored) {}

    private record Kept(UUID revision, OrgConnection org) {}

    /** @param otherOrg the org that was found in place of the known one; null where that is not why */
    private record Refusal(
            String code, String sentence, @Nullable String otherOrg) {

        Refusal(String code, String sentence) {
            this(code, sentence, null);
        }
    }
}
