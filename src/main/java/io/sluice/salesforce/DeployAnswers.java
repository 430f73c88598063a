package io.sluice.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.salesforce.DeployDetails.Became;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a {@code deployResult}. */
final class DeployAnswers {

    private static final int MOST_CHARACTERS = 10_000;

    private DeployAnswers() {}

    static DeployProgress read(String id, JsonNode answer) {
        JsonNode result = answer.path("deployResult");
        if (!result.isObject()) {
            throw new OrgException(
                    "UNREADABLE_ANSWER", "The org's answer about deployment " + id + " has no deployResult");
        }
        DeployDetails details = details(result);
        return new DeployProgress(
                result.hasNonNull("id") ? Json.text(result, "id") : id,
                result.path("checkOnly").asBoolean(),
                Json.text(result, "status"),
                result.path("done").asBoolean(),
                result.path("success").asBoolean(),
                text(result, "stateDetail"),
                result.path("numberComponentsTotal").asInt(),
                result.path("numberComponentsDeployed").asInt(),
                result.path("numberComponentErrors").asInt(),
                result.path("numberTestsTotal").asInt(),
                result.path("numberTestsCompleted").asInt(),
                result.path("numberTestErrors").asInt(),
                Json.time(result, "createdDate"),
                Json.time(result, "completedDate"),
                text(result, "errorMessage"),
                problems(details.components()),
                failures(details.tests()),
                details.coverageWarnings().stream().map(DeployAnswers::words).toList(),
                details);
    }

    private static DeployDetails details(JsonNode result) {
        JsonNode details = result.path("details");
        JsonNode tests = details.path("runTestResult");
        return new DeployDetails(
                facts(result),
                components(details),
                tests(tests),
                coverage(tests),
                coverageWarnings(tests),
                tests.path("numTestsRun").asInt(),
                Math.round(tests.path("totalTime").asDouble()));
    }

    private static DeployDetails.Facts facts(JsonNode result) {
        return new DeployDetails.Facts(
                text(result, "createdByName"),
                text(result, "canceledByName"),
                Json.time(result, "startDate"),
                yes(result, "rollbackOnError"),
                yes(result, "ignoreWarnings"),
                yes(result, "runTestsEnabled"),
                text(result, "errorStatusCode"));
    }

    private static List<DeployDetails.ComponentResult> components(JsonNode details) {
        List<DeployDetails.ComponentResult> components = new ArrayList<>();
        Json.items(details.path("componentFailures")).forEach(one -> components.add(component(one, true)));
        Json.items(details.path("componentSuccesses")).forEach(one -> components.add(component(one, false)));
        return components;
    }

    private static DeployDetails.ComponentResult component(JsonNode component, boolean failed) {
        return new DeployDetails.ComponentResult(
                required(component, "componentType"),
                required(component, "fullName"),
                required(component, "fileName"),
                text(component, "id"),
                failed ? Became.FAILED : became(component),
                text(component, "problem"),
                text(component, "problemType"),
                component.path("lineNumber").asInt(),
                component.path("columnNumber").asInt());
    }

    private static Became became(JsonNode component) {
        if (component.path("deleted").asBoolean()) {
            return Became.DELETED;
        }
        if (component.path("created").asBoolean()) {
            return Became.CREATED;
        }
        return component.path("changed").asBoolean() ? Became.CHANGED : Became.UNCHANGED;
    }

    private static List<DeployProgress.ComponentProblem> problems(List<DeployDetails.ComponentResult> components) {
        return components.stream()
                .filter(component -> component.became() == Became.FAILED)
                .map(failure -> new DeployProgress.ComponentProblem(
                        failure.type(),
                        failure.fullName(),
                        failure.fileName(),
                        Objects.requireNonNullElse(failure.problem(), ""),
                        Objects.requireNonNullElse(failure.problemType(), ""),
                        failure.line(),
                        failure.column()))
                .toList();
    }

