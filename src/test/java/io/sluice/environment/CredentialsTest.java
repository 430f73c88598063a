package io.sluice.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.salesforce.ClientCredentials;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
        assertThat(keys.encrypt("same", "a", "b").ciphertext())
                .isNotEqualTo(keys.encrypt("same", "a", "b").ciphertext());
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

    @Test
    void credentials_of_one_kind_cannot_be_read_as_another() {
        room.jdbc.sql("update sluice.credential set kind = 'web-server'").update();
        assertThatThrownBy(() -> room.connections.open("development"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be decrypted");
    }

    @Test
    void each_credential_has_a_key_of_its_own_that_only_the_installations_key_opens() {
        EncryptionKeys keys = EncryptionKeys.of(Room.K1);
        Encrypted one = keys.encrypt("same", "a", "b");
        Encrypted other = keys.encrypt("same", "a", "b");
        assertThat(one.dataKey()).isNotEqualTo(other.dataKey());
        Encrypted mixed = new Encrypted("k1", other.dataKey(), one.nonce(), one.ciphertext());
        assertThatThrownBy(() -> keys.decrypt(mixed, "a", "b")).hasMessageContaining("cannot be decrypted");
        assertThat(keys.decrypt(one, "a", "b")).isEqualTo("same");
    }

    @Test
    void the_form_without_a_data_key_stays_readable_and_rotation_rewrites_it() throws Exception {
        // given a row as the first version wrote it
        byte[] nonce = "twelve-bytes".getBytes(StandardCharsets.UTF_8);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[32], "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD("development".getBytes(StandardCharsets.UTF_8));
        byte[] old = cipher.doFinal("{\"id\":\"client\",\"secret\":\"s3cret-value\"}".getBytes(StandardCharsets.UTF_8));
        room.jdbc
                .sql("update sluice.credential set data_key = null, nonce = ?, ciphertext = ?")
                .params(nonce, old)
                .update();

        // when, then
        assertThat(room.connections.test("development", "dev")).isInstanceOf(ConnectionResult.Connected.class);
        assertThat(room.credentials.rotate("admin")).isEqualTo(1);
        assertThat(room.jdbc
                        .sql("select data_key is not null from sluice.credential")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(new Room(room.database, Room.K1).connections.test("development", "dev"))
                .isInstanceOf(ConnectionResult.Connected.class);
    }

    @Test
    void rotation_goes_on_beside_nodes_that_work_and_takes_waiting_keys_and_tokens_along() {
        // given a node with both keys that works
        Room node = new Room(room.database, Room.K1 + "," + Room.K2);
        node.desk.makeKey("development", "admin");
        node.connections.open("development");

        // when
        new Room(room.database, Room.K2 + "," + Room.K1).credentials.rotate("admin");

        // then
        for (String table : List.of("credential", "signing_key")) {
            assertThat(room.jdbc
                            .sql("select key_id from sluice." + table)
                            .query(String.class)
                            .list())
                    .as(table)
                    .containsExactly("k2");
        }
        assertThat(room.jdbc
                        .sql("select count(*) from sluice.org_session where key_id = 'k1'")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(node.connections.open("development")).isNotNull();
        Room onlyNew = new Room(room.database, Room.K2);
        assertThat(onlyNew.connections.open("development")).isNotNull();
        assertThat(onlyNew.credentials.signingKey("development")).isPresent();
    }

    @Test
    void keys_come_from_a_file_that_nobody_else_may_read(@TempDir Path folder) throws Exception {
        Path file =
                Files.writeString(folder.resolve("keys"), "# the first encrypts\n" + Room.K2 + "\n" + Room.K1 + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(EncryptionKeys.of(EncryptionKeyFile.keys("", file.toString()))
                        .toString())
                .isEqualTo("EncryptionKeys[k2, k1]");
        assertThat(EncryptionKeyFile.keys(Room.K1, null)).isEqualTo(Room.K1);
        assertThatThrownBy(() -> EncryptionKeyFile.keys(Room.K1, file.toString()))
                .hasMessageContaining("Both");
        assertThatThrownBy(
                        () -> EncryptionKeyFile.keys("", folder.resolve("none").toString()))
                .hasMessageContaining("is no file");
        for (String open : List.of("rw-r-----", "rw----r--", "rw--w----")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(open));
            assertThatThrownBy(() -> EncryptionKeyFile.keys("", file.toString()))
                    .as(open)
                    .hasMessageContaining("read by others")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("AAAA"));
        }
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
        room.desk.makeKey("development", "admin");
        assertThat(Room.development().toString()).doesNotContain("s3cret-value");
        assertThat(room.credentials.signingKey("development").orElseThrow().toString())
                .startsWith("SigningKey[expires=");
        assertThat(new EncryptionSettings(Room.K1, null).toString()).doesNotContain("AAAA");
        assertThat(EncryptionKeys.of(Room.K1).toString()).isEqualTo("EncryptionKeys[k1]");
        assertThat(new ClientCredentials(URI.create("https://a.example.test"), "client", "s3cret-value").toString())
                .doesNotContain("s3cret-value");
    }
}
