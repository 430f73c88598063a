package io.sluice.remotejob;

import org.jspecify.annotations.Nullable;

/**
 * A job that this node may move, and the fence that proves it.
 *
 * @param checkId what the kind's check was started under
 * @param cancelAsked whether the org was already asked to cancel
 */
record Claim(
        RemoteJob job,
        long fence,
        boolean changesOrg,
        @Nullable String checkId,
        boolean cancelAsked) {

    /** What evidence about the job is filed under. */
    String subject() {
        return subject(job);
    }

    static String subject(RemoteJob job) {
        String change = job.change();
        return change == null ? "environment:" + job.environment() : change;
    }

    /** Whether nothing of the job can be in the org. */
    boolean unsent() {
        return job.state() == RemoteJobState.REQUESTED || job.state() == RemoteJobState.CHECKING;
    }
}
