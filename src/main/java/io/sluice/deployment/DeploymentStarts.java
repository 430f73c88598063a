package io.sluice.deployment;

import java.time.Instant;
import java.util.Optional;

/** When deployments may start. A start is planned with the preparation or with the go, and binds no approval. */
public interface DeploymentStarts {

    /** What was planned; empty where a deployment starts as soon as it may. */
    Optional<StartPlan> plan(String deployment);

    /** Plans the start, in the caller's transaction; writes evidence where that is news. */
    void plan(String deployment, Optional<StartPlan> plan, String actor);

    /** Until when it has to wait; empty where it may start now, also because somebody said so. */
    Optional<Instant> waitsUntil(String deployment);

    /** Lets the package that was validated start before its time, in the caller's transaction. Writes evidence. */
    void startNow(String deployment, String actor);

    /** Writes down that somebody ended the wait without a start, in the caller's transaction. */
    void stopped(String deployment, String actor, String reason);
}
