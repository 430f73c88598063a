package io.sluice.compare;

import io.sluice.environment.Connections;
import io.sluice.metadata.BrokenPackageException;
import io.sluice.metadata.ComponentContent;
import io.sluice.metadata.Manifest;
import io.sluice.metadata.PackageContents;
import io.sluice.salesforce.OrgException;
import io.sluice.salesforce.RetrieveProgress;
import io.sluice.salesforce.ZipReader;
import java.util.Collection;
import java.util.Optional;
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

    private final JdbcClient jdbc;
    private final Connections connections;

    RestartableRetrieves(JdbcClient jdbc, Connections connections) {
        this.jdbc = jdbc;
        this.connections = connections;
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
     * Fetches the zip of a finished retrieve and reads it while it arrives; spent from now on.
     *
     * @throws OrgException naming environment and fault, where the zip can't be read; starting again is safe
     */
    public SortedMap<io.sluice.metadata.Component, ComponentContent> readContents(
            String key, String environment, Collection<io.sluice.metadata.Component> scope) {
        return readPackage(key, environment, zip -> PackageContents.read(zip, scope));
    }

    /** Likewise, with a reader that may find the package broken. */
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
                    "BROKEN_PACKAGE",
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
