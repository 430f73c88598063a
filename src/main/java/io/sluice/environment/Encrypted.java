package io.sluice.environment;

/** An encrypted text and what is needed, besides the key itself, to decrypt it. */
@SuppressWarnings("ArrayRecordComponent") // Never compared; only carried to and from the table.
record Encrypted(String keyId, byte[] nonce, byte[] ciphertext) {

    @Override
    public String toString() {
        return "Encrypted[keyId=" + keyId + "]";
    }
}
