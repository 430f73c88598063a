package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.PageClient;
import io.sluice.SluiceTest;
import io.sluice.TasklistClient.Answer;
import io.sluice.TestClock;
import io.sluice.approval.People;
import io.sluice.change.ChangeStatus;
import io.sluice.deployment.Attempt;
import io.sluice.deployment.DeploymentLogs;
import io.sluice.deployment.DeploymentStatus;
import io.sluice.deployment.Deployments;
import io.sluice.deployment.Failure;
import io.sluice.deployment.LogDifference;
import io.sluice.deployment.LogFilter;
import io.sluice.environment.Connections;
import io.sluice.environment.EditResult;
import io.sluice.environment.Environments;
import io.sluice.environment.Route;
import io.sluice.evidence.Act;
import io.sluice.evidence.Evidence;
import io.sluice.rehearsal.org.DeployJobView;
import io.sluice.remotejob.RemoteJobState;
import io.sluice.salesforce.DeployDetails;
import io.sluice.salesforce.DeployOptions;
import io.sluice.salesforce.TestLevel;
import io.sluice.salesforce.ZipSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The paths of {@code deployment.bpmn}, with the real rooms and orgs. */
@SluiceTest
class DeploymentPathsTest {

    private static final String RATING = "classes/VisitRating.cls";
    private static final String RATING_TEST = "classes/VisitRatingTest.cls";
    private static final String ESCALATION_TEST = "classes/FindingEscalationTest.cls";
    private static final String SCOPE = "ApexClass:VisitRating\nApexClass:VisitRatingTest";
    private static final String LAYOUT = "Layout:Site_Visit__c-Site Visit Layout";
    private static final String FIELD = "CustomField:Site_Visit__c.Open_Findings__c";
    private static final Map<String, String> START = Map.of("go", "start", "reason", "");

    @Autowired
    private ApplicationContext context;

    private OrgPair orgs;
    private Journey change;

    @BeforeEach
    void begin() {
        orgs = OrgPair.open(context);
        change = Journey.begin(context, orgs, "rita", "Minor");
    }

    @AfterEach
    void end() {
        change.abandon();
        orgs.close();
    }

    @Test
    void preparation_is_corrected_and_what_was_not_compared_is_compared_again() {
        toPrepareDeployment();
        change.complete("Prepare deployment", "mara", change.preparation("NoTestRun", "", true));
        assertThat(change.shown("Prepare deployment", "mara", "problem"))
                .isEqualTo("Production refuses a deployment without tests (NoTestRun); choose RunLocalTests or"
                        + " RunSpecifiedTests.");
        assertThat(change.record().status()).isEqualTo(DeploymentStatus.IN_PROGRESS);

        Environments environments = context.getBean(Environments.class);
        SortedSet<Route> before = environments.path().routes();
        SortedSet<Route> withTheWayBack = new TreeSet<>(before);
        withTheWayBack.add(new Route(orgs.productionId(), orgs.sandboxId()));
        assertThat(environments.changeRoutes(before, withTheWayBack, "admin")).isInstanceOf(EditResult.Saved.class);
        Map<String, Object> otherWayRound = new HashMap<>(change.preparation("RunLocalTests", "", true));
        otherWayRound.put("source", orgs.productionId());
        otherWayRound.put("target", orgs.sandboxId());
        change.complete("Prepare deployment", "mara", otherWayRound);
        assertThat(change.shown("Prepare deployment", "mara", "problem"))
                .isEqualTo("The deployment goes from " + orgs.productionId() + " to " + orgs.sandboxId()
                        + " now; that has to be compared before it is prepared.");
        change.prepare(true);
        assertThat(change.record().source()).isEqualTo(orgs.sandboxId());
        change.prepare(true);
        assertThat(change.openTasks()).containsExactly("Approve deployment");
    }

