package io.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.deployment.Explanations.About;
import io.sluice.deployment.Failure;
import io.sluice.salesforce.DeployDetails.Became;
import io.sluice.salesforce.DeployDetails.ComponentResult;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.Test;

/** The XML for CI servers, read back by the parser of Maven's own test reports. */
class JunitXmlTest {

    private final WebSlice web = new WebSlice();
    private final FakeRooms rooms = web.rooms;

    private List<ReportTestSuite> read() throws Exception {
        byte[] xml = web.open("/deployments/DEP-000004/attempts/1/junit.xml", "rita")
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        return new TestSuiteXmlParser(new NullConsoleLogger())
                .parse(new InputStreamReader(new ByteArrayInputStream(xml), StandardCharsets.UTF_8));
    }

    /** The parser puts cases together by their class names, not by the suite that they came in. */
    private static ReportTestSuite named(List<ReportTestSuite> suites, String name) {
        return suites.stream()
                .filter(suite -> suite.getFullClassName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no suite " + name + " in " + suites));
    }

    @Test
    void components_tests_and_coverage_are_suites_with_their_counts_and_failures() throws Exception {
        Samples.fill(rooms);
        rooms.log.failures = List.of(
                SampleLog.KNOWN,
                SampleLog.NOT_KNOWN,
                new Failure(About.COVERAGE, "VisitHandler", null, "60 % is too low", Optional.empty()));

        List<ReportTestSuite> suites = read();

        ReportTestSuite components = named(suites, "Components.ApexClass");
        assertThat(components.getNumberOfTests()).isEqualTo(1);
        assertThat(components.getNumberOfFailures()).isEqualTo(1);
        assertThat(named(suites, "Components.Layout").getNumberOfFailures())
                .as("a warning is no failure")
                .isZero();
        ReportTestCase broken = components.getTestCases().get(0);
        assertThat(broken.getFailureMessage()).isEqualTo("Variable does not exist: colour");
        assertThat(broken.getFailureDetail()).contains("classes/VisitHandler.cls:12:9");
        ReportTestSuite tests = named(suites, "VisitHandlerTest");
        assertThat(tests.getNumberOfTests()).isEqualTo(2);
        assertThat(tests.getNumberOfFailures()).isEqualTo(1);
        assertThat(tests.getTimeElapsed()).isEqualTo(1.345f);
        assertThat(tests.getTestCases().get(0).getName()).isEqualTo("closesVisit");
        assertThat(tests.getTestCases().get(0).getFailureMessage())
                .as("what XML can't hold is replaced")
                .isEqualTo("Nobody has <seen> this before?");
        assertThat(tests.getTestCases().get(1).isSuccessful()).isTrue();
        assertThat(named(suites, "Coverage").getTestCases().get(0).getFailureMessage())
                .isEqualTo("60 % is too low");
    }

    @Test
    void attempt_that_does_not_count_fails_whatever_its_parts_say() throws Exception {
        Samples.fill(rooms);
        rooms.attempts.set(0, Samples.untestedAttempt());
        rooms.log.failures = List.of();
        rooms.log.tests.clear();
        rooms.log.components.set(
                0,
                new ComponentResult(
                        "ApexClass",
                        "VisitHandler",
                        "classes/VisitHandler.cls",
                        null,
                        Became.CHANGED,
                        null,
                        null,
                        0,
                        0));

        List<ReportTestSuite> suites = read();

        assertThat(named(suites, "Components.ApexClass").getNumberOfFailures()).isZero();
        assertThat(named(suites, "Deployment").getTestCases().get(0).getFailureMessage())
                .contains("no test ran");
    }
}
