package io.sluice.compare;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A finished comparison of any size without its items.
 *
 * @param change number of the change request; null where it was made for none
 * @param selection what was compared; null for the scope of a change
 * @param earlier what stood in for the target's org; null where the target was asked
 * @param cold whether everything was retrieved; else what the orgs list as unchanged since they were last retrieved was not
 * @param gaps what could not be looked at, in sentences; empty when all could
 */
public record ComparisonHead(
        UUID id,
        UUID remoteJob,
        @Nullable String change,
        String owner,
        boolean verify,
        String source,
        String target,
        String sourceOrgId,
        String targetOrgId,
        String apiVersion,
        Instant at,
        @Nullable Selection selection,
        @Nullable EarlierState earlier,
        boolean cold,
        List<String> gaps) {

    public ComparisonHead {
        gaps = List.copyOf(gaps);
    }
}
