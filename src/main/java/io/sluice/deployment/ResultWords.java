package io.sluice.deployment;

import io.sluice.salesforce.DeployProgress;
import io.sluice.salesforce.DeployProgress.ComponentProblem;
import io.sluice.salesforce.DeployProgress.TestFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Why an org refused a package, in people's words. */
final class ResultWords {

    private static final int MOST = 3;

    private ResultWords() {}

    static String good(DeployProgress result) {
        String tests = result.testsTotal() == 0
                ? "no Apex tests ran"
                : Words.count(result.testsTotal(), "Apex test", "Apex tests") + " passed";
        return Words.count(result.componentsTotal(), "component", "components")
                + (result.checkOnly() ? " validated, " : " deployed, ") + tests + ".";
    }

    static String bad(DeployProgress result) {
        List<String> sentences = new ArrayList<>();
        String what = result.checkOnly() ? "The validation" : "The deployment";
        if (result.status().equals("Canceled")) {
            sentences.add(what + " was cancelled in the org.");
        } else if (result.status().equals("SucceededPartial")) {
            sentences.add(what + " succeeded only in part; that counts as failed.");
        }
        if (!result.problems().isEmpty() || result.componentErrors() > 0) {
            int failed = Math.max(result.componentErrors(), result.problems().size());
            sentences.add(Words.count(failed, "component", "components") + " failed"
                    + some(result.problems().stream().map(ResultWords::problem).toList()));
        }
        if (!result.testFailures().isEmpty() || result.testErrors() > 0) {
            int failed = Math.max(result.testErrors(), result.testFailures().size());
            sentences.add(Words.count(failed, "Apex test", "Apex tests") + " failed"
                    + some(result.testFailures().stream()
                            .map(ResultWords::failure)
                            .toList()));
        }
        if (!result.coverageWarnings().isEmpty()) {
            boolean only = result.problems().isEmpty()
                    && result.testFailures().isEmpty()
                    && result.componentErrors() == 0
                    && result.testErrors() == 0;
            sentences.add((only ? "Only the code coverage is too low" : "The code coverage is too low")
                    + some(result.coverageWarnings()));
        }
        if (result.errorMessage() != null) {
            sentences.add("The org says: " + result.errorMessage());
        }
        if (sentences.isEmpty()) {
            sentences.add(what + " ended with status " + result.status() + "; the org gave no reason.");
        }
        return String.join(" ", sentences);
    }

    private static String some(List<String> reasons) {
        if (reasons.isEmpty()) {
            return ".";
        }
        String more = reasons.size() > MOST ? "; and " + (reasons.size() - MOST) + " more" : "";
        return ": " + reasons.stream().limit(MOST).collect(Collectors.joining("; ")) + more + ".";
    }

    private static String problem(ComponentProblem problem) {
        String place = problem.line() > 0 ? " (line " + problem.line() + ", column " + problem.column() + ")" : "";
        String name = problem.type().isBlank() ? problem.fullName() : problem.type() + ":" + problem.fullName();
        return name + place + ": " + problem.problem();
    }

    private static String failure(TestFailure failure) {
        return failure.className() + "." + failure.methodName() + ": " + failure.message();
    }
}
