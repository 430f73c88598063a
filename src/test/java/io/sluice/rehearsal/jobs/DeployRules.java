package io.sluice.rehearsal.jobs;

import java.util.List;

/** What a deploy request may ask for; refused at the door in Salesforce's words. */
final class DeployRules {
    static final String RELEVANT = "RunRelevantTests";
    private static final double RELEVANT_FROM = 66.0;

    private DeployRules() {}

    static void check(DeployOptions options, boolean sandbox, double api) throws Refused {
        String level = options.testLevel() == null ? "" : options.testLevel();
        if (!sandbox && !options.rollbackOnError()) {
            throw new Refused("INVALID_OPERATION", "rollbackOnError option must be true on a production org");
        }
        if (!sandbox && level.equals("NoTestRun")) {
            throw new Refused("INVALID_OPERATION", "testLevel of NoTestRun cannot be used in production organizations");
        }
        if (!level.isBlank() && !levels(api).contains(level)) {
            throw new Refused("INVALID_TYPE", "'" + level + "' is not a valid value for the enum 'TestLevel'");
        }
        boolean specified = level.equals("RunSpecifiedTests");
        if (specified && options.runTests().isEmpty()) {
            throw new Refused(
                    "INVALID_OPERATION", "runTests must not be empty when a testLevel of RunSpecifiedTests is used.");
        }
        if (!specified && !options.runTests().isEmpty()) {
            throw new Refused("INVALID_OPERATION", "runTests can be used only with a testLevel of RunSpecifiedTests.");
        }
    }

    private static List<String> levels(double api) {
        return api >= RELEVANT_FROM
                ? List.of("NoTestRun", "RunSpecifiedTests", RELEVANT, "RunLocalTests", "RunAllTestsInOrg")
                : List.of("NoTestRun", "RunSpecifiedTests", "RunLocalTests", "RunAllTestsInOrg");
    }

    /** The level that holds when none was asked for. */
    static String effectiveLevel(DeployOptions options, boolean sandbox, boolean apexInPackage) {
        if (options.testLevel() != null && !options.testLevel().isBlank()) {
            return options.testLevel();
        }
        return !sandbox && apexInPackage ? "RunLocalTests" : "NoTestRun";
    }
}
