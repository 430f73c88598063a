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
        if (log.componentErrors() + log.testErrors() > 0) {
            words.append(", ").append(log.componentErrors()).append(" components and ");
            words.append(log.testErrors()).append(" tests failed");
        }
        if (attempt.message() != null) {
            words.append(". ").append(attempt.message());
        }
        return words.toString();
    }
}
