package io.sluice.environment;

/** Retires old encryption keys. */
public interface EncryptionKeyRotation {

    /**
     * Encrypts all credentials anew with the first key of the setting, after which the other keys can be removed from it.
     * All of them or, when one cannot be read, none.
     *
     * @return how many credentials were under another key
     */
    int rotate(String actor);
}