    @Test
    void deployment_whose_approvers_all_edited_it_is_refused_by_name_until_another_approver_is_there() {
        People people = context.getBean(People.class);
        people.map("anna", Set.of("Anna Editor"), "admin");
        people.map("ben", Set.of("Ben Editor"), "admin");
        change.toMakeChanges(SCOPE, "");
        OrgPair.edit(orgs.sandbox(), RATING, "'Low' => 5", "'Low' => 2", "anna.editor@site-visits.example");
        OrgPair.edit(
                orgs.sandbox(), RATING_TEST, "assertEquals(70,", "assertEquals(73,", "ben.editor@site-visits.example");
        change.toPrepareDeployment(SCOPE);
        change.prepare(true);
        assertThat(change.shown("Prepare deployment", "mara", "problem"))
                .isEqualTo("Group deployment-approver has no member who may approve: anna, ben asked for the change or"
                        + " last edited one of its items. It needs another member.");

        Persons.of(context).join("olga", "deployment-approver");
        try {
            change.prepare(true);
            Answer refused = change.send("Approve deployment", "anna", Journey.approve());
            assertThat(refused.text())
                    .contains("anna may not decide here: anna asked for the change or last edited one of its items.");
            change.complete("Approve deployment", "olga", Journey.approve());
        } finally {
            Persons.of(context).leave("olga", "deployment-approver");
            people.map("anna", Set.of(), "admin");
            people.map("ben", Set.of(), "admin");
        }
        assertThat(change.openTasks()).containsExactly("Start deployment");
    }

    @Test
    void rejected_deployment_goes_back_to_prepare_with_the_reason() {
        toPrepareDeployment();
        change.prepare(true);
        change.complete("Approve deployment", "ben", Journey.reject("Not on a Friday"));

        assertThat(change.record().status()).isEqualTo(DeploymentStatus.REJECTED);
        assertThat(change.record().statusReason()).isEqualTo("Not on a Friday");
        assertThat(change.shown("Prepare deployment", "mara", "problem")).isEqualTo("ben rejected it: Not on a Friday");
        change.prepare(true);
        change.complete("Approve deployment", "anna", Journey.approve());
        assertThat(change.record().status()).isEqualTo(DeploymentStatus.APPROVED);
        assertThat(change.openTasks()).containsExactly("Start deployment");
    }

    @Test
    void missing_dependency_is_named_and_brought_along_after_another_approval() {
        change.toMakeChanges(LAYOUT, "");
        orgs.develop(
                "objects/Site_Visit__c.object",
                "    <label>Site Visit</label>",
                "    <fields><fullName>Open_Findings__c</fullName><label>Open Findings</label><precision>3</precision>"
                        + "<scale>0</scale><type>Number</type></fields>\n    <label>Site Visit</label>");
        orgs.develop(
                "layouts/Site_Visit__c-Site Visit Layout.layout",
                "<field>Rating__c</field>",
                "<field>Rating__c</field></layoutItems><layoutItems><behavior>Edit</behavior>"
                        + "<field>Open_Findings__c</field>");
        change.toPrepareDeployment(LAYOUT);
        change.prepare(true);
        change.complete("Approve deployment", "ben", Journey.approve());

        assertThat(change.shown("Fix errors", "mara", "problem")).contains(FIELD);
        assertThat(change.shown("Fix errors", "mara", "missing")).contains(FIELD, LAYOUT);
        assertThat(orgs.production().deployments()).as("nothing was sent").isEmpty();
        change.complete("Fix errors", "dev", Journey.next("make-changes", ""));
        change.toPrepareDeployment(LAYOUT + "\n" + FIELD);
        assertThat(change.shown("Approve change request", "anna", "problem")).contains("Added: " + FIELD);
        change.complete("Approve change request", "anna", Journey.approve());
        change.prepare(false);
        change.complete("Approve deployment", "ben", Journey.approve());
        change.complete("Complete change request", "mara", Map.of());
        assertThat(change.change().status()).isEqualTo(ChangeStatus.COMPLETED);
        assertThat(orgs.production().components()).contains(FIELD);
    }

