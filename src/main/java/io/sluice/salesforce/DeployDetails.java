package io.sluice.salesforce;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an org tells of a deployment besides its counts. The facts come with every answer; the rest is empty unless details
 * were asked for, and grows while the deployment runs.
 *
 * @param testsRun test methods that ran, as the org's test result says; may differ from its counter
 * @param testMillis what all test methods took together
 */
public record DeployDetails(
        Facts facts,
        List<ComponentResult> components,
        List<TestResult> tests,
        List<Coverage> coverage,
        List<CoverageWarning> coverageWarnings,
        int testsRun,
        long testMillis) {

    /** Nothing told. */
    public static final DeployDetails NONE = new DeployDetails(
            new Facts(null, null, null, null, null, null, null), List.of(), List.of(), List.of(), List.of(), 0, 0);

    public DeployDetails {
        components = List.copyOf(components);
        tests = List.copyOf(tests);
        coverage = List.copyOf(coverage);
        coverageWarnings = List.copyOf(coverageWarnings);
    }

    DeployDetails factsOnly() {
        return new DeployDetails(facts, List.of(), List.of(), List.of(), List.of(), testsRun, testMillis);
    }

    /**
     * Who and how, each null where the org does not say.
     *
     * @param createdBy name of the user
     * @param startedAt when the org began to work on it
     * @param errorCode of a deployment that failed as a whole
     */
    public record Facts(
            @Nullable String createdBy,
            @Nullable String canceledBy,
            @Nullable Instant startedAt,
            @Nullable Boolean rollbackOnError,
            @Nullable Boolean ignoreWarnings,
            @Nullable Boolean testsEnabled,
            @Nullable String errorCode) {}

    /**
     * What became of one component.
     *
     * @param orgId the component's id in the org; null where it has none
     * @param problem null where there is none; a component may be taken with a warning
     * @param problemType {@code Error}, {@code Warning} or {@code Info}
     * @param line counts from 1, 0 where the org gives none; likewise the column
     */
    public record ComponentResult(
            String type,
            String fullName,
            String fileName,
            @Nullable String orgId,
            Became became,
            @Nullable String problem,
            @Nullable String problemType,
            int line,
            int column) {}

    /** What became of a component. */
    public enum Became {
        FAILED,
        CREATED,
        CHANGED,
        DELETED,
        UNCHANGED
    }

    /**
     * One Apex test method.
     *
     * @param className with the namespace and a dot before it where it has one
     * @param message why it failed; null where it passed
     */
    public record TestResult(
            String className,
            String methodName,
            boolean passed,
            long millis,
            @Nullable String message,
            @Nullable String stackTrace) {}

    /**
     * How much of a class, trigger or flow the tests reached.
     *
     * @param kind {@code Class}, {@code Trigger} or {@code Flow}
     * @param total lines that can be reached; elements of a flow
     * @param missed how many of them no test reached
     * @param missedPlaces which, as far as the org tells: line numbers, names of a flow's elements
     */
    public record Coverage(String kind, String name, int total, int missed, List<String> missedPlaces) {

        public Coverage {
            missedPlaces = List.copyOf(missedPlaces);
        }
    }

    /** @param name of the class, trigger or flow; null where it is about all together */
    public record CoverageWarning(@Nullable String name, String message) {}
}
