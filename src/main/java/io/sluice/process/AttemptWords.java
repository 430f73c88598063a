package io.sluice.process;

import io.sluice.deployment.Attempt;
import io.sluice.salesforce.DeployProgress;

/** The log of an attempt in a sentence. */
final class AttemptWords {

    private AttemptWords() {}

    static String of(Attempt attempt) {
        DeployProgress log = attempt.log();
        if (log == null) {
            return attempt.message() == null ? "No answer from the org yet" : attempt.message();
        }
        StringBuilder words = new StringBuilder(log.status());
        words.append(": ").append(log.componentsDeployed()).append(" of ").append(log.componentsTotal());
        words.append(" components, ")
                .append(log.testsCompleted())
                .append(" of ")
                .append(log.testsTotal());
        words.append(" tests");
        if (attempt.message() != null) {
            words.append(". ").append(attempt.message());
        } else if (log.componentErrors() + log.testErrors() > 0) {
            words.append("; failed: ").append(counted(log.componentErrors(), "component"));
            words.append(" and ").append(counted(log.testErrors(), "test"));
        }
        return words.toString();
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
