package io.sluice.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change request's record as an org has it.
 *
 * @param modifiedAt by the org's own clock; null where the org does not say
 */
record RecordInOrg(
        String scope,
        String status,
        String approval,
        @Nullable Instant modifiedAt) {}
