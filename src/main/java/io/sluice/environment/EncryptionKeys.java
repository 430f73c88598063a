package io.sluice.environment;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts with the first key and decrypts with whichever key a text names: each text has a key of its own, and these
 * keys encrypt only that one. AES-256 in Galois/Counter Mode.
 */
final class EncryptionKeys {

    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]+");
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final String firstId;
    private final Map<String, SecretKey> keys;
    private final SecureRandom random = new SecureRandom();

    private EncryptionKeys(String firstId, Map<String, SecretKey> keys) {
        this.firstId = firstId;
        this.keys = keys;
    }

    /** @throws IllegalStateException saying in one sentence what is wrong with the setting, never its content */
    static EncryptionKeys of(@Nullable String setting) {
        if (setting == null || setting.isBlank()) {
            throw wrong("is missing");
        }
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        String[] entries = setting.split(",", -1);
        String firstId = "";
        for (int i = 0; i < entries.length; i++) {
            String[] parts = entries[i].strip().split(":", 2);
            if (parts.length != 2 || !KEY_ID.matcher(parts[0]).matches()) {
                throw wrong("has no key id of letters, digits, - and _ before a colon in key number " + (i + 1));
            }
            byte[] bytes = decode(parts[1]);
            if (bytes.length != KEY_BYTES) {
                throw wrong("does not hold 32 bytes in base64 in key number " + (i + 1));
            }
            if (keys.put(parts[0], new SecretKeySpec(bytes, "AES")) != null) {
                throw wrong("uses one key id twice, the second time in key number " + (i + 1));
            }
            if (i == 0) {
                firstId = parts[0];
            }
        }
        return new EncryptionKeys(firstId, keys);
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            // The cause would quote a character of the key.
            return new byte[0];
        }
    }

    private static IllegalStateException wrong(String what) {
        return new IllegalStateException("The setting sluice.encryption.key (SLUICE_ENCRYPTION_KEY) " + what
                + "; it is written keyid:base64-of-32-bytes, several separated by commas, and the first encrypts.");
    }

    String firstId() {
        return firstId;
    }

    /**
     * Encrypts with a new random key of its own, which is encrypted with the first key.
     *
     * @param purpose what the text is, for example a kind of credentials; the result decrypts only for the same
     *     environment and purpose
     */
    Encrypted encrypt(String text, String environment, String purpose) {
        byte[] dataKey = new byte[KEY_BYTES];
        random.nextBytes(dataKey);
        byte[] wrapNonce = nonce();
        byte[] wrapped = run(
                Cipher.ENCRYPT_MODE,
                key(firstId, environment),
                wrapNonce,
                wrapContext(environment, purpose, firstId),
                dataKey,
                environment);
        byte[] nonce = nonce();
        byte[] ciphertext = run(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(dataKey, "AES"),
                nonce,
                context(environment, purpose),
                text.getBytes(StandardCharsets.UTF_8),
                environment);
        byte[] both = Arrays.copyOf(wrapNonce, NONCE_BYTES + wrapped.length);
        System.arraycopy(wrapped, 0, both, NONCE_BYTES, wrapped.length);
        return new Encrypted(firstId, both, nonce, ciphertext);
    }

    /**
     * @throws IllegalStateException naming the environment, where the key is not there or the text was tampered with or
     *     belongs elsewhere
     */
    String decrypt(Encrypted encrypted, String environment, String purpose) {
        SecretKey master = key(encrypted.keyId(), environment);
        byte[] wrapped = encrypted.dataKey();
        if (wrapped == null) {
            return text(run(
                    Cipher.DECRYPT_MODE, master, encrypted.nonce(), environment, encrypted.ciphertext(), environment));
        }
        byte[] dataKey = run(
                Cipher.DECRYPT_MODE,
                master,
                Arrays.copyOf(wrapped, NONCE_BYTES),
                wrapContext(environment, purpose, encrypted.keyId()),
                Arrays.copyOfRange(wrapped, Math.min(NONCE_BYTES, wrapped.length), wrapped.length),
                environment);
        return text(run(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(dataKey, "AES"),
                encrypted.nonce(),
                context(environment, purpose),
                encrypted.ciphertext(),
                environment));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String context(String environment, String purpose) {
        return "sluice credential|" + environment + "|" + purpose;
    }

    private static String wrapContext(String environment, String purpose, String keyId) {
        return "sluice data key|" + environment + "|" + purpose + "|" + keyId;
    }

    private byte[] nonce() {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        return nonce;
    }

    private SecretKey key(String id, String environment) {
        SecretKey key = keys.get(id);
        if (key == null) {
            throw new IllegalStateException("The credentials of environment " + environment
                    + " are encrypted with the key "
                    + id + ", which sluice.encryption.key (SLUICE_ENCRYPTION_KEY) does not hold; add it after the first"
                    + " key, or enter the credentials anew at /environments/" + environment + "/credentials.");
        }
        return key;
    }

    private static byte[] run(int mode, SecretKey key, byte[] nonce, String context, byte[] input, String environment) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The credentials of environment " + environment
                            + " cannot be decrypted: the key with this id is another one, or the row was changed; enter"
                            + " the credentials anew at /environments/" + environment + "/credentials.",
                    e);
        }
    }

    @Override
    public String toString() {
        return "EncryptionKeys" + keys.keySet();
    }
}