    private static List<DeployDetails.TestResult> tests(JsonNode tests) {
        List<DeployDetails.TestResult> results = new ArrayList<>();
        Json.items(tests.path("failures")).forEach(one -> results.add(test(one, false)));
        Json.items(tests.path("successes")).forEach(one -> results.add(test(one, true)));
        return results;
    }

    private static DeployDetails.TestResult test(JsonNode test, boolean passed) {
        String namespace = text(test, "namespace");
        String name = required(test, "name");
        return new DeployDetails.TestResult(
                namespace == null ? name : namespace + "." + name,
                required(test, "methodName"),
                passed,
                Math.round(test.path("time").asDouble()),
                passed ? null : required(test, "message"),
                text(test, "stackTrace"));
    }

    private static List<DeployProgress.TestFailure> failures(List<DeployDetails.TestResult> tests) {
        return tests.stream()
                .filter(test -> !test.passed())
                .map(failure -> new DeployProgress.TestFailure(
                        failure.className(),
                        failure.methodName(),
                        Objects.requireNonNullElse(failure.message(), ""),
                        failure.stackTrace()))
                .toList();
    }

    private static List<DeployDetails.Coverage> coverage(JsonNode tests) {
        List<DeployDetails.Coverage> coverage = new ArrayList<>();
        for (JsonNode code : Json.items(tests.path("codeCoverage"))) {
            String namespace = text(code, "namespace");
            String name = required(code, "name");
            coverage.add(new DeployDetails.Coverage(
                    required(code, "type"),
                    namespace == null ? name : namespace + "." + name,
                    code.path("numLocations").asInt(),
                    code.path("numLocationsNotCovered").asInt(),
                    Json.items(code.path("locationsNotCovered")).stream()
                            .map(place -> place.path("line").asText())
                            .distinct()
                            .toList()));
        }
        for (JsonNode flow : Json.items(tests.path("flowCoverage"))) {
            List<String> missed = new ArrayList<>();
            JsonNode told = flow.path("elementsNotCovered");
            if (told.isArray()) {
                told.forEach(element -> missed.add(element.asText()));
            } else if (told.isTextual()) {
                missed.add(told.asText());
            }
            coverage.add(new DeployDetails.Coverage(
                    "Flow",
                    required(flow, "flowName"),
                    flow.path("numElements").asInt(),
                    flow.path("numElementsNotCovered").asInt(),
                    missed));
        }
        return coverage;
    }

    private static List<DeployDetails.CoverageWarning> coverageWarnings(JsonNode tests) {
        List<DeployDetails.CoverageWarning> warnings = new ArrayList<>();
        for (JsonNode warning : Json.items(tests.path("codeCoverageWarnings"))) {
            warnings.add(new DeployDetails.CoverageWarning(text(warning, "name"), required(warning, "message")));
        }
        for (JsonNode warning : Json.items(tests.path("flowCoverageWarnings"))) {
            warnings.add(new DeployDetails.CoverageWarning(text(warning, "flowName"), required(warning, "message")));
        }
        return warnings;
    }

    private static String words(DeployDetails.CoverageWarning warning) {
        return warning.name() == null ? warning.message() : warning.name() + ": " + warning.message();
    }

    private static @Nullable Boolean yes(JsonNode result, String field) {
        return result.hasNonNull(field) ? result.path(field).asBoolean() : null;
    }

    private static String required(JsonNode node, String field) {
        return Objects.requireNonNullElse(text(node, field), "");
    }

    /** Text of people and code: bounded, and without the one character that PostgreSQL keeps in no text. */
    private static @Nullable String text(JsonNode node, String field) {
        String text = Json.textOrNull(node, field);
        if (text == null) {
            return null;
        }
        String clean = text.replace("\0", "");
        return clean.length() <= MOST_CHARACTERS
                ? clean
                : clean.substring(0, MOST_CHARACTERS) + " ... (" + (clean.length() - MOST_CHARACTERS)
                        + " more characters)";
    }
}
