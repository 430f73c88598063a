package io.sluice.salesforce;

import java.util.List;

/**
 * The options of a deploy request. {@code rollbackOnError} is always sent as true and {@code singlePackage} as true;
 * {@code ignoreWarnings} and {@code allowMissingFiles} as false.
 *
 * @param tests class names; only with {@link TestLevel#RUN_SPECIFIED_TESTS}
 */
public record DeployOptions(boolean checkOnly, TestLevel testLevel, List<String> tests) {

    public DeployOptions {
        tests = List.copyOf(tests);
        if (tests.isEmpty() == (testLevel == TestLevel.RUN_SPECIFIED_TESTS)) {
            throw new IllegalArgumentException("Tests are named exactly when the test level is RunSpecifiedTests");
        }
    }
}
