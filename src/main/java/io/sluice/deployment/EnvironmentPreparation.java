package io.sluice.deployment;

import io.sluice.remotejob.RemoteJob;
import java.util.List;

/**
 * Installs what sync needs ({@code salesforce/}) into an environment: an administrator's confirmed action, through the
 * same queue as every deployment, with its own log.
 */
public interface EnvironmentPreparation {

    /** Kind of the remote job. */
    String KIND = "prepare-environment";

    /**
     * Requests the preparation; while one is open for this environment, that one is returned.
     *
     * @throws IllegalArgumentException for an unknown environment
     * @throws IllegalStateException with the reason for a disabled one
     */
    RemoteJob prepare(String environmentId, String actor);

    /** All preparations of an environment, oldest first. */
    List<Attempt> attempts(String environmentId);
}
