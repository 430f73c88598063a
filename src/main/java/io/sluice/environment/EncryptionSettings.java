package io.sluice.environment;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The keys that protect credentials.
 *
 * @param key {@code keyid:base64-of-32-bytes}, several separated by commas; the first encrypts, all decrypt
 * @param keyFile a file with the same, one key a line, instead of the setting
 */
@ConfigurationProperties(prefix = "sluice.encryption", ignoreUnknownFields = false)
record EncryptionSettings(@Nullable String key, @Nullable String keyFile) {

    String keys() {
        return EncryptionKeyFile.keys(key, keyFile);
    }

    @Override
    public String toString() {
        return "EncryptionSettings[]";
    }
}
