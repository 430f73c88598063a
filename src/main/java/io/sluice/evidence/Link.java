package io.sluice.evidence;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;

/**
 * One row of the chain as the hash sees it.
 *
 * <p>The hash is the SHA-256 of eight fields in this order: the word {@value #ENCODING}; the previous row's hash; the
 * sequence number in decimal digits; the time in UTC as {@code 2026-11-24T04:15:00.000000Z}, always with six decimals;
 * actor; kind; subject; details as stored. Each field is its length in bytes as four bytes, highest first, followed by
 * its UTF-8 bytes: no two different rows have the same encoding. The first row's previous hash is {@link #GENESIS}.
 *
 * @param details canonical JSON, see {@link CanonicalJson}
 */
record Link(long sequence, Instant at, String actor, String kind, String subject, String details, String previousHash) {

    static final String ENCODING = "sluice-evidence-1";

    /** Stands where the first row has no row before it: 64 zeros. */
    static final String GENESIS = "0".repeat(64);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    String hash() {
        MessageDigest sha256 = sha256();
        for (String field : List.of(
                ENCODING, previousHash, Long.toString(sequence), TIME.format(at), actor, kind, subject, details)) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            sha256.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            sha256.update(bytes);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
