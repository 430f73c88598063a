package io.sluice.compare.bulk;

import io.sluice.metadata.Component;
import org.jspecify.annotations.Nullable;

/**
 * A component with files of its own, in a comparison under way, together with what is inside of these files.
 *
 * @param inSource whether the source is asked for it
 * @param sourceStamp see {@link ListedDates}, of everything inside of it; null where that tells too little
 * @param earlierRaw what its files were in the earlier state; null where there is none or it was not there
 * @param part whether only some things inside of it are asked for, by their own names
 */
record Unit(
        Component component,
        boolean inSource,
        boolean inTarget,
        @Nullable String sourceStamp,
        @Nullable String targetStamp,
        @Nullable String earlierRaw,
        boolean part) {

    boolean in(boolean source) {
        return source ? inSource : inTarget;
    }

    @Nullable
    String stamp(boolean source) {
        return source ? sourceStamp : targetStamp;
    }
}
