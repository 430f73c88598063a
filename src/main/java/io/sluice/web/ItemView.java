package io.sluice.web;

import io.sluice.compare.ComparedItem;
import io.sluice.compare.difference.Difference;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One item of a comparison in the JSON twin and in exports.
 *
 * @param found name of its bucket
 * @param sourceHash canonical hash of its content in the source; null where that has none
 */
record ItemView(
        String type,
        String name,
        String found,
        @Nullable String sourceHash,
        @Nullable String targetHash,
        @Nullable String lastModifiedBy,
        @Nullable Instant lastModifiedAt,
        @Nullable String note,
        List<Difference> differences) {

    static ItemView of(ComparedItem item, List<Difference> differences) {
        return new ItemView(
                item.component().type(),
                item.component().fullName(),
                item.bucket().name(),
                item.sourceHash(),
                item.targetHash(),
                item.lastModifiedBy(),
                item.lastModifiedAt(),
                item.note(),
                differences);
    }
}
