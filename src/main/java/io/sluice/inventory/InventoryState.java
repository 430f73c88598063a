package io.sluice.inventory;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How fresh an environment's inventory is.
 *
 * @param activity what is being done about it
 * @param beganAt when the last refresh began; null before the first
 * @param endedAt when the last refresh ended; null before the first end
 * @param typesDone of {@code typesTotal} types that the present or last refresh listed
 * @param means how the last refresh found out what changed; null before the first
 * @param problem why the last refresh ended early, in words; null where it did not
 * @param otherOrg whether the environment is another org now than the one that the inventory was read from, so that
 *     nothing of it counts
 * @param types sorted by name
 */
public record InventoryState(
        String environment,
        Activity activity,
        @Nullable Instant beganAt,
        @Nullable Instant endedAt,
        int typesTotal,
        int typesDone,
        @Nullable Means means,
        @Nullable String problem,
        boolean otherOrg,
        List<TypeState> types) {

    /** What is being done about an inventory. */
    public enum Activity {
        /** Nothing. */
        RESTING,
        /** A refresh was asked for and begins as soon as a node is free, or goes on after its node died. */
        ASKED,
        /** A refresh runs, here or on another node. */
        RUNNING
    }

    /** How a refresh found out what changed. */
    public enum Means {
        /** All types were listed. */
        LISTING,
        /** The org's source tracking named each change. */
        TRACKING,
        /** The org's audit trail named the types that may have changed; they were listed. */
        AUDIT
    }

    /** Whether there is anything to search in. */
    public boolean isEmpty() {
        return otherOrg || types.stream().allMatch(type -> type.listedAt() == null);
    }

    public boolean isBusy() {
        return activity != Activity.RESTING;
    }

    /** How many types could not be listed when it was last tried. */
    public long failures() {
        return types.stream().filter(type -> type.problem() != null).count();
    }
}
