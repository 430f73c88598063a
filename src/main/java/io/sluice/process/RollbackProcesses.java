package io.sluice.process;

import io.sluice.deployment.DeploymentRecord;
import java.util.Optional;

/** Starts rollbacks of deployments. */
public interface RollbackProcesses {

    /** What became of the wish to roll back. */
    sealed interface Started {

        /** Its process runs. */
        record Begun(DeploymentRecord rollback) implements Started {}

        /** Why not, in a sentence; nothing was done. */
        record Refused(String sentence) implements Started {}
    }

    /** Why nobody, or this person, can roll a deployment back now; empty where the person can. */
    Optional<String> refusal(String deployment, String person);

    /** Begins a rollback record and its process in one transaction. */
    Started start(String deployment, String reason, String person);
}
