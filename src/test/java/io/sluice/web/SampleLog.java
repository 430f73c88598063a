package io.sluice.web;

import io.sluice.deployment.Explanation;
import io.sluice.deployment.Explanations.About;
import io.sluice.deployment.Failure;
import io.sluice.deployment.Forecast;
import io.sluice.deployment.LogDifference;
import io.sluice.deployment.LogFilter;
import io.sluice.salesforce.DeployDetails.Became;
import io.sluice.salesforce.DeployDetails.ComponentResult;
import io.sluice.salesforce.DeployDetails.Coverage;
import io.sluice.salesforce.DeployDetails.TestResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of a log: a component that failed, one with a warning, a test that failed, coverage. */
final class SampleLog {

    static final Failure NOT_KNOWN = new Failure(
            About.TEST,
            "VisitHandlerTest.closesVisit",
            "Class.VisitHandlerTest.closesVisit: line 20, column 1",
            "Nobody has <seen> this before",
            Optional.empty());

    static final Failure KNOWN = new Failure(
            About.COMPONENT,
            "ApexClass:VisitHandler",
            "classes/VisitHandler.cls, line 12, column 9",
            "Variable does not exist: colour",
            Optional.of(new Explanation("The code uses something that is not there.", "Add it to the scope.")));

    final List<ComponentResult> components = new ArrayList<>(List.of(
            new ComponentResult(
                    "ApexClass",
                    "VisitHandler",
                    "classes/VisitHandler.cls",
                    "01p000000000001",
                    Became.FAILED,
                    "Variable does not exist: colour",
                    "Error",
                    12,
                    9),
            new ComponentResult(
                    "Layout",
                    "Visit__c-Visit Layout",
                    "layouts/Visit.layout",
                    null,
                    Became.CHANGED,
                    "A field is on it twice",
                    "Warning",
                    0,
                    0)));
    final List<TestResult> tests = new ArrayList<>(List.of(
            new TestResult(
                    "VisitHandlerTest",
                    "closesVisit",
                    false,
                    1320,
                    "Nobody has <seen> this before\u0001",
                    "Class.VisitHandlerTest.closesVisit: line 20, column 1"),
            new TestResult("VisitHandlerTest", "opensVisit", true, 25, null, null)));
    List<Coverage> coverage = List.of(
            new Coverage("Class", "VisitHandler", 10, 4, List.of("3", "4", "5", "9")),
            new Coverage("Flow", "Close_Visit", 4, 1, List.of("Mail")));
    List<Failure> failures = List.of(
            KNOWN,
            new Failure(
                    KNOWN.about(),
                    "ApexClass:VisitOther",
                    "classes/VisitOther.cls, line 2, column 1",
                    KNOWN.message(),
                    KNOWN.explanation()),
            NOT_KNOWN);
    Forecast forecast = new Forecast(null, java.time.Duration.ofSeconds(95));

    List<ComponentResult> components(LogFilter filter) {
        return page(
                components.stream()
                        .filter(one -> filter.became() == null || one.became() == filter.became())
                        .filter(one -> one.fullName().contains(filter.text()))
                        .toList(),
                filter);
    }

    List<TestResult> tests(LogFilter filter) {
        return page(
                tests.stream()
                        .filter(one -> filter.passed() == null || one.passed() == filter.passed())
                        .filter(one -> one.methodName().contains(filter.text()))
                        .toList(),
                filter);
    }

    private static <T> List<T> page(List<T> rows, LogFilter filter) {
        return rows.stream().skip(filter.from()).limit(filter.most()).toList();
    }

    LogDifference difference(int against) {
        return new LogDifference(
                against,
                List.of(NOT_KNOWN),
                List.of(KNOWN),
                List.of(),
                List.of("VisitHandlerTest.closesVisit"),
                List.of(),
                List.of(),
                List.of("OldTest.runs"),
                true,
                true,
                false);
    }
}
