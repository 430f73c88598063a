package io.sluice.compare.difference;

import org.jspecify.annotations.Nullable;

/**
 * One difference between two states of a component, told from the target's side: what a deployment of the source would
 * do to it.
 *
 * @param path stable key of the place, the same whichever state is the source, for example
 *     {@code fields[Amount__c].label}
 * @param place the place in people's words, from outer to inner, for example {@code Field Amount__c > Label}
 * @param source the source's value in full; null where only the target has something at this place, and for a whole item
 * @param target the target's value likewise
 * @param words the whole sentence, with long values shortened
 * @param right what somebody gains, loses or has changed by it; null where the difference is none of rights
 */
public record Difference(
        Kind kind,
        String path,
        String place,
        @Nullable String source,
        @Nullable String target,
        String words,
        @Nullable RightsChange right) {

    /** What happens at the place. */
    public enum Kind {
        /** Only the source has it. */
        ADDED,
        /** Only the target has it. */
        REMOVED,
        CHANGED,
        /** Both have it, at another place of a sequence whose order has a meaning, or inside another item. */
        MOVED
    }
}