    @Test
    void item_that_is_left_out_stays_as_it_is_in_the_target_and_the_approver_reads_why() {
        toPrepareDeployment();
        String before = orgs.production().file(RATING_TEST).orElseThrow();
        Map<String, Object> less = new HashMap<>(change.preparation("RunAllTestsInOrg", "", false));
        less.put("leftOut", "ApexClass:VisitRatingTest because it fails by night");
        change.complete("Prepare deployment", "mara", less);
        assertThat(change.shown("Prepare deployment", "mara", "problem"))
                .startsWith("Left out are now ApexClass:VisitRatingTest;");
        assertThat(change.shown("Prepare deployment", "mara", "leftOut"))
                .isEqualTo("ApexClass:VisitRatingTest because it fails by night");
        change.complete("Prepare deployment", "mara", less);
        assertThat(change.shown("Approve deployment", "ben", "leftOut"))
                .isEqualTo("ApexClass:VisitRatingTest because it fails by night");
        PageClient rita = Persons.of(context).pages("rita");
        assertThat(rita.get("/changes/" + change.number()).text())
                .contains("ApexClass:VisitRatingTest because it fails by night");
        assertThat(rita.get("/deployments/" + change.record().id()).text())
                .contains("ApexClass:VisitRatingTest because it fails by night");

        change.complete("Approve deployment", "ben", Journey.approve());
        assertThat(change.openTasks()).containsExactly("Complete change request");
        assertThat(change.record().status()).isEqualTo(DeploymentStatus.DEPLOYED);
        assertThat(orgs.production().file(RATING).orElseThrow()).contains("'Low' => 2");
        assertThat(orgs.production().file(RATING_TEST).orElseThrow()).isEqualTo(before);
    }

    @Test
    void proposed_tests_are_taken_over_and_other_tests_need_another_approval() {
        toPrepareDeployment();
        assertThat(change.shown("Prepare deployment", "mara", "testsNeeded"))
                .isEqualTo("At least RunSpecifiedTests is needed: production takes nothing without tests.");
        assertThat(change.shown("Prepare deployment", "mara", "proposedTests")).contains("VisitRatingTest");
        Map<String, Object> proposed = new HashMap<>(change.preparation("NoTestRun", "", true));
        proposed.put("takeProposed", true);
        change.complete("Prepare deployment", "mara", proposed);
        assertThat(change.record().testLevel()).isEqualTo(TestLevel.RUN_SPECIFIED_TESTS);
        assertThat(change.record().tests()).contains("VisitRatingTest");
        change.complete("Approve deployment", "ben", Journey.approve());
        assertThat(change.openTasks()).as("named tests in production").containsExactly("Approve deployment");
        change.complete("Approve deployment", "mara", Journey.approve());
        change.complete("Start deployment", "mara", Map.of("go", "not-now", "reason", "Too few tests"));
        int rounds = approvalRounds();

        change.complete("Fix errors", "mara", Journey.next("choose-tests", ""));

        assertThat(change.openTasks()).containsExactly("Prepare deployment");
        change.prepare(false);
        assertThat(change.openTasks()).containsExactly("Approve deployment");
        change.complete("Approve deployment", "ben", Journey.approve());
        assertThat(approvalRounds()).isEqualTo(rounds + 1);
        assertThat(change.record().testLevel()).isEqualTo(TestLevel.RUN_LOCAL_TESTS);
        assertThat(change.record().status()).isEqualTo(DeploymentStatus.DEPLOYED);
    }

