package io.sluice.sync.merge;

import java.util.List;

/**
 * The outcome of a merge.
 *
 * @param copy where a conflict is not decided, it says what Sluice says
 * @param conflicts those that nobody decided yet
 */
public record Merged(Copy copy, List<Conflict> conflicts) {

    public Merged {
        conflicts = List.copyOf(conflicts);
    }
}
