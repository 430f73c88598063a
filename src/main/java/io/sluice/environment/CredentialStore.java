package io.sluice.environment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.evidence.Evidence;
import io.sluice.salesforce.AuthKind;
import io.sluice.salesforce.ClientCredentials;
import io.sluice.salesforce.Credentials;
import io.sluice.salesforce.JwtBearer;
import io.sluice.salesforce.RefreshToken;
import io.sluice.salesforce.SoapPassword;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The tables of encrypted credentials and of keys that wait for their use. */
@Component
class CredentialStore implements EncryptionKeyRotation {

    private static final String SIGNING_KEY = "signing-key";

    // Its own mapper: its exceptions never quote what they read.
    private static final ObjectMapper MAPPER =
            new ObjectMapper().disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final EncryptionKeys keys;
    private final Evidence evidence;
    private final Clock clock;

    CredentialStore(
            DataSource database,
            PlatformTransactionManager transactions,
            EncryptionKeys keys,
            Evidence evidence,
            Clock clock) {
        this.jdbc = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(transactions);
        this.keys = keys;
        this.evidence = evidence;
        this.clock = clock;
    }

    /** @param actsAs the user in the org, where the credentials name one */
    record Facts(
            @Nullable String actsAs,
            @Nullable String certificate,
            @Nullable Instant certificateExpires) {

        static final Facts NONE = new Facts(null, null, null);
    }

    /** Credentials as the row holds them. */
    record Stored(
            AuthKind kind, Encrypted encrypted, @Nullable Instant certificateExpires) {}

    void save(String environmentId, String clientId, String clientSecret, String actor) {
        save(
                environmentId,
                AuthKind.CLIENT_CREDENTIALS,
                Map.of("id", clientId, "secret", clientSecret),
                Facts.NONE,
                actor);
    }

    void save(String environmentId, JwtBearer jwt, SigningKey key, String actor) {
        save(
                environmentId,
                AuthKind.JWT_BEARER,
                Map.of(
                        "id", jwt.clientId(),
                        "username", jwt.username(),
                        "audience", jwt.audience().toString(),
                        "key", key.encoded()),
                new Facts(jwt.username(), key.certificate(), key.certificateExpires()),
                actor);
    }

    void save(String environmentId, RefreshToken refresh, String username, String actor) {
        save(
                environmentId,
                AuthKind.WEB_SERVER,
                Map.of(
                        "id", refresh.clientId(),
                        "secret", refresh.clientSecret(),
                        "refresh", refresh.refreshToken()),
                new Facts(username, null, null),
                actor);
    }

    void save(String environmentId, SoapPassword soap, String actor) {
        save(
                environmentId,
                AuthKind.SOAP_LOGIN,
                Map.of("username", soap.username(), "password", soap.password()),
                new Facts(soap.username(), null, null),
                actor);
    }

    private void save(String environmentId, AuthKind kind, Map<String, String> secrets, Facts facts, String actor) {
        Encrypted encrypted = keys.encrypt(write(secrets), environmentId, kind.word());
        jdbc.sql("""
                        insert into sluice.credential (environment_id, kind, key_id, data_key, nonce, ciphertext, acts_as,
                          certificate, certificate_expires_at, changed_at, changed_by)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (environment_id) do update set kind = excluded.kind, key_id = excluded.key_id,
                          data_key = excluded.data_key, nonce = excluded.nonce, ciphertext = excluded.ciphertext,
                          acts_as = excluded.acts_as, certificate = excluded.certificate,
                          certificate_expires_at = excluded.certificate_expires_at, changed_at = excluded.changed_at,
                          changed_by = excluded.changed_by
                        """)
                .params(
                        environmentId,
                        kind.word(),
                        encrypted.keyId(),
                        encrypted.dataKey(),
                        encrypted.nonce(),
                        encrypted.ciphertext(),
                        facts.actsAs(),
                        facts.certificate(),
                        utc(facts.certificateExpires()),
                        utc(clock.instant()),
                        actor)
                .update();
    }

