package io.sluice.deployment;

import com.fasterxml.jackson.core.type.TypeReference;
import io.sluice.salesforce.OrgException;
import io.sluice.salesforce.ZipSource;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Packages, immutable and named by their SHA-256, in rows of 1 MB. What arrives is written and read again within the
 * caller's transaction: when that rolls back, nothing is left.
 */
@Component
class PackageStore {

    static final int CHUNK = 1024 * 1024;

    private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Json json;
    private final Clock clock;

    PackageStore(JdbcClient jdbc, Json json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** A zip that was taken in; not a package before {@link #keep}. */
    record Arrived(String key, String sha256, long bytes) {}

    /**
     * Takes a zip in while it arrives.
     *
     * @param most bytes to keep; a longer one is read no further, its size is then {@code most + 1} or more
     */
    Arrived take(InputStream zip, long most) throws IOException {
        String key = "arriving:" + UUID.randomUUID();
        MessageDigest sha256 = Sha256.start();
        long bytes = 0;
        int n = 0;
        for (byte[] chunk = zip.readNBytes(CHUNK); chunk.length > 0; chunk = zip.readNBytes(CHUNK)) {
            bytes += chunk.length;
            if (bytes > most) {
                break;
            }
            sha256.update(chunk);
            jdbc.sql("insert into sluice.package_chunk (sha256, n, bytes) values (:key, :n, :bytes)")
                    .param("key", key)
                    .param("n", n++)
                    .param("bytes", chunk)
                    .update();
        }
        return new Arrived(key, HexFormat.of().formatHex(sha256.digest()), bytes);
    }

    /** Makes what arrived a package; the same package twice is one. */
    void keep(Arrived arrived, Collection<io.sluice.metadata.Component> members) {
        int added = jdbc.sql("""
                        insert into sluice.package (sha256, bytes, members, created_at)
                        values (:sha, :bytes, :members::jsonb, :at) on conflict (sha256) do nothing
                        """)
                .param("sha", arrived.sha256())
                .param("bytes", arrived.bytes())
                .param(
                        "members",
                        json.write(new TreeSet<>(members)
                                .stream()
                                        .map(io.sluice.metadata.Component::toString)
                                        .toList()))
                .param("at", Times.utc(Times.now(clock)))
                .update();
        if (added == 0) {
            drop(arrived);
            return;
        }
        jdbc.sql("update sluice.package_chunk set sha256 = :sha where sha256 = :key")
                .param("sha", arrived.sha256())
                .param("key", arrived.key())
                .update();
    }

    void drop(Arrived arrived) {
        jdbc.sql("delete from sluice.package_chunk where sha256 = :key")
                .param("key", arrived.key())
                .update();
    }

    SortedSet<io.sluice.metadata.Component> members(String sha256) {
        SortedSet<io.sluice.metadata.Component> members = new TreeSet<>();
        json.read(
                        jdbc.sql("select members::text from sluice.package where sha256 = :sha")
                                .param("sha", sha256)
                                .query(String.class)
                                .single(),
                        NAMES)
                .forEach(name ->
                        members.add(io.sluice.metadata.Component.parse(name).orElseThrow()));
        return members;
    }

    long bytes(String sha256) {
        return jdbc.sql("select bytes from sluice.package where sha256 = :sha")
                .param("sha", sha256)
                .query(Long.class)
                .single();
    }

    /** Reads rows in order, one at a time; the key is a package's SHA-256 or that of a zip that arrived. */
    InputStream open(String key) {
        return new ChunkStream(jdbc, key);
    }

    /**
     * A package to be sent. Its SHA-256 is computed over all rows before, and once more over what is really handed out.
     *
     * @throws OrgException where the stored bytes are not the package any more; it must never be sent
     */
    ZipSource toSend(String sha256) {
        long bytes = bytes(sha256);
        try (InputStream zip = checked(sha256)) {
            zip.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new OrgException(
                    "PACKAGE_CHANGED", "Package " + sha256 + " is not sent: " + e.getMessage(), false, e);
        }
        return new ZipSource() {
            @Override
            public long length() {
                return bytes;
            }

            @Override
            public InputStream open() {
                return checked(sha256);
            }
        };
    }

    /** Reads a package and fails at its end where the stored bytes are not the package any more. */
    InputStream checked(String sha256) {
        return new CheckedStream(open(sha256), sha256);
    }
}
