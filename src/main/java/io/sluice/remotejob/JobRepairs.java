package io.sluice.remotejob;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What operators do about a remote job where they know more than Sluice, each with a reason that is filed as evidence. Every
 * method answers with a sentence that says why not, empty when it is done; what does not fit the job's state, or what the
 * org says, is refused and changes nothing. An unknown job is an {@link IllegalArgumentException}.
 */
public interface JobRepairs {

    /** Which repairs fit the state of a job: a sentence that says why not, empty where it fits. */
    Map<JobRepair, Optional<String>> fitting(JobDetails job);

    /** Lets the next node that is free look at it now; faults are counted from 0 again. */
    Optional<String> pollNow(UUID id, String actor, String reason);

    /**
     * States that this id of the org is the request whose answer was lost. The org is asked: it must list the id, of our user, with
     * the same check-only, after the request, as large as what was sent. A step that shows an incident is then retried in
     * Cockpit.
     *
     * @param although whether it is adopted although size or test level are odd; the rest has to fit
     */
    Optional<String> adopt(UUID id, String remoteId, boolean although, String actor, String reason);

    /**
     * States that a request never arrived, so that it is checked and sent anew (withdrawn where its process is gone); or that
     * the org does not know a stopped one any more, so that it ends as failed. Refused where the org lists it, or may still
     * take it in.
     */
    Optional<String> markLost(UUID id, String actor, String reason);

    /** Asks the org to cancel what it is working on. It is watched to its end, which says what became of it. */
    Optional<String> cancelInOrg(UUID id, String actor, String reason);
}
