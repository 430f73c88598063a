package io.sluice.deployment;

import io.sluice.deployment.Explanations.About;
import io.sluice.salesforce.DeployDetails.Became;
import io.sluice.salesforce.DeployDetails.ComponentResult;
import io.sluice.salesforce.DeployDetails.Coverage;
import io.sluice.salesforce.DeployDetails.TestResult;
import io.sluice.salesforce.DeployProgress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The logs as their tables have them. */
@Component
class StoredLogs implements DeploymentLogs {

    /** Asking the table takes time, and nobody reads more. */
    private static final int MOST_EXPLAINED = 100;

    private final AttemptStore attempts;
    private final LogRows rows;
    private final ObjectProvider<Explanations> explanations;
    private final Clock clock;

    /** @param explanations a higher room has them */
    StoredLogs(AttemptStore attempts, LogRows rows, ObjectProvider<Explanations> explanations, Clock clock) {
        this.attempts = attempts;
        this.rows = rows;
        this.explanations = explanations;
        this.clock = clock;
    }

    @Override
    public Optional<Attempt> attempt(String owner, int number) {
        return attempts.find(owner, number);
    }

    @Override
    public List<ComponentResult> components(Attempt attempt, LogFilter filter) {
        return rows.components(attempt.id(), filter);
    }

    @Override
    public List<TestResult> tests(Attempt attempt, LogFilter filter) {
        return rows.tests(attempt.id(), filter);
    }

    @Override
    public List<Coverage> coverage(Attempt attempt) {
        return rows.coverage(attempt.id());
    }

    @Override
    public List<Failure> failures(Attempt attempt) {
        List<Failure> failures = new ArrayList<>();
        whole(attempt).ifPresent(failures::add);
        LogFilter failed = new LogFilter("", Became.FAILED, false, 0, Integer.MAX_VALUE);
        rows.components(attempt.id(), failed).forEach(one -> failures.add(failure(one)));
        rows.tests(attempt.id(), failed).forEach(one -> failures.add(failure(one)));
        rows.coverageWarnings(attempt.id())
                .forEach(warning -> failures.add(failure(
                        About.COVERAGE, Objects.requireNonNullElse(warning.name(), ""), null, warning.message())));
        return explained(failures);
    }

    private List<Failure> explained(List<Failure> failures) {
        Map<List<String>, Optional<Explanation>> known = new HashMap<>();
        Explanations table = explanations.getObject();
        return failures.stream()
                .map(failure -> {
                    List<String> message = List.of(failure.about().word(), failure.message());
                    if (!known.containsKey(message) && known.size() < MOST_EXPLAINED) {
                        known.put(message, table.of(failure.about(), failure.message()));
                    }
                    return failure.explained(known.getOrDefault(message, Optional.empty()));
                })
                .toList();
    }

    private static Optional<Failure> whole(Attempt attempt) {
        DeployProgress log = attempt.log();
        return log == null || log.errorMessage() == null
                ? Optional.empty()
                : Optional.of(failure(About.DEPLOYMENT, "", null, log.errorMessage()));
    }

    private static Failure failure(ComponentResult component) {
        String name = component.type().isEmpty() ? component.fullName() : component.type() + ":" + component.fullName();
        return failure(About.COMPONENT, name, place(component), Objects.requireNonNullElse(component.problem(), ""));
    }

    private static Failure failure(TestResult test) {
        return failure(
                About.TEST,
                test.className() + "." + test.methodName(),
                test.stackTrace(),
                Objects.requireNonNullElse(test.message(), ""));
    }

    private static Failure failure(About about, String subject, @Nullable String place, String message) {
        return new Failure(about, subject, place, message, Optional.empty());
    }

    private static String place(ComponentResult component) {
        if (component.line() == 0) {
            return component.fileName();
        }
        return component.fileName() + ", line " + component.line()
                + (component.column() > 0 ? ", column " + component.column() : "");
    }

    @Override
    public LogDifference difference(Attempt attempt, Attempt earlier) {
        return LogDifferences.between(
                attempt,
                failures(attempt),
                rows.tests(attempt.id(), LogFilter.ALL),
                earlier,
                failures(earlier),
                rows.tests(earlier.id(), LogFilter.ALL));
    }

    @Override
    public Forecast forecast(Attempt attempt) {
        return Forecast.of(attempt, clock.instant());
    }
}
