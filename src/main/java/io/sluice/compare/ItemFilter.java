package io.sluice.compare;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which items of a comparison are wanted.
 *
 * @param buckets empty for all
 * @param type null for all
 * @param text a part of the full name, upper and lower case not told apart; null for all
 * @param rights whether only items with a right that somebody gains, loses or has changed are wanted
 */
public record ItemFilter(
        Set<Bucket> buckets,
        @Nullable String type,
        @Nullable String text,
        boolean rights) {

    public static final ItemFilter ALL = new ItemFilter(Set.of(), null, null, false);

    /** All that is not the same on both sides. */
    public static final ItemFilter DIFFERING = new ItemFilter(
            EnumSet.of(Bucket.ONLY_IN_SOURCE, Bucket.ONLY_IN_TARGET, Bucket.DIFFERENT, Bucket.UNKNOWN),
            null,
            null,
            false);

    public ItemFilter {
        EnumSet<Bucket> copy = EnumSet.noneOf(Bucket.class);
        copy.addAll(buckets);
        buckets = Collections.unmodifiableSet(copy);
    }

    ItemFilter onlyRights() {
        return new ItemFilter(buckets, type, text, true);
    }
}
