package io.sluice.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a {@code deployResult}. */
final class DeployAnswers {

    private DeployAnswers() {}

    static DeployProgress read(String id, JsonNode answer) {
        JsonNode result = answer.path("deployResult");
        if (!result.isObject()) {
            throw new OrgException(
                    "UNREADABLE_ANSWER", "The org's answer about deployment " + id + " has no deployResult");
        }
        JsonNode details = result.path("details");
        JsonNode tests = details.path("runTestResult");
        return new DeployProgress(
                result.hasNonNull("id") ? Json.text(result, "id") : id,
                result.path("checkOnly").asBoolean(),
                Json.text(result, "status"),
                result.path("done").asBoolean(),
                result.path("success").asBoolean(),
                Json.textOrNull(result, "stateDetail"),
                result.path("numberComponentsTotal").asInt(),
                result.path("numberComponentsDeployed").asInt(),
                result.path("numberComponentErrors").asInt(),
                result.path("numberTestsTotal").asInt(),
                result.path("numberTestsCompleted").asInt(),
                result.path("numberTestErrors").asInt(),
                Json.time(result, "createdDate"),
                Json.time(result, "completedDate"),
                Json.textOrNull(result, "errorMessage"),
                problems(details),
                testFailures(tests),
                coverageWarnings(tests),
                result.toString());
    }

    private static List<DeployProgress.ComponentProblem> problems(JsonNode details) {
        return Json.items(details.path("componentFailures")).stream()
                .map(failure -> new DeployProgress.ComponentProblem(
                        Json.text(failure, "componentType"),
                        Json.text(failure, "fullName"),
                        Json.text(failure, "fileName"),
                        Json.text(failure, "problem"),
                        Json.text(failure, "problemType"),
                        failure.path("lineNumber").asInt(),
                        failure.path("columnNumber").asInt()))
                .toList();
    }

    private static List<DeployProgress.TestFailure> testFailures(JsonNode tests) {
        return Json.items(tests.path("failures")).stream()
                .map(failure -> new DeployProgress.TestFailure(
                        Json.text(failure, "name"),
                        Json.text(failure, "methodName"),
                        Json.text(failure, "message"),
                        Json.textOrNull(failure, "stackTrace")))
                .toList();
    }

    private static List<String> coverageWarnings(JsonNode tests) {
        List<String> warnings = new ArrayList<>();
        for (JsonNode warning : Json.items(tests.path("codeCoverageWarnings"))) {
            warnings.add(named(Json.textOrNull(warning, "name"), warning));
        }
        for (JsonNode warning : Json.items(tests.path("flowCoverageWarnings"))) {
            warnings.add(named(Json.textOrNull(warning, "flowName"), warning));
        }
        return warnings;
    }

    private static String named(@Nullable String name, JsonNode warning) {
        return name == null ? Json.text(warning, "message") : name + ": " + Json.text(warning, "message");
    }
}
