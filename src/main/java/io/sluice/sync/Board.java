package io.sluice.sync;

import io.sluice.metadata.Component;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where change requests are, and how their copies compare. */
public interface Board {

    /**
     * A change request's copy in an environment.
     *
     * @param revision of the scope that was synced last
     * @param newest revision of the scope in Sluice
     * @param look {@code in step}, {@code to be pushed}, {@code edited there}, {@code edited on both sides},
     *     {@code the copy is gone}, {@code not reachable}, or {@code not looked at} before the first look
     * @param words what more there is to say of the look; empty where nothing is
     * @param sandbox whether the change is worked on there
     */
    record Copy(
            String change,
            String environment,
            int revision,
            int newest,
            String look,
            String words,
            boolean sandbox,
            @Nullable Instant pushedAt,
            @Nullable Instant lookedAt) {

        public boolean isGone() {
            return look.equals(GONE);
        }

        public boolean isInStep() {
            return look.equals(IN_STEP);
        }
    }

    String IN_STEP = "in step";
    String TO_BE_PUSHED = "to be pushed";
    String EDITED_THERE = "edited there";
    String BOTH = "edited on both sides";
    String GONE = "the copy is gone";
    String NOT_REACHABLE = "not reachable";
    String NOT_LOOKED_AT = "not looked at";

    /**
     * A component of a change request in an environment.
     *
     * @param present whether the org lists it
     * @param by who modified it last; null where the org does not say
     * @param inRecord whether the change request's record there names it
     * @param inStep whether both say the same of it
     */
    record Cell(
            Component component,
            boolean present,
            @Nullable String by,
            @Nullable Instant at,
            boolean inRecord,
            boolean inStep) {}

    /**
     * The components of a change request in one environment.
     *
     * @param problem why nothing could be read; null where everything could
     */
    record Column(Copy copy, List<Cell> cells, @Nullable String problem) {}

    /** All copies of change requests that are not completed or cancelled, as they were when last looked at. */
    List<Copy> copies();

    /** The copies of one change request, likewise. */
    List<Copy> copies(String change);

    /** Looks at all copies of change requests that are not completed or cancelled. An org that can't be asked is said so. */
    List<Copy> look();

    /** Every environment that the change request was pushed to, component by component, as its org answers now. */
    List<Column> components(String change);

    /** What every sync of the change request did, newest first. */
    List<SyncRecord> syncs(String change);

    /**
     * What came back edited from the sandbox together with a scope newer than a revision: names, notes, title, overview.
     * What was added, removed or turned into a deletion, the scopes themselves tell.
     */
    default List<SyncRecord.Change> edits(String change, int since) {
        return syncs(change).stream()
                .filter(sync -> sync.direction() == SyncRecord.Direction.PULL && sync.revision() > since)
                .flatMap(sync -> sync.differences().stream())
                .filter(one -> one.what().equals("renamed") || one.what().endsWith("edited"))
                .distinct()
                .toList();
    }

    /** What is to be decided before the next pull can go on. */
    List<SyncConflict> conflicts(String change);

    /**
     * Decides a conflict; the next pull keeps to it.
     *
     * @param decision {@code ours} or {@code theirs}
     * @throws IllegalArgumentException for an unknown conflict or decision
     */
    void decide(String change, String key, String decision, String actor);
}
