package io.sluice.sync;

import io.sluice.change.ScopeDifference;
import io.sluice.metadata.Component;
import java.util.List;

/** The outcome of a pull. */
public sealed interface PullResult {

    /** What came back is what was approved. */
    record Unchanged() implements PullResult {}

    /** The record states another scope than the approved one; it was taken over as a new revision. */
    record ScopeChanged(ScopeDifference difference) implements PullResult {}

    /** Both sides changed the same thing differently; nothing was taken over. */
    record Conflicts(List<SyncConflict> conflicts) implements PullResult {}

    /**
     * The environment is not as the scope says.
     *
     * @param missing items that it does not have
     * @param stillThere what the scope deletes and it has
     */
    record NotAsStated(List<Component> missing, List<Component> stillThere) implements PullResult {}

    /** The record states something that is no scope; one sentence each. */
    record Unreadable(List<String> problems) implements PullResult {}

    /** The record is gone from the environment, or the environment is no longer prepared. */
    record RecordGone(String sentence) implements PullResult {}
}
