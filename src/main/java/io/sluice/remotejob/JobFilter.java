package io.sluice.remotejob;

import org.jspecify.annotations.Nullable;

/**
 * Which remote jobs are wanted; what is null counts for all.
 *
 * @param change number of a change request
 */
public record JobFilter(
        Standing standing,
        @Nullable String environment,
        @Nullable String kind,
        @Nullable String change) {

    /** Whether jobs have come to their end. */
    public enum Standing {
        /** Not at their end, oldest first: the order in which exclusive ones are sent. */
        OPEN,
        /** Not at their end, and waiting for an operator. */
        STOPPED,
        /** At their end, newest first. */
        OVER,
        /** All, newest first. */
        ALL
    }
}
