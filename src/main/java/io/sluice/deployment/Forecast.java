package io.sluice.deployment;

import io.sluice.salesforce.DeployProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How long a running attempt will probably take, counted from how fast it went so far.
 *
 * @param components until all components are looked at; null where nothing can be said
 * @param tests until all tests have run; null where nothing can be said
 */
public record Forecast(
        @Nullable Duration components, @Nullable Duration tests) {

    private static final Forecast NONE = new Forecast(null, null);

    static Forecast of(Attempt attempt, Instant now) {
        DeployProgress log = attempt.log();
        if (log == null || attempt.hasEnded() || log.done()) {
            return NONE;
        }
        Instant began = Objects.requireNonNullElse(log.details().facts().startedAt(), attempt.startedAt());
        return new Forecast(
                left(began, now, log.componentsDeployed() + log.componentErrors(), log.componentsTotal()),
                left(attempt.testsBeganAt(), now, log.testsCompleted() + log.testErrors(), log.testsTotal()));
    }

    private static @Nullable Duration left(@Nullable Instant began, Instant now, int done, int total) {
        if (began == null || done <= 0 || done >= total || !now.isAfter(began)) {
            return null;
        }
        return Duration.between(began, now).multipliedBy(total - done).dividedBy(done);
    }
}