    /** Keeps the refresh token that the org gave in exchange for the stored one. */
    void replaceRefreshToken(String environmentId, String refreshToken) {
        Stored stored = jdbc.sql("select * from sluice.credential where environment_id = ? for update")
                .param(environmentId)
                .query((row, number) -> stored(row))
                .single();
        if (stored.kind() != AuthKind.WEB_SERVER) {
            return;
        }
        Map<String, String> secrets = new HashMap<>(secrets(environmentId, stored));
        secrets.put("refresh", refreshToken);
        encrypted(
                environmentId,
                keys.encrypt(write(secrets), environmentId, stored.kind().word()));
    }

    Credentials credentials(Environment environment, Stored stored) {
        Map<String, String> secrets = secrets(environment.id(), stored);
        String id = secrets.getOrDefault("id", "");
        URI address = environment.address();
        return switch (stored.kind()) {
            case CLIENT_CREDENTIALS -> new ClientCredentials(address, id, secrets.getOrDefault("secret", ""));
            case JWT_BEARER ->
                new JwtBearer(
                        address,
                        id,
                        secrets.getOrDefault("username", ""),
                        URI.create(secrets.getOrDefault("audience", "")),
                        SigningKey.decode(secrets.getOrDefault("key", "")),
                        stored.certificateExpires());
            case WEB_SERVER ->
                new RefreshToken(address, id, secrets.getOrDefault("secret", ""), secrets.getOrDefault("refresh", ""));
            case SOAP_LOGIN ->
                new SoapPassword(address, secrets.getOrDefault("username", ""), secrets.getOrDefault("password", ""));
        };
    }

    private Map<String, String> secrets(String environmentId, Stored stored) {
        try {
            return MAPPER.readValue(
                    keys.decrypt(
                            stored.encrypted(), environmentId, stored.kind().word()),
                    new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stored credentials of environment " + environmentId
                    + " are not in the form that this version of Sluice writes; enter them anew at /environments/"
                    + environmentId + "/credentials.");
        }
    }

    private static String write(Map<String, String> secrets) {
        try {
            return MAPPER.writeValueAsString(secrets);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Strings can always be written as JSON");
        }
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return stored(row, "kind");
    }

    /** @param kindColumn the column of the kind of credentials; the others have the names of the table */
    static Stored stored(ResultSet row, String kindColumn) throws SQLException {
        String kind = row.getString(kindColumn);
        OffsetDateTime expires = row.getObject("certificate_expires_at", OffsetDateTime.class);
        return new Stored(
                AuthKind.ofWord(kind)
                        .orElseThrow(() -> new IllegalStateException("No kind of log-in is called " + kind)),
                encrypted(row),
                expires == null ? null : expires.toInstant());
    }

    private static Encrypted encrypted(ResultSet row) throws SQLException {
        return new Encrypted(
                row.getString("key_id"), row.getBytes("data_key"), row.getBytes("nonce"), row.getBytes("ciphertext"));
    }