    @Test
    void failed_validation_is_fixed_in_the_source_and_approved_again() {
        change.toMakeChanges(SCOPE, "");
        orgs.develop(RATING, "'Low' => 5", "'Low' => 2");
        orgs.develop(RATING_TEST, "// rehearsal: requires 'Math.max' in ApexClass:VisitRating", failing());
        change.toPrepareDeployment(SCOPE);
        change.prepare(true);
        change.complete("Approve deployment", "ben", Journey.approve());

        assertThat(change.shown("Fix errors", "mara", "problem"))
                .contains("1 Apex test failed: VisitRatingTest.aRatingIsNeverNegative");
        assertThat(change.record().status()).as("the approval stands").isEqualTo(DeploymentStatus.APPROVED);
        orgs.develop(RATING_TEST, failing(), "");
        change.complete("Fix errors", "mara", Journey.next("repeat", ""));
        assertThat(change.shown("Prepare deployment", "mara", "problem"))
                .contains("ApexClass:VisitRatingTest", "Compare and approve again");
        change.prepare(true);
        change.complete("Approve deployment", "ben", Journey.approve());
        assertThat(change.shown("Start deployment", "mara", "validation")).contains("2 components validated");
    }

    @Test
    void every_failed_attempt_keeps_its_log_and_the_person_who_fixes_it_reads_what_to_do() {
        String closed = "        return Math.max(rating, 0);\n    }\n}";
        change.toMakeChanges(SCOPE, "");
        orgs.develop(RATING, closed, closed.substring(0, closed.length() - 1));
        change.toPrepareDeployment(SCOPE);
        change.prepare(true);
        change.complete("Approve deployment", "ben", Journey.approve());
        assertThat(change.shown("Fix errors", "mara", "complaints"))
                .contains("ApexClass:VisitRating (classes/VisitRating.cls, line ")
                .contains("The code does not compile at the place named.", "Open the class in the sandbox");

        orgs.develop(RATING, closed.substring(0, closed.length() - 1), closed);
        orgs.develop(RATING_TEST, "// rehearsal: requires 'Math.max' in ApexClass:VisitRating", failing());
        change.complete("Fix errors", "mara", Journey.next("repeat", ""));
        change.prepare(true);
        change.complete("Approve deployment", "ben", Journey.approve());
        assertThat(change.shown("Fix errors", "mara", "complaints"))
                .contains(
                        "VisitRatingTest.aRatingIsNeverNegative",
                        "does not exist",
                        "what it found is not what it expects")
                .doesNotContain("does not compile");

        DeploymentLogs logs = context.getBean(DeploymentLogs.class);
        String record = change.record().id();
        Attempt first = logs.attempt(record, 1).orElseThrow();
        Attempt second = logs.attempt(record, 2).orElseThrow();
        assertThat(logs.failures(first)).extracting(Failure::subject).containsExactly("ApexClass:VisitRating");
        assertThat(logs.components(second, LogFilter.ALL))
                .extracting(DeployDetails.ComponentResult::fullName)
                .contains("VisitRating", "VisitRatingTest", "package.xml");
        assertThat(logs.tests(second, LogFilter.ALL))
                .extracting(DeployDetails.TestResult::methodName, DeployDetails.TestResult::passed)
                .contains(org.assertj.core.groups.Tuple.tuple("aRatingIsNeverNegative", false));
        assertThat(logs.coverage(second))
                .extracting(DeployDetails.Coverage::name)
                .contains("VisitRating", "VisitFindingTrigger");
        assertThat(second.log().details().facts().createdBy()).isNotBlank();
        LogDifference found = logs.difference(second, first);
        assertThat(found.fresh())
                .extracting(Failure::subject)
                .containsExactly("VisitRatingTest.aRatingIsNeverNegative");
        assertThat(found.gone()).extracting(Failure::subject).containsExactly("ApexClass:VisitRating");
        assertThat(found.otherPackage() && found.otherFingerprint()).isTrue();

        PageClient rita = Persons.of(context).pages("rita");
        assertThat(rita.get("/deployments/" + record).text())
                .contains("2: Validate (check-only)", "1: Validate (check-only)");
        assertThat(rita.get("/deployments/" + record + "/attempts/2").text())
                .contains(
                        "VisitRatingTest.aRatingIsNeverNegative",
                        "Failures that are gone (1)",
                        "The test ran, and what");
        assertThat(rita.get("/deployments/" + record + "/attempts/2/junit.xml").text())
                .contains("<testcase classname=\"VisitRatingTest\" name=\"aRatingIsNeverNegative\"");

        orgs.develop(RATING_TEST, failing(), "");
        change.complete("Fix errors", "mara", Journey.next("repeat", ""));
        change.prepare(true);
        change.complete("Approve deployment", "ben", Journey.approve());
        assertThat(change.openTasks()).containsExactly("Start deployment");
        assertThat(logs.attempt(record, 3)).get().extracting(Attempt::succeeded).isEqualTo(true);
    }

