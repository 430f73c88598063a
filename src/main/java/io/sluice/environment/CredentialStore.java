package io.sluice.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.evidence.Evidence;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The table of encrypted credentials. */
@Component
class CredentialStore implements EncryptionKeyRotation {

    // Its own mapper: its exceptions never quote what they read.
    private static final ObjectMapper MAPPER =
            new ObjectMapper().disable(com.fasterxml.jackson.core.JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION);

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

    void save(String environmentId, String clientId, String clientSecret, String actor) {
        Encrypted encrypted = keys.encrypt(write(clientId, clientSecret), environmentId);
        jdbc.sql("""
                        insert into sluice.credential (environment_id, key_id, nonce, ciphertext, changed_at, changed_by)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (environment_id) do update set key_id = excluded.key_id, nonce = excluded.nonce,
                          ciphertext = excluded.ciphertext, changed_at = excluded.changed_at,
                          changed_by = excluded.changed_by
                        """)
                .params(
                        environmentId,
                        encrypted.keyId(),
                        encrypted.nonce(),
                        encrypted.ciphertext(),
                        clock.instant().atOffset(ZoneOffset.UTC),
                        actor)
                .update();
    }

    Secret decrypt(String environmentId, Encrypted encrypted) {
        try {
            Map<String, String> pair =
                    MAPPER.readValue(keys.decrypt(encrypted, environmentId), new TypeReference<>() {});
            return new Secret(pair.getOrDefault("id", ""), pair.getOrDefault("secret", ""));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stored credentials of environment " + environmentId
                    + " are not in the form that this version of Sluice writes; enter them anew at /environments/"
                    + environmentId + ".");
        }
    }

    private static String write(String clientId, String clientSecret) {
        try {
            return MAPPER.writeValueAsString(Map.of("id", clientId, "secret", clientSecret));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Two strings can always be written as JSON");
        }
    }

    @Override
    public int rotate(String actor) {
        Integer rotated = transaction.execute(status -> {
            List<Row> rows = jdbc.sql("""
                            select environment_id, key_id, nonce, ciphertext from sluice.credential
                            where key_id <> ? order by environment_id for update
                            """)
                    .param(keys.firstId())
                    .query((row, number) -> new Row(
                            row.getString("environment_id"),
                            new Encrypted(row.getString("key_id"), row.getBytes("nonce"), row.getBytes("ciphertext"))))
                    .list();
            for (Row row : rows) {
                Encrypted anew = keys.encrypt(keys.decrypt(row.encrypted(), row.environmentId()), row.environmentId());
                jdbc.sql("""
                                update sluice.credential set key_id = ?, nonce = ?, ciphertext = ?
                                where environment_id = ?
                                """)
                        .params(anew.keyId(), anew.nonce(), anew.ciphertext(), row.environmentId())
                        .update();
                evidence.record(
                        actor,
                        "credentials-encrypted-anew",
                        "environment:" + row.environmentId(),
                        Map.of("oldKey", row.encrypted().keyId(), "newKey", anew.keyId()));
            }
            return rows.size();
        });
        return rotated == null ? 0 : rotated;
    }

    private record Row(String environmentId, Encrypted encrypted) {}

    /** Client id and secret in the clear, for the moment of a log-in. */
    record Secret(String clientId, String clientSecret) {

        @Override
        public String toString() {
            return "Secret[]";
        }
    }
}
