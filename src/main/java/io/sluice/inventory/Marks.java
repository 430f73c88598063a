package io.sluice.inventory;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an org's own record of its changes was read.
 *
 * @param counter the newest revision of source tracking; null where the org has none
 * @param auditAt the newest row of the audit trail; null where it has none or was not read
 * @param auditIds the rows at that time and shortly before, since rows may come late
 */
public record Marks(@Nullable Long counter, @Nullable Instant auditAt, List<String> auditIds) {

    /** Nothing was read, or the org has no such record. */
    public static final Marks NONE = new Marks(null, null, List.of());

    public Marks {
        auditIds = List.copyOf(auditIds);
    }
}
