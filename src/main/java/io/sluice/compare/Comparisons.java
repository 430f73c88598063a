package io.sluice.compare;

import io.sluice.metadata.Component;
import io.sluice.remotejob.RemoteJob;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Comparisons: a remote job each, its result stored for good. */
public interface Comparisons {

    /** Kind of a comparison's remote job. */
    String KIND = "compare";

    /** Kind of a verify comparison's remote job. */
    String VERIFY_KIND = "verify";

    /** Kind of the remote job of a comparison of anything but a change's scope. */
    String SELECTION_KIND = "compare-selection";

    /** Requests a comparison in the caller's transaction; the attempt is the next one of owner and purpose. */
    RemoteJob request(NewComparison comparison);

    /** A comparison of a change's scope with all of its items; empty for any other. */
    Optional<Comparison> find(UUID id);

    /** The newest finished comparison of a scope of an owner and purpose. */
    Optional<Comparison> latest(String owner, boolean verify);

    /** All of a change request's scope, oldest first. */
    List<Comparison> ofChange(String change);

    /** A finished comparison of any kind and size, without its items. */
    Optional<ComparisonHead> head(UUID id);

    /** What a remote job found out; empty until it has ended well. */
    Optional<ComparisonHead> headOfJob(UUID remoteJob);

    /** The newest finished comparisons of any kind, newest first. */
    List<ComparisonHead> newest(int limit);

    /**
     * The first items that fit, by type and name.
     *
     * @param after where an earlier answer ended; null for the beginning
     */
    List<ComparedItem> items(UUID id, ItemFilter filter, @Nullable Component after, int limit);

    /**
     * The first items that fit, as people read them: those that give a powerful right, those that give another one, those that
     * touch rights otherwise, and then all others; each of these by type and name.
     *
     * @param after where an earlier answer ended; null for the beginning
     */
    List<ComparedItem> rightsFirst(UUID id, ItemFilter filter, @Nullable Component after, int limit);

    Optional<ComparedItem> item(UUID id, Component component);

    /** How many items fit, by type and bucket. */
    List<ItemCount> counts(UUID id, ItemFilter filter);

    /**
     * The files of an item as a side had them: those of the object for a field, of the bundle for a bundle. They are kept for
     * units that were not the same, byte by byte, on both sides; empty for others.
     */
    List<ComparedFile> files(UUID id, Component item, boolean source);

    /**
     * Writes a file's bytes, piece by piece.
     *
     * @return false where no such content is kept
     */
    boolean content(String sha256, OutputStream out) throws IOException;
}
