package io.sluice.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment needs and who needs what it deletes, as the page and its JSON twin show it.
 *
 * @param checkedAt null before the first check; the lists are empty then
 * @param counts by state, in words
 * @param addable what is missing and can be added to the scope
 * @param waiting what somebody asked to add and is not in the scope yet
 */
record DependencyView(
        String deployment,
        String change,
        String source,
        String target,
        @Nullable Instant checkedAt,
        List<Count> counts,
        List<Need> needs,
        List<Use> deletedUses,
        List<String> notes,
        List<String> addable,
        List<String> waiting) {

    /** How many needs are in a state. */
    record Count(String state, String css, int number) {}

    /**
     * One component of the package needs another.
     *
     * @param css class that colours the state
     * @param knownBy {@code files}, {@code org} or both
     */
    record Need(String from, String to, String state, String css, String where, String why, List<String> knownBy) {}

    /** Somebody uses what is deleted. */
    record Use(String user, String deleted, String effect, String css, String why) {}
}
