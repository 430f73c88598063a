package io.sluice.metadata;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One hash over a scope in one environment: each component's canonical hash, or the word {@code absent}, sorted by type
 * and name. It carries its algorithm ({@code c1:}); digests of different algorithms are never compared.
 */
public record ContentDigest(String value) {

    private static final String ALGORITHM = "c1";

    /**
     * The digest of a scope.
     *
     * @param hashes every component of the scope; empty where the environment does not have it
     */
    public static ContentDigest of(Map<Component, Optional<String>> hashes) {
        SortedMap<Component, Optional<String>> sorted = new TreeMap<>(hashes);
        MessageDigest sha256 = sha256();
        sorted.forEach((component, hash) ->
                sha256.update((component + "\n" + hash.orElse("absent") + "\n").getBytes(StandardCharsets.UTF_8)));
        return new ContentDigest(ALGORITHM + ":" + HexFormat.of().formatHex(sha256.digest()));
    }

    /** The algorithm's name, the part before the colon. */
    public String algorithm() {
        return value.substring(0, value.indexOf(':'));
    }

    @Override
    public String toString() {
        return value;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
