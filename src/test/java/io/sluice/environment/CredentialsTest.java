package io.sluice.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.salesforce.ClientCredentials;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

    private final Room room = new Room();

    @BeforeEach
    void registered() {
        room.environments.register(Room.development(), "admin");
    }

    @Test
    void the_table_holds_neither_secret_nor_client_id_in_the_clear() {
        byte[] stored = room.jdbc
                .sql("select ciphertext from sluice.credential")
                .query(byte[].class)
                .single();
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("s3cret-value", "client");
    }

    @Test
    void the_same_secret_is_never_encrypted_alike_twice() {
        EncryptionKeys keys = EncryptionKeys.of(Room.K1);
        assertThat(keys.encrypt("same", "a").ciphertext())
                .isNotEqualTo(keys.encrypt("same", "a").ciphertext());
    }

    @Test
    void credentials_moved_to_another_environment_cannot_be_read_there() {
        // given
        room.environments.register(
                Room.environment("other", "Other", EnvironmentKind.FULL, "https://other.example.test"), "admin");
        room.jdbc.sql("""
                        update sluice.credential o set ciphertext = d.ciphertext, nonce = d.nonce
                        from sluice.credential d where d.environment_id = 'development' and o.environment_id = 'other'
                        """).update();

        // when, then
        assertThatThrownBy(() -> room.connections.open("other"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("environment other cannot be decrypted")
                .hasMessageContaining("/environments/other");
    }

    @Test
    void an_old_key_still_reads_and_rotation_makes_it_needless() {
        // given
        Room withBoth = new Room(room.database, Room.K2 + "," + Room.K1);
        assertThat(withBoth.connections.open("development")).isNotNull();

        // when
        int rotated = withBoth.credentials.rotate("admin");

        // then
        assertThat(rotated).isEqualTo(1);
        assertThat(withBoth.acts)
                .singleElement()
                .asString()
                .contains("credentials-encrypted-anew environment:development");
        assertThat(new Room(room.database, Room.K2).connections.open("development"))
                .isNotNull();
        assertThat(withBoth.credentials.rotate("admin")).isZero();
    }

    @Test
    void a_missing_key_is_named_with_what_to_do() {
        assertThatThrownBy(() -> new Room(room.database, Room.K2).connections.open("development"))
                .hasMessageContaining("encrypted with the key k1")
                .hasMessageContaining("SLUICE_ENCRYPTION_KEY");
    }

    @Test
    void rotation_with_a_missing_key_changes_nothing() {
        room.environments.register(
                Room.environment("other", "Other", EnvironmentKind.FULL, "https://other.example.test"), "admin");
        room.jdbc
                .sql("update sluice.credential set key_id = 'gone' where environment_id = 'other'")
                .update();

        assertThatThrownBy(() -> new Room(room.database, Room.K2 + "," + Room.K1).credentials.rotate("admin"))
                .hasMessageContaining("gone");
        assertThat(room.jdbc
                        .sql("select key_id from sluice.credential where environment_id = 'development'")
                        .query(String.class)
                        .single())
                .isEqualTo("k1");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "k1",
                "k1:c2hvcnQ=",
                "k1:not-base64-at-all!",
                "bad id:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,",
                "k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            })
    void a_wrong_form_of_the_key_is_refused_in_one_sentence_that_does_not_quote_it(String setting) {
        assertThatThrownBy(() -> EncryptionKeys.of(setting))
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasMessageStartingWith("The setting sluice.encryption.key (SLUICE_ENCRYPTION_KEY)")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("AAAA", "not-base64", "c2hvcnQ"));
    }

    @Test
    void nothing_that_carries_a_secret_shows_it_as_text() {
        assertThat(Room.development().toString()).doesNotContain("s3cret-value");
        assertThat(new CredentialStore.Secret("client", "s3cret-value").toString())
                .doesNotContain("s3cret-value");
        assertThat(new EncryptionSettings(Room.K1).toString()).doesNotContain("AAAA");
        assertThat(EncryptionKeys.of(Room.K1).toString()).isEqualTo("EncryptionKeys[k1]");
        assertThat(new ClientCredentials(URI.create("https://a.example.test"), "client", "s3cret-value").toString())
                .doesNotContain("s3cret-value");
    }
}
