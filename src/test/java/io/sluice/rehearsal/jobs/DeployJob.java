package io.sluice.rehearsal.jobs;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One deployment as the org remembers it; times in milliseconds since 1970, 0 when not yet. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
public final class DeployJob {
    static final double FINALIZING_FROM = 65.0;
    static final String FINALIZING = "FinalizingDeploy";
    static final String FINALIZING_FAILED = "FinalizingDeployFailed";
    private static final Set<String> FINAL =
            Set.of("Succeeded", "SucceededPartial", "Failed", "Canceled", FINALIZING_FAILED);

    String id;
    String user;
    String userName;
    DeployOptions options;
    String sha256;
    String status = "Pending";
    long created;
    long started;
    long completed;
    long modified;
    int componentsTotal;
    /** How many components were looked at so far, and what will be said about those that fail. */
    int componentsSeen;

    List<DeployMessage> expected = List.of();
    int componentsDeployed;
    int componentErrors;
    int testsTotal;
    int testsCompleted;
    int testErrors;
    String errorCode;
    String errorMessage;
    String stateDetail;
    String canceledBy;
    String canceledByName;
    double api;
    String validationId;
    boolean testsRan;
    boolean committedAnyway;
    /** The folders of the packages in the zip; the empty string for a single one. */
    List<String> folders = List.of("");

    List<DeployMessage> successes = List.of();
    List<DeployMessage> failures = List.of();
    TestRun tests = TestRun.NONE;

    public String id() {
        return id;
    }

    public String status() {
        return status;
    }

    public DeployOptions options() {
        return options;
    }

    public String sha256() {
        return sha256;
    }

    public String user() {
        return user;
    }

    public String userName() {
        return userName;
    }

    public long created() {
        return created;
    }

    public long started() {
        return started;
    }

    public long completed() {
        return completed;
    }

    public List<DeployMessage> failures() {
        return failures;
    }

    public TestRun tests() {
        return tests;
    }

    public boolean done() {
        return FINAL.contains(status);
    }

    /** The six counters and the error by the names that both results and the Tooling object use. */
    public Map<String, Object> counters() {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("numberComponentsTotal", componentsTotal);
        out.put("numberComponentsDeployed", componentsDeployed);
        out.put("numberComponentErrors", componentErrors);
        out.put("numberTestsTotal", testsTotal);
        out.put("numberTestsCompleted", testsCompleted);
        out.put("numberTestErrors", testErrors);
        return out;
    }

    public String errorMessage() {
        return errorMessage;
    }

    public String errorCode() {
        return errorCode;
    }

    public String canceledBy() {
        return canceledBy;
    }

    public String canceledByName() {
        return canceledByName;
    }

    /** The validation that a quick deploy makes real, or null. */
    public String validationId() {
        return validationId;
    }

    /** True when tests were demanded, whether or not the org has any. */
    public boolean runsTests() {
        return testsRan || options.testLevel() != null && !options.testLevel().equals("NoTestRun");
    }

    /** The status as a client of that API version is told; before 65.0 nobody heard of finalizing. */
    public String status(double clientApi) {
        if (clientApi >= FINALIZING_FROM) {
            return status;
        }
        return status.equals(FINALIZING) ? "InProgress" : status.equals(FINALIZING_FAILED) ? "Failed" : status;
    }

    public long modified() {
        return modified;
    }

    public List<DeployMessage> successes() {
        return successes;
    }

    public String stateDetail() {
        return stateDetail;
    }
}
