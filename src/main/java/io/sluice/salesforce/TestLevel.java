package io.sluice.salesforce;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which Apex tests a deployment runs, by the API's names ("Running Tests in a Deployment" and "Run Relevant Apex Tests in a
 * Deployment (Beta)" in the Metadata API guide).
 */
public enum TestLevel {
    NO_TEST_RUN("NoTestRun", 0),
    RUN_SPECIFIED_TESTS("RunSpecifiedTests", 1),
    /** The org chooses; a beta, and only of API versions since {@link #RELEVANT_SINCE}. */
    RUN_RELEVANT_TESTS("RunRelevantTests", 1),
    RUN_LOCAL_TESTS("RunLocalTests", 2),
    RUN_ALL_TESTS_IN_ORG("RunAllTestsInOrg", 3);

    /** Salesforce's own client refuses the level in older versions (forcedotcom/source-deploy-retrieve). */
    public static final String RELEVANT_SINCE = "66.0";

    private final String apiName;
    private final int strength;

    TestLevel(String apiName, int strength) {
        this.apiName = apiName;
        this.strength = strength;
    }

    public String apiName() {
        return apiName;
    }

    /**
     * Whether it proves at least as much as the other. Named and relevant tests prove the same: of each class and trigger in
     * the package three quarters are covered.
     */
    public boolean isAtLeast(TestLevel other) {
        return strength >= other.strength;
    }

    public static Optional<TestLevel> ofApiName(String apiName) {
        return Arrays.stream(values())
                .filter(level -> level.apiName.equals(apiName))
                .findFirst();
    }

    /** Whether an API version has {@link #RUN_RELEVANT_TESTS}. */
    public static boolean knowsRelevantTests(String apiVersion) {
        return new BigDecimal(apiVersion).compareTo(new BigDecimal(RELEVANT_SINCE)) >= 0;
    }
}
