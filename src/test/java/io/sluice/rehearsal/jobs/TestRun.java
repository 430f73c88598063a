package io.sluice.rehearsal.jobs;

import java.util.List;

/** The outcome of a deployment's Apex tests. */
public record TestRun(
        int methods,
        List<Result> successes,
        List<Result> failures,
        List<Coverage> coverage,
        List<Warning> warnings,
        List<FlowCoverage> flows,
        List<Warning> flowWarnings) {
    static final TestRun NONE = new TestRun(0, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    /** One test method and how long it took in milliseconds; message and stack trace only when it failed. */
    public record Result(
            String id, String className, String methodName, String message, String stackTrace, double time) {}

    /** Lines of one class or trigger that can be reached, and those of them that no test reached. */
    public record Coverage(String id, String name, String type, int lines, List<Integer> missed) {
        int percent() {
            return lines == 0 ? 100 : (lines - missed.size()) * 100 / lines;
        }
    }

    /** A coverage rule that is not met; about one class, trigger or flow, or about all when the name is null. */
    public record Warning(String id, String name, String message) {}

    /** The elements of one active flow, and those of them that no test reached. */
    public record FlowCoverage(
            String id, String name, String processType, int elements, List<String> missed, boolean launched) {}

    /** The sum of all methods' times. */
    public double totalTime() {
        return successes.stream().mapToDouble(Result::time).sum()
                + failures.stream().mapToDouble(Result::time).sum();
    }

    boolean passed() {
        return failures.isEmpty() && warnings.isEmpty() && flowWarnings.isEmpty();
    }
}
