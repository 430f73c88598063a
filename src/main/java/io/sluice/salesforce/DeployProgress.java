package io.sluice.salesforce;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an org says of a deployment.
 *
 * @param status the org's own word, for example {@code InProgress}; unknown words are kept
 * @param done the only sign that the deployment has ended
 * @param problems failed components; empty without details
 * @param details what it tells besides; not null, whatever an old row says
 */
public record DeployProgress(
        String id,
        boolean checkOnly,
        String status,
        boolean done,
        boolean success,
        @Nullable String stateDetail,
        int componentsTotal,
        int componentsDeployed,
        int componentErrors,
        int testsTotal,
        int testsCompleted,
        int testErrors,
        @Nullable Instant createdAt,
        @Nullable Instant completedAt,
        @Nullable String errorMessage,
        List<ComponentProblem> problems,
        List<TestFailure> testFailures,
        List<String> coverageWarnings,
        DeployDetails details) {

    private static final int MOST_IN_BRIEF = 200;

    public DeployProgress {
        problems = List.copyOf(problems);
        testFailures = List.copyOf(testFailures);
        coverageWarnings = List.copyOf(coverageWarnings);
        details = Objects.requireNonNullElse(details, DeployDetails.NONE);
    }

    /** The counts and facts, and of each kind of failure the first 200. */
    public DeployProgress brief() {
        return new DeployProgress(
                id,
                checkOnly,
                status,
                done,
                success,
                stateDetail,
                componentsTotal,
                componentsDeployed,
                componentErrors,
                testsTotal,
                testsCompleted,
                testErrors,
                createdAt,
                completedAt,
                errorMessage,
                first(problems),
                first(testFailures),
                first(coverageWarnings),
                details.factsOnly());
    }

    private static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(all.size(), MOST_IN_BRIEF));
    }

    /** Why one component was refused; line and column count from 1, 0 where the org gives none. */
    public record ComponentProblem(
            String type, String fullName, String fileName, String problem, String problemType, int line, int column) {}

    /** One failed Apex test method. */
    public record TestFailure(
            String className,
            String methodName,
            String message,
            @Nullable String stackTrace) {}
}