    /** What may be shown of an environment's credentials. */
    Optional<CredentialFacts> facts(String environmentId) {
        return jdbc.sql("""
                        select c.*, s.certificate waiting, s.expires_at waiting_expires_at
                        from sluice.environment e
                          left join sluice.credential c on c.environment_id = e.id
                          left join sluice.signing_key s on s.environment_id = e.id
                        where e.id = ?
                        """)
                .param(environmentId)
                .query((row, number) -> new CredentialFacts(
                        row.getString("kind") == null ? null : stored(row).kind(),
                        row.getString("acts_as"),
                        row.getString("certificate"),
                        instant(row, "certificate_expires_at"),
                        row.getString("waiting"),
                        instant(row, "waiting_expires_at"),
                        instant(row, "changed_at"),
                        row.getString("changed_by")))
                .optional();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** A key that waits until its certificate is in the org's app; replaces one that waited before. */
    void keepSigningKey(String environmentId, SigningKey key, String actor) {
        Encrypted encrypted = keys.encrypt(key.encoded(), environmentId, SIGNING_KEY);
        jdbc.sql("""
                        insert into sluice.signing_key (environment_id, key_id, data_key, nonce, ciphertext, certificate,
                          expires_at, made_at, made_by)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (environment_id) do update set key_id = excluded.key_id,
                          data_key = excluded.data_key, nonce = excluded.nonce, ciphertext = excluded.ciphertext,
                          certificate = excluded.certificate, expires_at = excluded.expires_at,
                          made_at = excluded.made_at, made_by = excluded.made_by
                        """)
                .params(
                        environmentId,
                        encrypted.keyId(),
                        encrypted.dataKey(),
                        encrypted.nonce(),
                        encrypted.ciphertext(),
                        key.certificate(),
                        utc(key.certificateExpires()),
                        utc(clock.instant()),
                        actor)
                .update();
    }

    Optional<SigningKey> signingKey(String environmentId) {
        return jdbc.sql("select * from sluice.signing_key where environment_id = ?")
                .param(environmentId)
                .query((row, number) -> new SigningKey(
                        SigningKey.decode(keys.decrypt(encrypted(row), environmentId, SIGNING_KEY)),
                        row.getString("certificate"),
                        instant(row, "expires_at")))
                .optional();
    }

    void dropSigningKey(String environmentId) {
        jdbc.sql("delete from sluice.signing_key where environment_id = ?")
                .param(environmentId)
                .update();
    }

    @Override
    public int rotate(String actor) {
        Integer rotated = transaction.execute(status -> {
            // Tokens are cheap: each node gets a new one with its next call. Their rows are locked before credentials,
            // as a log-in does it.
            jdbc.sql("""
                            update sluice.org_session
                            set revision = null, key_id = null, data_key = null, nonce = null, ciphertext = null
                            where key_id <> ?
                            """).param(keys.firstId()).update();
            List<Row> rows = jdbc.sql("""
                            select * from sluice.credential where key_id <> ? or data_key is null
                            order by environment_id for update
                            """)
                    .param(keys.firstId())
                    .query((row, number) -> new Row(row.getString("environment_id"), stored(row)))
                    .list();
            for (Row row : rows) {
                String purpose = row.stored().kind().word();
                encrypted(
                        row.environmentId(),
                        keys.encrypt(
                                keys.decrypt(row.stored().encrypted(), row.environmentId(), purpose),
                                row.environmentId(),
                                purpose));
                evidence.record(
                        actor,
                        "credentials-encrypted-anew",
                        "environment:" + row.environmentId(),
                        Map.of("oldKey", row.stored().encrypted().keyId(), "newKey", keys.firstId()));
            }
            rotateSigningKeys();
            return rows.size();
        });
        return rotated == null ? 0 : rotated;
    }

    private void rotateSigningKeys() {
        List<Waiting> waiting = jdbc.sql("select * from sluice.signing_key where key_id <> ? for update")
                .param(keys.firstId())
                .query((row, number) -> new Waiting(row.getString("environment_id"), encrypted(row)))
                .list();
        for (Waiting each : waiting) {
            Encrypted anew = keys.encrypt(
                    keys.decrypt(each.encrypted(), each.environmentId(), SIGNING_KEY),
                    each.environmentId(),
                    SIGNING_KEY);
            jdbc.sql("""
                            update sluice.signing_key set key_id = ?, data_key = ?, nonce = ?, ciphertext = ?
                            where environment_id = ?
                            """)
                    .params(anew.keyId(), anew.dataKey(), anew.nonce(), anew.ciphertext(), each.environmentId())
                    .update();
        }
    }

    private void encrypted(String environmentId, Encrypted anew) {
        jdbc.sql("""
                        update sluice.credential set key_id = ?, data_key = ?, nonce = ?, ciphertext = ?
                        where environment_id = ?
                        """)
                .params(anew.keyId(), anew.dataKey(), anew.nonce(), anew.ciphertext(), environmentId)
                .update();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private record Row(String environmentId, Stored stored) {}

    private record Waiting(String environmentId, Encrypted encrypted) {}
}
