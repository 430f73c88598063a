package io.sluice.salesforce;

import java.util.Arrays;
import java.util.Optional;

/** Which Apex tests a deployment runs, by the API's names. */
public enum TestLevel {
    NO_TEST_RUN("NoTestRun"),
    RUN_SPECIFIED_TESTS("RunSpecifiedTests"),
    RUN_LOCAL_TESTS("RunLocalTests"),
    RUN_ALL_TESTS_IN_ORG("RunAllTestsInOrg");

    private final String apiName;

    TestLevel(String apiName) {
        this.apiName = apiName;
    }

    public String apiName() {
        return apiName;
    }

    public static Optional<TestLevel> ofApiName(String apiName) {
        return Arrays.stream(values())
                .filter(level -> level.apiName.equals(apiName))
                .findFirst();
    }
}
