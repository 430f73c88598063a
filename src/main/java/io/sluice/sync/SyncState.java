package io.sluice.sync;

import io.sluice.salesforce.Ids;
import io.sluice.sync.merge.Begun;
import io.sluice.sync.merge.Copy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What we last wrote to, or took from, a record.
 *
 * @param revision of the scope; 0 while the first push has not ended
 * @param base what both sides agreed on last; null in a row of an older version
 * @param scope what an older version synced last, one item a line; null otherwise
 * @param begun a push whose end is not known
 * @param orgId the org that was pushed to; null in a row of an older version
 * @param statusIgnored what somebody typed into the record's status and was put on evidence; null when nobody did
 * @param approvalIgnored likewise for what the record says about approval
 * @param firstPushedAt by the org's clock: what changed there later belongs to the work on the change
 * @param pushedAt likewise, of the newest push that wrote something
 * @param revisionMark the org's newest source revision at the first push; null where it tracks none
 */
record SyncState(
        String change,
        String environment,
        int revision,
        @Nullable Copy base,
        @Nullable String scope,
        @Nullable Begun begun,
        @Nullable String orgId,
        String statusWritten,
        String approvalWritten,
        @Nullable String statusIgnored,
        @Nullable String approvalIgnored,
        @Nullable Instant firstPushedAt,
        @Nullable Instant pushedAt,
        @Nullable Long revisionMark) {

    /** Whether this is the org that was pushed to, as far as we know. */
    boolean isOf(String org) {
        return orgId == null || Ids.same(orgId, org);
    }
}
