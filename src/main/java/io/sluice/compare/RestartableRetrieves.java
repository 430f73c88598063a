package io.sluice.compare;

import io.sluice.environment.Connections;
import io.sluice.metadata.BrokenPackageException;
import io.sluice.metadata.Manifest;
import io.sluice.metadata.PackageFiles.PackageFile;
import io.sluice.salesforce.OrgException;
import io.sluice.salesforce.RetrieveProgress;
import io.sluice.salesforce.ZipReader;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Retrieves that survive a kill at any moment. An org hands a retrieved zip out once; so the retrieve is written down as
 * spent before its zip is fetched, and whoever finds a spent one starts it again. Repeating a retrieve is harmless.
 *
 * <p>Called outside transactions: each note stands at once.
 */
@Component
public class RestartableRetrieves {

    /** The code of what is thrown where an org hands out what is no whole zip, or a hostile one. */
    public static final String BROKEN_PACKAGE = "BROKEN_PACKAGE";

    private final JdbcClient jdbc;
    private final Connections connections;
    private final ZipFolder zips;

    RestartableRetrieves(JdbcClient jdbc, Connections connections, ZipFolder zips) {
        this.jdbc = jdbc;
        this.connections = connections;
        this.zips = zips;
    }

    /**
     * Starts a retrieve, in place of an earlier one with the same key.
     *
     * @param key who retrieves what, unique, for example the remote job's id and a word
     * @return the org's id of the retrieve
     */
    public String start(String key, String environment, Manifest manifest) {
        String id = connections.open(environment).startRetrieve(manifest);
        jdbc.sql("""
                        insert into sluice.retrieve_run (key, environment, retrieve_id, spent, starts)
                        values (:key, :environment, :id, false, 1)
                        on conflict (key) do update set environment = :environment, retrieve_id = :id, spent = false,
                            starts = sluice.retrieve_run.starts + 1
                        """)
                .param("key", key)
                .param("environment", environment)
                .param("id", id)
                .update();
        return id;
    }

    /** Whether there is nothing to look at any more: never started, failed, or its zip was already fetched. */
    public boolean isSpent(String key) {
        return current(key).isEmpty();
    }

    /**
     * The state of the retrieve, without its zip.
     *
     * @throws IllegalStateException where it is spent
     */
    public RetrieveProgress look(String key, String environment) {
        try {
            return connections.open(environment).retrieve(required(key));
        } catch (OrgException e) {
            if (e.code().equals("INVALID_ID_FIELD") || e.code().equals("INVALID_LOCATOR")) {
                // The org has forgotten it: the next look starts it again.
                spend(key);
            }
            throw e;
        }
    }

    /**
     * Fetches the zip of a finished retrieve; spent from now on, whatever becomes of the reading.
     *
     * @throws IllegalStateException where it is spent already
     */
    public <T> T read(String key, String environment, ZipReader<T> reader) {
        String id = required(key);
        spend(key);
        return connections.open(environment).readZip(id, reader);
    }

    /**
     * Fetches the zip of a finished retrieve and hashes its files while it is written to disk; spent from now on.
     *
     * @param zip where to
     * @return the files of the wanted units, by path
     * @throws OrgException with code {@link #BROKEN_PACKAGE} where what came is no zip that can be read; starting again is safe
     * @throws java.io.UncheckedIOException where this machine's disk does not take it
     */
    public Map<io.sluice.metadata.Component, List<PackageFile>> hashPackage(
            String key, String environment, Path zip, Set<io.sluice.metadata.Component> wanted) {
        return readPackage(key, environment, in -> RetrievedZip.hash(in, zip, wanted));
    }

    /** Likewise, to read components of a scope from the disk; closed by the caller. */
    public RetrievedZip fetch(String key, String environment, Collection<io.sluice.metadata.Component> scope) {
        return readPackage(key, environment, in -> RetrievedZip.take(in, zips.create(), scope));
    }

    /**
     * Fetches the zip of a finished retrieve; spent from now on.
     *
     * @return the canonical hash of every component of the scope that is there
     * @throws OrgException likewise, also where a file in the zip can't be read
     */
    public SortedMap<io.sluice.metadata.Component, String> readHashes(
            String key, String environment, Collection<io.sluice.metadata.Component> scope) {
        return readPackage(key, environment, in -> {
            try (RetrievedZip zip = RetrievedZip.take(in, zips.create(), scope)) {
                return zip.hashes(scope);
            }
        });
    }

    /**
     * Fetches the zip of a finished retrieve with a reader that may find the package broken; spent from now on.
     *
     * @throws OrgException with code {@link #BROKEN_PACKAGE}, naming the environment, where it does
     */
    public <T> T readPackage(String key, String environment, ZipReader<T> reader) {
        AtomicReference<@Nullable BrokenPackageException> broken = new AtomicReference<>();
        Optional<T> found = read(key, environment, zip -> {
            try {
                return Optional.of(reader.read(zip));
            } catch (BrokenPackageException e) {
                // Told apart from a fault of the connection, whatever it is wrapped in on its way.
                broken.set(e);
                return Optional.empty();
            }
        });
        BrokenPackageException fault = broken.get();
        if (fault != null) {
            throw new OrgException(
                    BROKEN_PACKAGE,
                    "The package that environment " + environment + " returned can't be read: " + fault.getMessage()
                            + ". It is retrieved again; a retry is safe.",
                    false,
                    fault);
        }
        return found.orElseThrow();
    }

    /** Gives the retrieve up, so that the next look starts it again. */
    public void spend(String key) {
        jdbc.sql("update sluice.retrieve_run set spent = true where key = :key")
                .param("key", key)
                .update();
    }

    /** Forgets retrieves that nobody will look at any more: those whose key begins so. */
    public void forget(String start) {
        jdbc.sql("delete from sluice.retrieve_run where starts_with(key, :start)")
                .param("start", start)
                .update();
    }

    private String required(String key) {
        return current(key).orElseThrow(() -> new IllegalStateException("Retrieve " + key + " is spent"));
    }

    private Optional<String> current(String key) {
        return jdbc.sql("select retrieve_id from sluice.retrieve_run where key = :key and not spent")
                .param("key", key)
                .query(String.class)
                .optional();
    }
}
