package io.sluice.environment;

import org.jspecify.annotations.Nullable;

/**
 * An encrypted text and what is needed, besides the key itself, to decrypt it.
 *
 * @param keyId which of the installation's keys it needs
 * @param dataKey the text's own key, encrypted; null in the older form, where the installation's key encrypts the text
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; only carried to and from the table.
record Encrypted(String keyId, byte @Nullable [] dataKey, byte[] nonce, byte[] ciphertext) {

    @Override
    public String toString() {
        return "Encrypted[keyId=" + keyId + "]";
    }
}
