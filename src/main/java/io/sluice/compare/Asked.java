package io.sluice.compare;

import org.jspecify.annotations.Nullable;

/**
 * A comparison as a person asks for it.
 *
 * @param change number of the change request whose scope it is; null for none
 * @param target id of the target's environment; null where an earlier state says it
 * @param earlier what stands in for the target's org; null where the target is asked
 * @param cold whether everything is to be retrieved anew
 */
public record Asked(
        @Nullable String change,
        String source,
        @Nullable String target,
        @Nullable EarlierState earlier,
        Selection selection,
        boolean cold) {}
