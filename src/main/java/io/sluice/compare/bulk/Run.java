package io.sluice.compare.bulk;

import io.sluice.compare.Selection;
import io.sluice.compare.SelectionInput;
import io.sluice.remotejob.RemoteJob;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A comparison under way.
 *
 * @param beganAt before anything was listed
 * @param waves how many waves of types are listed and parted into chunks
 * @param sourceOrg org id at its beginning, 15 characters
 * @param retrievingAt null while the first wave is listed
 * @param known components that were known without retrieving
 */
record Run(
        UUID job,
        String owner,
        SelectionInput input,
        Instant beganAt,
        int waves,
        String sourceOrg,
        String targetOrg,
        @Nullable Instant retrievingAt,
        long known) {

    /** Everything of two orgs: what is listed first is retrieved while the rest is listed. */
    boolean isWhole() {
        return input.selection() instanceof Selection.Everything && input.earlier() == null;
    }

    /** Whether all that is compared is listed and parted into chunks. */
    boolean isPlanned() {
        return waves == (isWhole() ? 2 : 1);
    }

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
