package io.sluice.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.deployment.Explanations.About;
import io.sluice.remotejob.Look;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.RemoteJob;
import io.sluice.salesforce.DeployDetails;
import io.sluice.salesforce.DeployDetails.Became;
import io.sluice.salesforce.DeployDetails.ComponentResult;
import io.sluice.salesforce.DeployDetails.Coverage;
import io.sluice.salesforce.DeployDetails.CoverageWarning;
import io.sluice.salesforce.DeployDetails.TestResult;
import io.sluice.salesforce.DeployProgress;
import io.sluice.salesforce.TestLevel;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeploymentLogTest {

    private static final ComponentResult BROKEN = new ComponentResult(
            "ApexClass",
            "Invoices",
            "classes/Invoices.cls",
            null,
            Became.FAILED,
            "Unexpected token '}'.",
            "Error",
            3,
            7);
    private static final ComponentResult TAKEN = new ComponentResult(
            "CustomApplication", "Billing", "applications/Billing.app", "02u1", Became.CREATED, null, null, 0, 0);
    private static final TestResult PASSES = new TestResult("InvoicesTest", "adds", true, 25, null, null);
    private static final TestResult FAILS = new TestResult(
            "InvoicesTest", "adds", false, 31, "expected 2 was 3", "Class.InvoicesTest.adds: line 4, column 1");
    private static final TestResult OTHER = new TestResult("ItemsTest", "counts", true, 5, null, null);

    private final Desk desk = new Desk();
    private final DeploymentLogs logs = desk.rooms.get(DeploymentLogs.class);

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void everythingThatTheOrgReported_isKeptAndSearched() {
        String id = desk.retrieved();
        Coverage coverage = new Coverage("Class", "Invoices", 10, 4, List.of("3", "4", "5", "9"));
        Attempt attempt = validated(
                id,
                details(
                        List.of(TAKEN, BROKEN),
                        List.of(OTHER, FAILS),
                        List.of(new Coverage("Class", "Items", 10, 0, List.of()), coverage),
                        List.of(new CoverageWarning("Invoices", "60 % is too low"))));

        assertThat(attempt.number()).isEqualTo(1);
        assertThat(attempt.askedBy()).isEqualTo("sluice");
        assertThat(attempt.succeeded()).isFalse();
        assertThat(attempt.fingerprint()).isEqualTo(desk.deployments.require(id).fingerprint());
        assertThat(attempt.options())
                .isEqualTo(new AttemptOptions(true, TestLevel.RUN_LOCAL_TESTS, List.of(), true, null, "62.0"));
        assertThat(logs.components(attempt, LogFilter.ALL)).containsExactly(BROKEN, TAKEN);
        assertThat(logs.components(attempt, new LogFilter("TOKEN", null, null, 0, 9)))
                .containsExactly(BROKEN);
        assertThat(logs.components(attempt, new LogFilter("", Became.CREATED, null, 0, 9)))
                .containsExactly(TAKEN);
        assertThat(logs.components(attempt, new LogFilter("", null, null, 1, 1)))
                .containsExactly(TAKEN);
        assertThat(logs.tests(attempt, LogFilter.ALL)).containsExactly(FAILS, OTHER);
        assertThat(logs.tests(attempt, new LogFilter("itemstest.c", null, true, 0, 9)))
                .containsExactly(OTHER);
        assertThat(logs.coverage(attempt)).extracting(Coverage::name).containsExactly("Invoices", "Items");
        assertThat(logs.coverage(attempt).get(0)).isEqualTo(coverage);
    }

    @Test
    void failures_areToldInPeoplesWordsWhereTheyAreKnown() {
        Attempt attempt = validated(
                desk.retrieved(),
                details(
                        List.of(TAKEN, BROKEN),
                        List.of(FAILS),
                        List.of(),
                        List.of(new CoverageWarning(null, "Average is 40 %"))));

        assertThat(logs.failures(attempt))
                .extracting(Failure::about, Failure::subject, Failure::place)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                About.COMPONENT, "ApexClass:Invoices", "classes/Invoices.cls, line 3, column 7"),
                        org.assertj.core.groups.Tuple.tuple(About.TEST, "InvoicesTest.adds", FAILS.stackTrace()),
                        org.assertj.core.groups.Tuple.tuple(About.COVERAGE, "", null));
        assertThat(logs.failures(attempt).get(0).explanation())
                .contains(new Explanation("It does not compile.", "Correct it."));
        assertThat(logs.failures(attempt).get(1).explanation()).isEmpty();
    }

    @Test
    void onlyTheFirstHundredDifferentMessages_areExplained() {
        List<ComponentResult> broken = IntStream.range(0, 202)
                .mapToObj(n -> new ComponentResult(
                        "ApexClass", "C" + n, "c.cls", null, Became.FAILED, "Unexpected token " + n / 2, "Error", 1, 1))
                .toList();
        Attempt attempt = validated(desk.retrieved(), details(broken, List.of(), List.of(), List.of()));

        assertThat(logs.failures(attempt))
                .filteredOn(failure -> failure.explanation().isPresent())
                .hasSize(200);
    }

    @Test
    void attemptsAreNumberedUnderTheRecord_andTheGoSaysWhoAskedForADeployment() {
        String id = desk.deployed();

        assertThat(desk.deployments.attempts(id))
                .extracting(Attempt::kind, Attempt::number, Attempt::askedBy, Attempt::succeeded)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("validate", 1, "sluice", true),
                        org.assertj.core.groups.Tuple.tuple("deploy", 2, "mara", true));
        assertThat(logs.attempt(id, 2)).get().extracting(Attempt::kind).isEqualTo("deploy");
        assertThat(logs.attempt(id, 3)).isEmpty();
    }

    @Test
    void runningAttempt_isReadInFullNowAndThenWithoutAskingTheOrgMoreOften() {
        RemoteJob job = desk.rooms.send(desk.deployments.validate(desk.retrieved(), "p1"));
        long before = desk.rooms.target.looks.size();
        desk.rooms.target.progress = running(1, 0, details(List.of(TAKEN), List.of(), List.of(), List.of()));

        for (int look = 0; look < 6; look++) {
            Look.Running running = (Look.Running) desk.rooms.kind("validate").look(job);
            desk.rooms.clock.move(running.pause());
        }

        assertThat(desk.rooms.target.looks.subList((int) before, desk.rooms.target.looks.size()))
                .as("with details, once in five looks")
                .containsExactly(true, false, false, false, false, true);
        assertThat(logs.components(attempt(job), LogFilter.ALL)).containsExactly(TAKEN);
    }

    @Test
    void slowAnswers_areAskedForMoreSeldom() {
        RemoteJob job = desk.rooms.send(desk.deployments.validate(desk.retrieved(), "p1"));
        desk.rooms.target.progress = running(1, 0, DeployDetails.NONE);
        desk.rooms.target.answering = () -> desk.rooms.clock.move(Duration.ofSeconds(3));

        desk.rooms.kind("validate").look(job);
        desk.rooms.target.answering = () -> {};
        desk.rooms.target.looks.clear();
        for (int look = 0; look < 16; look++) {
            desk.rooms.kind("validate").look(job);
            desk.rooms.clock.move(Duration.ofSeconds(2));
        }

        assertThat(desk.rooms.target.looks.indexOf(true))
                .as("after ten times as long")
                .isEqualTo(15);
    }

    @Test
    void endedLog_isNotChangedByALookThatComesLate() {
        RemoteJob job = desk.rooms.send(desk.deployments.validate(desk.retrieved(), "p1"));
        desk.rooms.target.progress = ended(details(List.of(BROKEN), List.of(), List.of(), List.of()));
        Outcome outcome = desk.rooms.look(job);
        desk.rooms.target.progress = running(1, 0, details(List.of(TAKEN), List.of(), List.of(), List.of()));

        desk.rooms.kind("validate").look(job);

        assertThat(outcome.isSuccess()).isFalse();
        assertThat(logs.components(attempt(job), LogFilter.ALL)).containsExactly(BROKEN);
        assertThat(attempt(job).log()).extracting(DeployProgress::status).isEqualTo("Failed");
    }

    @Test
    void forecast_countsFromHowFastItWent() {
        RemoteJob job = desk.rooms.send(desk.deployments.validate(desk.retrieved(), "p1"));
        desk.rooms.clock.move(Duration.ofSeconds(20));
        desk.rooms.target.progress = running(1, 0, DeployDetails.NONE);
        desk.rooms.kind("validate").look(job);
        assertThat(logs.forecast(attempt(job)).components()).isEqualTo(Duration.ofSeconds(20));
        assertThat(logs.forecast(attempt(job)).tests()).as("none has run").isNull();

        desk.rooms.clock.move(Duration.ofSeconds(30));
        desk.rooms.target.progress = running(2, 3, DeployDetails.NONE);
        desk.rooms.kind("validate").look(job);
        assertThat(logs.forecast(attempt(job)).components())
                .as("all are looked at")
                .isNull();
        assertThat(logs.forecast(attempt(job)).tests())
                .as("3 of 9 took 30 seconds since tests were first seen")
                .isEqualTo(Duration.ofSeconds(60));

        desk.rooms.target.progress = ended(DeployDetails.NONE);
        desk.rooms.look(job);
        assertThat(logs.forecast(attempt(job))).isEqualTo(new Forecast(null, null));
    }

    @Test
    void differenceBetweenTwoAttempts_namesNewGoneAndSameFailures() {
        String id = desk.retrieved();
        ComponentResult moved = new ComponentResult(
                "ApexClass", "Invoices", "classes/Invoices.cls", null, Became.FAILED, BROKEN.problem(), "Error", 30, 1);
        ComponentResult fresh = new ComponentResult(
                "Layout", "Invoice", "layouts/Invoice.layout", null, Became.FAILED, "No field", "Error", 0, 0);
        Attempt first = validated(id, details(List.of(BROKEN), List.of(FAILS, OTHER), List.of(), List.of()));
        Attempt second = validated(
                id,
                details(
                        List.of(moved, fresh),
                        List.of(PASSES, new TestResult("NewTest", "runs", true, 1, null, null)),
                        List.of(),
                        List.of()));

        LogDifference found = logs.difference(second, first);

        assertThat(found.against()).isEqualTo(1);
        assertThat(found.fresh()).extracting(Failure::subject).containsExactly("Layout:Invoice");
        assertThat(found.same()).extracting(Failure::place).containsExactly("classes/Invoices.cls, line 30, column 1");
        assertThat(found.gone()).extracting(Failure::subject).containsExactly("InvoicesTest.adds");
        assertThat(found.passesNow()).containsExactly("InvoicesTest.adds");
        assertThat(found.failsNow()).isEmpty();
        assertThat(found.ranOnlyNow()).containsExactly("NewTest.runs");
        assertThat(found.ranOnlyBefore()).containsExactly("ItemsTest.counts");
        assertThat(found.otherPackage() || found.otherFingerprint() || found.otherOptions())
                .isFalse();
        assertThat(logs.difference(first, second).failsNow()).containsExactly("InvoicesTest.adds");
    }

    @Test
    void differenceSaysWhetherAnotherPackageOrApprovalWasBehindIt() {
        String id = desk.retrieved();
        Attempt first = validated(id, details(List.of(BROKEN), List.of(), List.of(), List.of()));
        desk.rooms.source.apex("Invoices", "class Invoices { int mended; }");
        desk.rooms.run(desk.deployments.retrieve(id, "p1"));
        desk.rooms.run(desk.deployments.compare(id, "p1"));
        desk.deployments.prepare(id, Desk.local(), "mara");
        desk.deployments.submitted(id, "mara");
        desk.decide(id, true, "");
        desk.rooms.run(desk.deployments.retrieve(id, "p1"));
        Attempt second = validated(id, details(List.of(TAKEN), List.of(), List.of(), List.of()));

        LogDifference found = logs.difference(second, first);

        assertThat(found.otherPackage()).isTrue();
        assertThat(found.otherFingerprint()).isTrue();
        assertThat(found.otherOptions()).isFalse();
    }

    @Test
    void namedTestsOfWhichNoneRan_areNoProofWhateverThePackageHolds() {
        desk.scope.remove(0);
        desk.rooms.target.tab("Invoice__c");
        String id = desk.compared();
        desk.deployments.prepare(
                id,
                new Preparation("sandbox", "production", "RunSpecifiedTests", List.of("InvoicesTest"), true),
                "mara");
        desk.deployments.submitted(id, "mara");
        desk.decide(id, true, "");
        desk.rooms.run(desk.deployments.retrieve(id, "p1"));
        desk.rooms.target.progress = Desk.said(true, "Succeeded", true, 1, 0, List.of(), List.of(), List.of());

        Outcome outcome = desk.rooms.run(desk.deployments.validate(id, "p1"));

        assertThat(outcome.errorCode()).isEqualTo("validation-failed");
        assertThat(outcome.message())
                .isEqualTo("Test level RunSpecifiedTests was asked for, but no test ran. That is no proof.");
        assertThat(desk.deployments.attempts(id).get(0).succeeded()).isFalse();
    }

    private Attempt validated(String id, DeployDetails details) {
        desk.rooms.target.progress = ended(details);
        RemoteJob job = desk.deployments.validate(id, "p1");
        desk.rooms.run(job);
        return attempt(job);
    }

    private Attempt attempt(RemoteJob job) {
        return desk.deployments.attempts(job.owner()).stream()
                .filter(attempt -> attempt.remoteJob().equals(job.id()))
                .findFirst()
                .orElseThrow();
    }

    private static DeployDetails details(
            List<ComponentResult> components,
            List<TestResult> tests,
            List<Coverage> coverage,
            List<CoverageWarning> warnings) {
        return new DeployDetails(DeployDetails.NONE.facts(), components, tests, coverage, warnings, tests.size(), 60);
    }

    private static DeployProgress ended(DeployDetails details) {
        return progress("Failed", true, 2, 9, details);
    }

    private static DeployProgress running(int components, int tests, DeployDetails details) {
        return progress("InProgress", false, components, tests, details);
    }

    private static DeployProgress progress(
            String status, boolean done, int components, int tests, DeployDetails details) {
        return new DeployProgress(
                "0Af000000000001AAA",
                true,
                status,
                done,
                false,
                null,
                2,
                components,
                0,
                9,
                tests,
                0,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                details);
    }
}
