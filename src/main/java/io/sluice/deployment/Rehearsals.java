package io.sluice.deployment;

import io.sluice.remotejob.RemoteJob;
import java.util.Optional;

/**
 * Rehearsals of rollbacks, before the deployment: the target keeps what it has, and checks, without changing anything, whether
 * it would take that back. What a deployment creates can't be rehearsed: it is not there yet to be deleted.
 */
public interface Rehearsals {

    /** Why the rollback of a deployment can't be rehearsed now, in a sentence. */
    Optional<String> refusal(String deployment);

    /**
     * Requests a rehearsal, in the caller's transaction where there is one; its attempt stands among those of the record.
     *
     * @throws IllegalStateException with the sentence of {@link #refusal}
     */
    RemoteJob request(String deployment, String actor);

    /** The newest one of what the record was prepared with; empty where there is none. */
    Optional<Attempt> latest(String deployment);
}
