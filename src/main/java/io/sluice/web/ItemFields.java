package io.sluice.web;

import io.sluice.compare.Bucket;
import io.sluice.compare.ItemFilter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The fields of a comparison page's filter, as a browser sends them.
 *
 * @param bucket name of a bucket, {@code all}, or nothing for all that differs
 * @param rights {@code true} for items with rights only
 */
record ItemFields(
        @Nullable String bucket,
        @Nullable String type,
        @Nullable String text,
        @Nullable Boolean rights) {

    private static final String ALL = "all";

    /** @throws Refusal where there is no such bucket */
    ItemFilter read() {
        return new ItemFilter(buckets(), filled(type), filled(text), Boolean.TRUE.equals(rights));
    }

    private Set<Bucket> buckets() {
        String chosen = filled(bucket);
        if (chosen == null) {
            return ItemFilter.DIFFERING.buckets();
        }
        if (chosen.equalsIgnoreCase(ALL)) {
            return Set.of();
        }
        return EnumSet.of(Arrays.stream(Bucket.values())
                .filter(one -> one.name().equals(chosen.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        HttpStatus.BAD_REQUEST,
                        "There is no bucket \"" + chosen + "\"; they are " + Arrays.toString(Bucket.values())
                                + ", and all for all of them.")));
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
