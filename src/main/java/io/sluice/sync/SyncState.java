package io.sluice.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What we last wrote to, or took from, a record.
 *
 * @param scope as last synced, one {@code Type:FullName} a line
 * @param statusIgnored what somebody typed into the record's status and was put on evidence; null when nobody did
 * @param approvalIgnored likewise for what the record says about approval
 * @param firstPushedAt by the org's clock: what changed there later belongs to the work on the change
 * @param pushedAt likewise, of the newest push
 */
record SyncState(
        String change,
        String environment,
        int revision,
        String scope,
        String statusWritten,
        String approvalWritten,
        @Nullable String statusIgnored,
        @Nullable String approvalIgnored,
        Instant firstPushedAt,
        Instant pushedAt) {}
