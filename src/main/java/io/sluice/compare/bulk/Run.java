package io.sluice.compare.bulk;

import io.sluice.compare.SelectionInput;
import io.sluice.remotejob.RemoteJob;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A comparison under way.
 *
 * @param listing whether the orgs are still being listed; else they are retrieved from
 * @param sourceOrg org id at its beginning, 15 characters
 * @param retrievingAt null while listing
 * @param known components that were known without retrieving
 */
record Run(
        UUID job,
        String owner,
        SelectionInput input,
        boolean listing,
        String sourceOrg,
        String targetOrg,
        @Nullable Instant retrievingAt,
        long known) {

    /** The environment of a side. */
    String environment(boolean source) {
        return source ? input.source() : input.target();
    }

    String org(boolean source) {
        return source ? sourceOrg : targetOrg;
    }

    /** Whether the side is an org, and not an earlier state. */
    boolean asks(boolean source) {
        return source || input.earlier() == null;
    }

    /** The part of an org id that counts: three more characters only make it safe from changes of case. */
    static String orgId(String id) {
        return id.length() > 15 ? id.substring(0, 15) : id;
    }

    static SelectionInput input(RemoteJob job) {
        return SelectionInput.read(job.input());
    }
}
