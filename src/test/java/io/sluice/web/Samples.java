package io.sluice.web;

import io.sluice.approval.ApprovalRound;
import io.sluice.approval.ApprovalSubject;
import io.sluice.approval.Approver;
import io.sluice.approval.Decision;
import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeStatus;
import io.sluice.change.ChangeType;
import io.sluice.change.Scope;
import io.sluice.change.ScopeItem;
import io.sluice.compare.Bucket;
import io.sluice.compare.ComparedItem;
import io.sluice.compare.Comparison;
import io.sluice.deployment.Attempt;
import io.sluice.deployment.AttemptOptions;
import io.sluice.deployment.DependencyResult;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.DeploymentStatus;
import io.sluice.environment.Environment;
import io.sluice.environment.EnvironmentKind;
import io.sluice.evidence.Act;
import io.sluice.metadata.Component;
import io.sluice.metadata.ContentDigest;
import io.sluice.metadata.Reference;
import io.sluice.process.OpenTask;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.Progress;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobState;
import io.sluice.salesforce.DeployDetails;
import io.sluice.salesforce.DeployProgress;
import io.sluice.salesforce.TestLevel;
import io.sluice.sync.SandboxChange;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** A change request that has seen everything: rework, two approvals, a failed validation, a deployment that runs. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
    static final String NUMBER = "CR-000012";
    static final String PACKAGE = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    static final Component STATUS_FIELD = new Component("CustomField", "Visit__c.Status__c");
    static final Component LAYOUT = new Component("Layout", "Visit__c-Visit Layout");
    static final Component TRIGGER = new Component("ApexTrigger", "VisitTrigger");
    static final Component HANDLER = new Component("ApexClass", "VisitHandler");

    private Samples() {}

    static ChangeRequest change(ChangeStatus status) {
        return new ChangeRequest(
                NUMBER,
                UUID.fromString("00000000-0000-0000-0000-000000000012"),
                "Visits get a status",
                ChangeType.STANDARD,
                "Planners want to see which visits are done.\nThe layout shows the new status.",
                "rita",
                status,
                status == ChangeStatus.CANCELLED ? "The customer no longer wants it." : null,
                2,
                1,
                "pi-1",
                "development",
                NOW.minusSeconds(90_000),
                NOW.minusSeconds(60));
    }

    static ChangeRequest fresh(String number, String name, String requester, ChangeStatus status) {
        return new ChangeRequest(
                number,
                UUID.nameUUIDFromBytes(number.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                name,
                ChangeType.MINOR,
                "Why: " + name,
                requester,
                status,
                null,
                0,
                null,
                "pi-" + number,
                null,
                NOW.minusSeconds(3600),
                NOW.minusSeconds(1800));
    }

    static Environment production() {
        return new Environment(
                "production",
                "Production",
                EnvironmentKind.PRODUCTION,
                URI.create("https://acme.my.salesforce.com"),
                "62.0",
                9,
                "00D000000000001AAA",
                "sluice@acme.example",
                NOW.minusSeconds(600));
    }

    static Environment development() {
        return new Environment(
                "development",
                "Development",
                EnvironmentKind.DEVELOPER,
                URI.create("https://acme--dev.sandbox.my.salesforce.com"),
                "62.0",
                1,
                null,
                null,
                null);
    }

    static OpenTask task(String name, String... groups) {
        return new OpenTask("task-1", name, NOW.minusSeconds(7200), null, List.of(groups), List.of());
    }

    static RemoteJob job(String kind, int attempt, RemoteJobState state, Progress progress) {
        boolean ended = state == RemoteJobState.DELIVERED;
        boolean sent = state != RemoteJobState.REQUESTED;
        return new RemoteJob(
                UUID.nameUUIDFromBytes((kind + attempt).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                kind,
                "DEP-000004",
                attempt,
                NUMBER,
                "production",
                "pi-2",
                "mara",
                NOW.minusSeconds(300 - attempt),
                state,
                Map.of(),
                Map.of(),
                sent ? "0Af00000000" + kind.substring(0, 2) + attempt : null,
                sent ? NOW.minusSeconds(240) : null,
                progress,
                0,
                null,
                false,
                false,
                null,
                ended ? Outcome.success("All of it was done.") : null,
                ended ? NOW.minusSeconds(100) : null);
    }

    /** A preparation that the org is working on. */
    static RemoteJob preparation(String environment) {
        return new RemoteJob(
                UUID.fromString("00000000-0000-0000-0000-0000000000ee"),
                "prepare-environment",
                "environment:" + environment,
                1,
                null,
                environment,
                null,
                "admin",
                NOW.minusSeconds(30),
                RemoteJobState.RUNNING,
                Map.of(),
                Map.of(),
                "0Afprep",
                NOW.minusSeconds(20),
                new Progress("InProgress", 4, 9, 0, 0, 0),
                0,
                null,
                false,
                false,
                null,
                null,
                null);
    }

    static RemoteJob withTrouble(RemoteJob job, int failures, String problem, boolean stopped) {
        return new RemoteJob(
                job.id(),
                job.kind(),
                job.owner(),
                job.attempt(),
                job.change(),
                job.environment(),
                job.processInstance(),
                job.requestedBy(),
                job.requestedAt(),
                job.state(),
                job.input(),
                job.mark(),
                job.remoteId(),
                job.sentAt(),
                job.progress(),
                failures,
                problem,
                stopped,
                job.abandoned(),
                job.cancelRequestedAt(),
                job.outcome(),
                job.endedAt());
    }

    static RemoteJob ofOtherChange(RemoteJob job, String change, String owner) {
        return new RemoteJob(
                UUID.nameUUIDFromBytes(owner.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                job.kind(),
                owner,
                1,
                change,
                job.environment(),
                "pi-9",
                "olga",
                NOW.minusSeconds(2000),
                RemoteJobState.RUNNING,
                Map.of(),
                Map.of(),
                "0Af9",
                NOW.minusSeconds(1900),
                Progress.of("InProgress"),
                0,
                null,
                false,
                false,
                null,
                null,
                null);
    }

    static void fill(FakeRooms rooms) {
        rooms.environments.add(development());
        rooms.environments.add(production());
        rooms.changes.put(NUMBER, change(ChangeStatus.APPROVED));
        rooms.scopes.put(
                1,
                new Scope(
                        1,
                        List.of(
                                new ScopeItem(STATUS_FIELD, ScopeItem.Kind.PROPOSED),
                                new ScopeItem(LAYOUT, ScopeItem.Kind.EXISTING),
                                new ScopeItem(TRIGGER, ScopeItem.Kind.EXISTING)),
                        List.of("ben")));
        rooms.scopes.put(
                2,
                new Scope(
                        2,
                        List.of(
                                new ScopeItem(STATUS_FIELD, ScopeItem.Kind.EXISTING),
                                new ScopeItem(LAYOUT, ScopeItem.Kind.EXISTING),
                                new ScopeItem(HANDLER, ScopeItem.Kind.PROPOSED)),
                        List.of("ben")));
        rounds(rooms);
        UUID comparison = comparison(rooms);
        rooms.deployments.add(new DeploymentRecord(
                "DEP-000004",
                NUMBER,
                "development",
                "production",
                DeploymentStatus.DEPLOYING,
                null,
                "62.0",
                TestLevel.RUN_SPECIFIED_TESTS,
                List.of("VisitHandlerTest"),
                List.of(),
                List.of(),
                List.of(),
                new TreeMap<>(Map.of(new Component("ApexClass", "VisitReport"), "it is not tested yet")),
                true,
                true,
                comparison,
                "f1:0a1b2c3d4e5f60718293a4b5c6d7e8f9",
                PACKAGE,
                "pi-2",
                null,
                NOW.minusSeconds(5000),
                NOW.minusSeconds(200)));
        rooms.dependencies.put(
                "DEP-000004",
                new DependencyResult(
                        "DEP-000004",
                        PACKAGE,
                        NOW.minusSeconds(900),
                        List.of(new Reference(
                                LAYOUT, new Component("CustomField", "Visit__c.Color__c"), "layoutItems/field")),
                        3,
                        14));
        attempts(rooms);
        rooms.jobs.add(job("validate", 1, RemoteJobState.DELIVERED, new Progress("Succeeded", 3, 3, 2, 2, 0)));
        rooms.jobs.add(job("deploy", 2, RemoteJobState.RUNNING, new Progress("InProgress", 2, 3, 0, 2, 0)));
        acts(rooms);
    }

    private static void rounds(FakeRooms rooms) {
        ApprovalSubject change = new ApprovalSubject(ApprovalSubject.Kind.CHANGE_REQUEST, NUMBER, NUMBER);
        ApprovalSubject deployment = new ApprovalSubject(ApprovalSubject.Kind.DEPLOYMENT, "DEP-000004", NUMBER);
        Approver approvers = new Approver.Group("change-approver");
        rooms.rounds.add(round(
                change,
                1,
                List.of(approvers),
                List.of(new Decision(
                        approvers, "anna", false, "Say which layout is meant.", NOW.minusSeconds(80_000)))));
        rooms.rounds.add(round(
                change,
                2,
                List.of(approvers, new Approver.Person("ben")),
                List.of(
                        new Decision(approvers, "anna", true, "", NOW.minusSeconds(70_000)),
                        new Decision(new Approver.Person("ben"), "ben", true, "Fine.", NOW.minusSeconds(69_000)))));
        rooms.rounds.add(round(deployment, 1, List.of(new Approver.Group("deployment-approver")), List.of()));
    }

    private static ApprovalRound round(
            ApprovalSubject subject, int number, List<Approver> approvers, List<Decision> decisions) {
        return new ApprovalRound(
                UUID.nameUUIDFromBytes((subject + "" + number).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                subject,
                number,
                approvers,
                Set.of("rita", "dev"),
                "c1:5e884898da28047151d0e56f8dc62927",
                Map.of(),
                NOW.minusSeconds(81_000 - number * 5000L),
                decisions);
    }

    private static UUID comparison(FakeRooms rooms) {
        UUID id = UUID.fromString("00000000-0000-0000-0000-00000000c0c0");
        rooms.comparisons.add(new Comparison(
                id,
                NUMBER,
                "DEP-000004",
                false,
                "development",
                "production",
                "00D000000000002AAA",
                "00D000000000001AAA",
                "62.0",
                NOW.minusSeconds(4000),
                new ContentDigest("c1:aaaabbbbccccddddeeee"),
                new ContentDigest("c1:1111222233334444"),
                List.of(
                        new ComparedItem(
                                STATUS_FIELD,
                                Bucket.ONLY_IN_SOURCE,
                                "aa",
                                null,
                                List.of("label = Status", "type = Picklist"),
                                List.of(),
                                "Dev Eloper",
                                NOW.minusSeconds(9000),
                                null),
                        new ComparedItem(
                                LAYOUT,
                                Bucket.DIFFERENT,
                                "aa",
                                "bb",
                                List.of("layoutSections[1]/layoutItems/field = Status__c"),
                                List.of("layoutSections[1]/layoutItems/field = Color__c"),
                                "Dev Eloper",
                                NOW.minusSeconds(8000),
                                null),
                        new ComparedItem(HANDLER, Bucket.SAME, "cc", "cc", List.of(), List.of(), null, null, null))));
        return id;
    }

    /** A validation that failed: a component with line and column, a test, coverage. */
    static Attempt failedAttempt() {
        return failedAttempt(1);
    }

    static Attempt failedAttempt(int number) {
        return attempt(
                "validate",
                number,
                NOW.minusSeconds(700),
                NOW.minusSeconds(615),
                new DeployProgress(
                        "0Af000000000001",
                        true,
                        "Failed",
                        true,
                        false,
                        null,
                        3,
                        2,
                        1,
                        2,
                        2,
                        1,
                        NOW.minusSeconds(700),
                        NOW.minusSeconds(615),
                        null,
                        List.of(new DeployProgress.ComponentProblem(
                                "ApexClass",
                                "VisitHandler",
                                "classes/VisitHandler.cls",
                                "Variable does not exist: colour",
                                "Error",
                                12,
                                9)),
                        List.of(new DeployProgress.TestFailure(
                                "VisitHandlerTest",
                                "closesVisit",
                                "System.AssertException: Assertion Failed",
                                "Class.VisitHandlerTest.closesVisit: line 20, column 1")),
                        List.of("VisitTrigger: 0 % of its lines are covered, at least 1 % is needed."),
                        DeployDetails.NONE));
    }

    /** A validation that the org calls a success although no test ran. */
    static Attempt untestedAttempt() {
        DeployProgress log = new DeployProgress(
                "0Af000000000001",
                true,
                "Succeeded",
                true,
                true,
                null,
                3,
                3,
                0,
                0,
                0,
                0,
                NOW.minusSeconds(700),
                NOW.minusSeconds(615),
                null,
                List.of(),
                List.of(),
                List.of(),
                DeployDetails.NONE);
        Attempt counted = attempt("validate", 1, NOW.minusSeconds(700), NOW.minusSeconds(615), log);
        return new Attempt(
                counted.id(),
                counted.deployment(),
                counted.kind(),
                counted.number(),
                counted.remoteJob(),
                counted.askedBy(),
                counted.options(),
                counted.packageSha256(),
                counted.fingerprint(),
                counted.remoteId(),
                log,
                "Test level RunSpecifiedTests was asked for, but no test ran. That is no proof.",
                counted.startedAt(),
                null,
                counted.endedAt(),
                false);
    }

    private static void attempts(FakeRooms rooms) {
        rooms.attempts.add(failedAttempt());
        rooms.attempts.add(attempt(
                "deploy",
                2,
                NOW.minusSeconds(240),
                null,
                new DeployProgress(
                        "0Af00000000de2",
                        false,
                        "InProgress",
                        false,
                        false,
                        null,
                        3,
                        2,
                        0,
                        2,
                        0,
                        0,
                        NOW.minusSeconds(240),
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        DeployDetails.NONE)));
    }

    /** The same record in another status. */
    static DeploymentRecord with(DeploymentRecord record, DeploymentStatus status) {
        return new DeploymentRecord(
                record.id(),
                record.change(),
                record.source(),
                record.target(),
                status,
                null,
                record.apiVersion(),
                record.testLevel(),
                record.tests(),
                record.deletions(),
                record.deletedBefore(),
                record.alreadyGone(),
                record.leftOut(),
                record.quickDeploy(),
                record.goNeeded(),
                record.comparison(),
                record.fingerprint(),
                record.packageSha256(),
                record.processInstance(),
                record.rollback(),
                record.createdAt(),
                record.updatedAt());
    }

    private static Attempt attempt(String kind, int number, Instant started, Instant ended, DeployProgress log) {
        return new Attempt(
                number,
                "DEP-000004",
                kind,
                number,
                UUID.nameUUIDFromBytes((kind + number).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                kind.equals("deploy") ? "mara" : "sluice",
                new AttemptOptions(
                        kind.equals("validate"),
                        TestLevel.RUN_SPECIFIED_TESTS,
                        List.of("VisitHandlerTest"),
                        true,
                        null,
                        "62.0"),
                PACKAGE,
                "f1:0a1b2c3d4e5f60718293a4b5c6d7e8f9",
                log.id(),
                log,
                ended == null ? null : "The org refused 1 of 3 components, and 1 of 2 tests failed.",
                started,
                null,
                ended,
                ended == null ? null : log.success());
    }

    private static void acts(FakeRooms rooms) {
        Map<String, Object> raised = new LinkedHashMap<>();
        raised.put("changeType", "Standard");
        raised.put("name", "Visits get a status");
        rooms.acts.add(new Act(
                41, NOW.minusSeconds(90_000), "rita", "change-request-raised", NUMBER, raised, "ab12cd34ef56ab12cd34"));
        rooms.acts.add(new Act(
                55,
                NOW.minusSeconds(240),
                "sluice",
                "deployment-sent",
                "DEP-000004",
                Map.of("orgIds", List.of("0Af1", "0Af2"), "checkOnly", false),
                "77ff77ff77ff77ff77ff"));
        rooms.acts.add(new Act(
                50,
                NOW.minusSeconds(80_000),
                "anna",
                "change-request-rejected",
                NUMBER,
                Map.of("reason", "Say which layout is meant."),
                "cc00cc00cc00cc00cc00"));
        rooms.acts.add(new Act(
                7,
                NOW.minusSeconds(99_000),
                "admin",
                "environment-registered",
                "environment:production",
                Map.of("address", "https://acme.my.salesforce.com"),
                "0123456789abcdef0123"));
    }

    static List<SandboxChange> sandboxChanges() {
        return List.of(
                new SandboxChange(LAYOUT, "Dev Eloper", NOW.minusSeconds(100), true, false),
                new SandboxChange(
                        new Component("Flow", "Visit_Reminder"), "Dev Eloper", NOW.minusSeconds(200), false, false));
    }
}
