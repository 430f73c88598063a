package io.sluice.remotejob;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The remote jobs. */
public interface RemoteJobs {

    /**
     * Writes a job down in the caller's transaction; the dispatcher takes it from there. A second request with the same
     * kind, owner and attempt returns the first one.
     *
     * @throws IllegalStateException outside a transaction, or where the process instance waits for another job
     * @throws IllegalArgumentException where no kind has this name
     */
    RemoteJob request(NewRemoteJob job);

    Optional<RemoteJob> find(UUID id);

    /** All jobs of a change request, oldest first. */
    List<RemoteJob> ofChange(String change);

    /** The jobs of an owner and kind, oldest attempt first. */
    List<RemoteJob> of(String kind, String owner);

    /** Jobs that have not been delivered or withdrawn, oldest first. */
    List<RemoteJob> open();

    /** Jobs by how they stand, where, of what kind and change; at most so many. */
    List<RemoteJob> list(JobFilter filter, int most);

    /** A job with everything that is known about the work on it. */
    Optional<JobDetails> details(UUID id);

    /**
     * Withdraws every open job of a change request for a cancellation, in the caller's transaction, or refuses. Jobs that
     * were not sent are withdrawn; running ones that change nothing in an org (compare, retrieve, validate) are asked to
     * stop and watched to their end; a deployment that is being sent or carried out refuses.
     *
     * @return a sentence saying why not; empty when all are withdrawn or asked to stop
     */
    Optional<String> withdrawAll(String change, String actor);

    /**
     * Cancels one job that no step waits for, as {@link #withdrawAll} does: withdrawn where it was not sent, else asked to
     * stop and watched to its end.
     *
     * @return a sentence saying why not; empty when it is withdrawn or asked to stop
     * @throws IllegalArgumentException where there is no such job
     */
    Optional<String> cancel(UUID id, String actor);

    /**
     * Lets a stopped job go on where no waiting step can be retried in Cockpit: it has none, or its process instance is
     * gone. What was sent is not sent again.
     *
     * @throws IllegalArgumentException where there is no such job
     * @throws IllegalStateException in a sentence, where the job is not stopped or its step waits in Cockpit
     */
    void retry(UUID id, String actor);
}
