package io.sluice.environment;

import io.sluice.salesforce.AccessToken;
import io.sluice.salesforce.SharedSession;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The access tokens in {@code sluice.org_session}, encrypted. Who finds one refused locks its row, and logs in only when
 * nobody else has done so before; threads of one node wait for each other without a connection to the database.
 */
@Component
class OrgSessions {

    private static final String PURPOSE = "access-token";

    private final JdbcClient jdbc;
    private final TransactionTemplate ownTransaction;
    private final EncryptionKeys keys;
    private final CredentialStore credentials;
    private final OrgPauses pauses;
    private final Clock clock;
    private final Map<String, Object> oneAtATime = new ConcurrentHashMap<>();

    OrgSessions(
            DataSource database,
            PlatformTransactionManager transactions,
            EncryptionKeys keys,
            CredentialStore credentials,
            OrgPauses pauses,
            Clock clock) {
        this.jdbc = JdbcClient.create(database);
        this.ownTransaction = new TransactionTemplate(transactions);
        // A token is good for everybody, whatever becomes of the work that needed it first.
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.keys = keys;
        this.credentials = credentials;
        this.pauses = pauses;
        this.clock = clock;
    }

    /**
     * The session of an environment.
     *
     * @param revision of the environment; with another one the session is over
     * @param anew whether the first token is a new one, whatever is kept
     */
    SharedSession of(Environment environment, UUID revision, boolean anew) {
        return new Session(environment.id(), org(environment), revision, anew);
    }

    /** What pauses are kept under: several environments may lead to one org. */
    static String org(Environment environment) {
        return Objects.requireNonNullElse(environment.orgId(), "environment:" + environment.id());
    }

    /** The kept token is good under another revision from now on. */
    void carryOver(String environmentId, UUID from, UUID to) {
        jdbc.sql("update sluice.org_session set revision = ? where environment_id = ? and revision = ?")
                .params(to, environmentId, from)
                .update();
    }

    /** Drops the kept token. */
    void forget(String environmentId) {
        jdbc.sql("delete from sluice.org_session where environment_id = ?")
                .param(environmentId)
                .update();
    }

    private final class Session implements SharedSession {

        private final String environment;
        private final String org;
        private final UUID revision;
        private volatile boolean anew;
        private volatile boolean paused;

        Session(String environment, String org, UUID revision, boolean anew) {
            this.environment = environment;
            this.org = org;
            this.revision = revision;
            this.anew = anew;
        }

        @Override
        public AccessToken obtain(@Nullable AccessToken refused, Supplier<AccessToken> login) {
            synchronized (oneAtATime.computeIfAbsent(environment, id -> new Object())) {
                ownTransaction.executeWithoutResult(status -> jdbc.sql(
                                "insert into sluice.org_session (environment_id) values (?) on conflict do nothing")
                        .param(environment)
                        .update());
                return Objects.requireNonNull(ownTransaction.execute(status -> locked(refused, login)));
            }
        }

        private AccessToken locked(@Nullable AccessToken refused, Supplier<AccessToken> login) {
            Optional<AccessToken> kept = jdbc.sql(
                            "select * from sluice.org_session where environment_id = ? for update")
                    .param(environment)
                    .query((row, number) -> {
                        byte[] ciphertext = row.getBytes("ciphertext");
                        if (ciphertext == null || !revision.equals(row.getObject("revision", UUID.class))) {
                            return Optional.<AccessToken>empty();
                        }
                        Encrypted encrypted = new Encrypted(
                                row.getString("key_id"), row.getBytes("data_key"), row.getBytes("nonce"), ciphertext);
                        return Optional.of(new AccessToken(
                                keys.decrypt(encrypted, environment, PURPOSE),
                                URI.create(row.getString("instance")),
                                null));
                    })
                    .optional()
                    .flatMap(token -> token);
            requireUnchanged();
            boolean usable = !anew
                    && kept.filter(token -> refused == null || !token.value().equals(refused.value()))
                            .isPresent();
            if (usable) {
                return kept.orElseThrow();
            }
            AccessToken token = login.get();
            anew = false;
            if (token.refreshToken() != null) {
                credentials.replaceRefreshToken(environment, token.refreshToken());
            }
            keep(token);
            return token;
        }

        private void requireUnchanged() {
            boolean unchanged = jdbc.sql("select revision from sluice.environment where id = ?")
                    .param(environment)
                    .query(UUID.class)
                    .optional()
                    .filter(revision::equals)
                    .isPresent();
            if (!unchanged) {
                throw new EnvironmentChangedException(environment);
            }
        }

        /** Under its revision: should the environment have been changed meanwhile, nobody takes the token. */
        private void keep(AccessToken token) {
            Encrypted encrypted = keys.encrypt(token.value(), environment, PURPOSE);
            Instant now = clock.instant();
            jdbc.sql("""
                            update sluice.org_session set revision = ?, key_id = ?, data_key = ?, nonce = ?,
                              ciphertext = ?, instance = ?, opened_at = ? where environment_id = ?
                            """)
                    .params(
                            revision,
                            encrypted.keyId(),
                            encrypted.dataKey(),
                            encrypted.nonce(),
                            encrypted.ciphertext(),
                            token.instance().toString(),
                            now.atOffset(ZoneOffset.UTC),
                            environment)
                    .update();
        }

        @Override
        public void beforeCall() {
            paused = pauses.check(org);
        }

        @Override
        public Instant limitReached(boolean daily) {
            return pauses.begin(org, daily);
        }

        @Override
        public void answered() {
            if (paused) {
                paused = false;
                pauses.end(org);
            }
        }
    }
}