    @Test
    void planned_start_is_waited_for_and_the_target_checked_when_it_comes() {
        toStartDeployment();
        java.time.Instant start = context.getBean(TestClock.class)
                .instant()
                .plus(Duration.ofHours(5))
                .truncatedTo(java.time.temporal.ChronoUnit.MINUTES);
        Map<String, String> planned = new HashMap<>(START);
        planned.put("notBefore", "tomorrow");
        planned.put("startZone", "UTC");
        Answer refused = change.send("Start deployment", "mara", planned);
        assertThat(refused.text()).contains("is no moment; write for example 2026-12-01 22:00.");
        planned.put("notBefore", start.toString().substring(0, 16).replace('T', ' '));
        change.complete("Start deployment", "mara", planned);

        assertThat(change.openTasks()).isEmpty();
        assertThat(change.runningSteps()).contains("Wait for the planned start");
        assertThat(change.record().status()).isEqualTo(DeploymentStatus.APPROVED);
        assertThat(Persons.of(context)
                        .pages("rita")
                        .get("/changes/" + change.number())
                        .text())
                .contains("Waits until ");
        context.getBean(TestClock.class).move(Duration.ofHours(6));
        change.run();
        assertThat(change.record().status()).isEqualTo(DeploymentStatus.DEPLOYED);
        assertThat(change.acts()).contains("deployment-start-planned");
    }

    @Test
    void release_manager_lets_a_waiting_deployment_start_before_its_time_or_not_at_all() {
        toPrepareDeployment();
        Map<String, Object> planned = new HashMap<>(change.preparation("RunLocalTests", "", false));
        planned.put("notBefore", "2099-01-01 22:00");
        planned.put("startZone", "Europe/Berlin");
        change.complete("Prepare deployment", "mara", planned);
        change.complete("Approve deployment", "ben", Journey.approve());
        StartWaits waits = context.getBean(StartWaits.class);
        String record = change.record().id();
        assertThat(waits.startNow(record, "rita").orElseThrow()).startsWith("A release manager decides");

        assertThat(waits.stop(record, "mara", "Release freeze")).isEmpty();
        change.run();
        assertThat(change.shown("Fix errors", "mara", "problem"))
                .isEqualTo("mara ended the wait for the start: Release freeze");
        change.complete("Fix errors", "mara", Journey.next("repeat", ""));
        assertThat(change.runningSteps()).contains("Wait for the planned start");
        assertThat(waits.startNow(record, "mara")).isEmpty();
        change.run();
        assertThat(change.record().status()).isEqualTo(DeploymentStatus.DEPLOYED);
        assertThat(change.acts()).contains("deployment-wait-ended", "deployment-started-before-its-time");
        assertThat(waits.startNow(record, "mara").orElseThrow()).contains("does not wait for its start");
    }

