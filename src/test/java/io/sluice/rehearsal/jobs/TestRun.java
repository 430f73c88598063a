package io.sluice.rehearsal.jobs;

import java.util.List;

/** The outcome of a deployment's Apex tests. */
public record TestRun(
        int methods, List<Result> successes, List<Result> failures, List<Coverage> coverage, List<String> warnings) {
    static final TestRun NONE = new TestRun(0, List.of(), List.of(), List.of(), List.of());

    /** One test method; message and stack trace only when it failed. */
    public record Result(String className, String methodName, String message, String stackTrace) {}

    /** Lines of one class or trigger, and how many of them no test reached. */
    public record Coverage(String name, String type, int lines, int notCovered) {}

    boolean passed() {
        return failures.isEmpty() && warnings.isEmpty();
    }
}
