package io.sluice.process;

import io.sluice.deployment.DeploymentStarts;
import io.sluice.deployment.StartPlan;
import java.time.Instant;
import java.util.Optional;

/** Planned starts in memory: one for all, and the moment that a test says it is waited for. */
final class FakeStarts implements DeploymentStarts {

    StartPlan plan;
    Instant waitsUntil;

    void reset() {
        plan = null;
        waitsUntil = null;
    }

    @Override
    public Optional<StartPlan> plan(String deployment) {
        return Optional.ofNullable(plan);
    }

    @Override
    public void plan(String deployment, Optional<StartPlan> stated, String actor) {
        plan = stated.orElse(null);
    }

    @Override
    public Optional<Instant> waitsUntil(String deployment) {
        return Optional.ofNullable(waitsUntil);
    }

    @Override
    public void startNow(String deployment, String actor) {
        waitsUntil = null;
    }

    @Override
    public void stopped(String deployment, String actor, String reason) {
        plan = null;
    }
}