    @Test
    void good_validation_is_made_real_by_the_org_itself() {
        toStartDeployment(true);
        change.complete("Start deployment", "mara", START);

        assertThat(change.record().status()).isEqualTo(DeploymentStatus.DEPLOYED);
        assertThat(orgs.production().file(RATING).orElseThrow()).contains("'Low' => 2");
        List<DeployJobView> deployed = orgs.production().deployments();
        assertThat(deployed)
                .extracting(DeployJobView::checkOnly, DeployJobView::status)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(true, "Succeeded"),
                        org.assertj.core.groups.Tuple.tuple(false, "Succeeded"));
        List<Attempt> attempts =
                context.getBean(Deployments.class).attempts(change.record().id());
        assertThat(attempts).extracting(Attempt::kind).containsExactly("validate", "quick-deploy");
        assertThat(attempts)
                .extracting(Attempt::remoteId)
                .doesNotHaveDuplicates()
                .doesNotContainNull();
        String log = Persons.of(context)
                .pages("rita")
                .get("/deployments/" + change.record().id() + "/attempts/2")
                .text();
        assertThat(log)
                .contains(
                        "made its validation",
                        attempts.get(0).remoteId(),
                        attempts.get(1).remoteId());
    }

    @Test
    void validation_that_somebody_voided_is_followed_by_the_whole_deployment_under_the_same_go() {
        toStartDeployment(true);
        deployByHand();
        change.complete("Start deployment", "mara", START);

        assertThat(change.record().status()).isEqualTo(DeploymentStatus.DEPLOYED);
        List<Attempt> attempts =
                context.getBean(Deployments.class).attempts(change.record().id());
        assertThat(attempts).extracting(Attempt::kind).containsExactly("validate", "quick-deploy", "deploy");
        assertThat(attempts.get(1).message()).contains("no longer valid since somebody deployed");
        assertThat(attempts.get(1).remoteId()).as("nothing was sent").isNull();
        assertThat(change.acts()).contains("quick-deployment-refused", "deployment-succeeded");
        assertThat(orgs.production().deployments())
                .as("validation, the deployment by hand, ours")
                .hasSize(3);
    }

    @Test
    void validation_older_than_ten_days_is_not_asked_for_any_more() {
        toStartDeployment(true);
        assertThat(change.shown("Start deployment", "mara", "validation")).contains("can be deployed quickly until ");
        context.getBean(TestClock.class).move(Duration.ofDays(11));
        change.complete("Start deployment", "mara", START);

        assertThat(change.record().status()).isEqualTo(DeploymentStatus.DEPLOYED);
        assertThat(context.getBean(Deployments.class).attempts(change.record().id()))
                .extracting(Attempt::kind)
                .containsExactly("validate", "deploy");
    }

    /** What another tool sends to production: a class that has nothing to do with the change. */
    private void deployByHand() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            Map<String, String> files = Map.of(
                    "package.xml",
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Package"
                            + " xmlns=\"http://soap.sforce.com/2006/04/metadata\">"
                            + "<types><members>ByHand</members><name>ApexClass</name></types><version>62.0</version></Package>",
                    "classes/ByHand.cls",
                    "public class ByHand { }",
                    "classes/ByHand.cls-meta.xml",
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ApexClass"
                            + " xmlns=\"http://soap.sforce.com/2006/04/metadata\">"
                            + "<apiVersion>62.0</apiVersion><status>Active</status></ApexClass>");
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] zip = bytes.toByteArray();
        context.getBean(Connections.class)
                .open(orgs.productionId())
                .startDeploy(
                        new ZipSource() {
                            @Override
                            public long length() {
                                return zip.length;
                            }

                            @Override
                            public InputStream open() {
                                return new ByteArrayInputStream(zip);
                            }
                        },
                        new DeployOptions(false, TestLevel.RUN_LOCAL_TESTS, List.of()));
        change.stepOrgsUntil(() -> orgs.production().deployments().stream()
                .allMatch(each -> each.status().equals("Succeeded")));
    }

    @Test
    void failed_deployment_is_repeated_under_the_same_approval() {
        toStartDeployment();
        String before = orgs.production().file(ESCALATION_TEST).orElseThrow();
        OrgPair.edit(
                orgs.production(), ESCALATION_TEST, "insert visit;", failing() + "\ninsert visit;", "hotfix@x.example");
        change.complete("Start deployment", "mara", START);

        assertThat(change.record().status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(change.shown("Fix errors", "mara", "problem")).contains("1 Apex test failed: FindingEscalationTest");
        assertThat(orgs.production().file(RATING).orElseThrow()).contains("'Low' => 5");
        int rounds = approvalRounds();
        orgs.production().putFile(ESCALATION_TEST, before, "hotfix@x.example");
        change.complete("Fix errors", "mara", Journey.next("repeat", ""));
        assertThat(change.openTasks()).containsExactly("Start deployment");
        assertThat(approvalRounds()).isEqualTo(rounds);
        change.complete("Start deployment", "mara", START);
        assertThat(change.record().status()).isEqualTo(DeploymentStatus.DEPLOYED);
        assertThat(orgs.production().deployments())
                .extracting(DeployJobView::checkOnly, DeployJobView::status)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(true, "Succeeded"),
                        org.assertj.core.groups.Tuple.tuple(false, "Failed"),
                        org.assertj.core.groups.Tuple.tuple(true, "Succeeded"),
                        org.assertj.core.groups.Tuple.tuple(false, "Succeeded"));
    }

    @Test
    void target_that_moved_since_the_approval_is_compared_and_approved_again() {
        toPrepareDeployment();
        change.prepare(true);
        change.only("Approve deployment", "ben", Journey.approve());
        OrgPair.edit(orgs.production(), RATING, "'High' => 25", "'High' => 30", "hotfix@x.example");
        change.run();
        assertThat(change.shown("Prepare deployment", "mara", "problem"))
                .isEqualTo("Environment " + orgs.productionId() + " is not as it was when the deployment was approved:"
                        + " ApexClass:VisitRating (changed). Compare and approve again.");
        assertThat(change.record().status()).isEqualTo(DeploymentStatus.IN_PROGRESS);
        assertThat(orgs.production().deployments()).as("nothing was sent").isEmpty();

        change.prepare(true);
        change.complete("Approve deployment", "ben", Journey.approve());
        OrgPair.edit(orgs.production(), RATING, "'High' => 30", "'High' => 35", "hotfix@x.example");
        change.complete("Start deployment", "mara", START);
        assertThat(change.shown("Prepare deployment", "mara", "problem")).contains("ApexClass:VisitRating");
        assertThat(orgs.production().deployments())
                .extracting(DeployJobView::checkOnly)
                .as("validated, but not deployed")
                .containsExactly(true);
        change.prepare(true);
        change.complete("Approve deployment", "ben", Journey.approve());
        change.complete("Start deployment", "mara", START);
        assertThat(change.record().status()).isEqualTo(DeploymentStatus.DEPLOYED);
    }

    @Test
    void deployment_that_is_not_verified_is_repeated_from_the_source_as_it_is_now() {
        toStartDeployment();
        orgs.develop(RATING, "'Low' => 2", "'Low' => 1");
        change.complete("Start deployment", "mara", START);

        assertThat(change.record().status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(change.shown("Fix errors", "mara", "problem"))
                .isEqualTo("After the deployment 1 of 2 items are not the same in source and target:"
                        + " ApexClass:VisitRating (different). Done by somebody else meanwhile:"
                        + " ApexClass:VisitRating (Apex class VisitRating: code changes (1 line changed)).");
        change.complete("Fix errors", "mara", Journey.next("repeat", ""));
        assertThat(change.shown("Prepare deployment", "mara", "problem")).contains("ApexClass:VisitRating");
        change.prepare(false);
        change.complete("Approve deployment", "ben", Journey.approve());
        change.complete("Complete change request", "rita", Map.of());
        assertThat(change.change().status()).isEqualTo(ChangeStatus.COMPLETED);
        assertThat(orgs.production().file(RATING).orElseThrow()).contains("'Low' => 1");
    }

    @Test
    void go_that_is_not_given_leads_to_fix_errors_and_back_under_the_same_approval() {
        toStartDeployment();
        change.complete("Start deployment", "mara", Map.of("go", "not-now", "reason", "Release freeze"));

        assertThat(change.shown("Fix errors", "mara", "problem"))
                .isEqualTo("mara did not start the deployment: Release freeze");
        change.complete("Fix errors", "mara", Journey.next("repeat", ""));
        assertThat(change.openTasks()).containsExactly("Start deployment");
    }

    @Test
    void deployment_is_given_up_with_a_reason() {
        toStartDeployment();
        change.complete("Start deployment", "mara", Map.of("go", "not-now", "reason", "Release freeze"));
        change.complete("Fix errors", "mara", Journey.next("give-up", "Not worth it"));

        assertThat(change.change().status()).isEqualTo(ChangeStatus.CANCELLED);
        assertThat(change.change().statusReason()).isEqualTo("Not worth it");
        assertThat(change.record().status()).isEqualTo(DeploymentStatus.CANCELLED);
        assertThat(change.instances()).isEmpty();
        assertThat(orgs.production().file(RATING).orElseThrow()).contains("'Low' => 5");
    }

    @Test
    void deployment_under_way_refuses_to_be_cancelled() {
        toStartDeployment();
        change.only("Start deployment", "mara", START);
        change.runUntil(() -> change.jobs().stream()
                .anyMatch(job -> job.kind().equals("deploy") && job.state() == RemoteJobState.RUNNING));

        assertThat(change.processes()
                        .cancel(change.number(), "rita", "Too late")
                        .orElseThrow())
                .contains(change.record().id(), orgs.productionId());
        assertThat(change.change().status()).isEqualTo(ChangeStatus.APPROVED);
        assertThat(change.record().status()).isEqualTo(DeploymentStatus.DEPLOYING);
        change.run();
        assertThat(change.record().status()).isEqualTo(DeploymentStatus.DEPLOYED);
        assertThat(change.processes()
                        .cancel(change.number(), "rita", "Too late")
                        .orElseThrow())
                .isEqualTo(change.number() + " can't be cancelled: "
                        + change.record().id() + " is Deployed to " + orgs.productionId() + ".");
    }

    @Test
    void deployment_whose_process_was_deleted_is_watched_to_its_end_and_then_cancelled() {
        toStartDeployment();
        change.only("Start deployment", "mara", START);
        change.runUntil(() -> change.jobs().stream()
                .anyMatch(job -> job.kind().equals("deploy") && job.state() == RemoteJobState.RUNNING));
        change.abandon();
        assertThat(change.record().status()).isEqualTo(DeploymentStatus.DEPLOYING);

        assertThat(change.processes().cancel(change.number(), "rita", "Its process is gone"))
                .isEmpty();

        assertThat(change.change().status()).isEqualTo(ChangeStatus.CANCELLED);
        assertThat(change.record().status()).isEqualTo(DeploymentStatus.CANCELLED);
        assertThat(context.getBean(Evidence.class).about(change.number()))
                .extracting(Act::kind)
                .containsSubsequence(
                        "remote-job-ended-without-process", "deployment-left-by-its-process", "deployment-cancelled");
    }

    private void toPrepareDeployment() {
        change.toMakeChanges(SCOPE, "");
        orgs.develop(RATING, "'Low' => 5", "'Low' => 2");
        orgs.develop(RATING_TEST, "assertEquals(70,", "assertEquals(73,");
        change.toPrepareDeployment(SCOPE);
    }

    private void toStartDeployment() {
        toStartDeployment(false);
    }

    private void toStartDeployment(boolean quick) {
        toPrepareDeployment();
        Map<String, Object> stated = new HashMap<>(change.preparation("RunLocalTests", "", true));
        stated.put("deployQuickly", quick);
        change.complete("Prepare deployment", "mara", stated);
        change.complete("Approve deployment", "ben", Journey.approve());
        assertThat(change.openTasks()).containsExactly("Start deployment");
    }

    private int approvalRounds() {
        return context.getBean(io.sluice.approval.Approvals.class)
                .ofChange(change.number())
                .size();
    }

    /** A directive that lets the Apex test fail that holds it. */
    private static String failing() {
        return "// rehearsal: requires CustomField:Site_Visit__c.Nowhere__c";
    }
}
