package io.sluice.deployment;

import io.sluice.salesforce.DeployOptions;
import io.sluice.salesforce.TestLevel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt was sent. What is sent with every one of them ({@code ignoreWarnings} and the like) stands in the
 * fingerprint.
 *
 * @param tests class names, only with RunSpecifiedTests
 * @param rollbackOnError always true: an org keeps all of a package or nothing
 * @param validation the org's id of the validation that was made real; null where the package itself was sent
 * @param apiVersion of the package; null where Sluice's own objects were installed
 */
public record AttemptOptions(
        boolean checkOnly,
        TestLevel testLevel,
        List<String> tests,
        boolean rollbackOnError,
        @Nullable String validation,
        @Nullable String apiVersion) {

    public AttemptOptions {
        tests = List.copyOf(tests);
    }

    static AttemptOptions of(DeployOptions sent, @Nullable String apiVersion) {
        return new AttemptOptions(sent.checkOnly(), sent.testLevel(), sent.tests(), true, null, apiVersion);
    }

    AttemptOptions ofValidation(String id) {
        return new AttemptOptions(checkOnly, testLevel, tests, rollbackOnError, id, apiVersion);
    }
}
