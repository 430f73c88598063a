package io.sluice.process;

import java.util.Optional;

/** Ends the wait of deployments for their planned start. Both are a release manager's acts. */
public interface StartWaits {

    /** @return why not, a sentence; empty where it starts now */
    Optional<String> startNow(String deployment, String person);

    /**
     * The deployment does not start; "Fix errors" asks what next.
     *
     * @return why not, a sentence; empty where the wait is over
     */
    Optional<String> stop(String deployment, String person, String reason);
}
