package io.sluice.web;

import io.sluice.approval.ApprovalRound;
import io.sluice.approval.Approvals;
import io.sluice.approval.People;
import io.sluice.change.ChangeFilter;
import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeRequests;
import io.sluice.change.ChangeStatus;
import io.sluice.change.Families;
import io.sluice.change.Family;
import io.sluice.change.NewChange;
import io.sluice.change.Overlap;
import io.sluice.change.Overlaps;
import io.sluice.change.PastedScope;
import io.sluice.change.RaiseResult;
import io.sluice.change.Scope;
import io.sluice.change.ScopeAdvice;
import io.sluice.change.ScopeDifference;
import io.sluice.change.ScopeDraft;
import io.sluice.compare.Comparison;
import io.sluice.deployment.Analyses;
import io.sluice.deployment.Analysis;
import io.sluice.deployment.Attempt;
import io.sluice.deployment.ChangePaths;
import io.sluice.deployment.DependencyResult;
import io.sluice.deployment.DeploymentLogs;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.DeploymentStarts;
import io.sluice.deployment.Deployments;
import io.sluice.deployment.EnvironmentPreparation;
import io.sluice.deployment.Hop;
import io.sluice.deployment.LogFilter;
import io.sluice.deployment.ScopeAdditions;
import io.sluice.deployment.StartPlan;
import io.sluice.deployment.Validity;
import io.sluice.deployment.analyzer.Rule;
import io.sluice.environment.ConnectionResult;
import io.sluice.environment.Connections;
import io.sluice.environment.CredentialDesk;
import io.sluice.environment.CredentialFacts;
import io.sluice.environment.EditResult;
import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import io.sluice.environment.NewEnvironment;
import io.sluice.environment.OrgPause;
import io.sluice.environment.PendingAuthorization;
import io.sluice.environment.PromotionPath;
import io.sluice.environment.Route;
import io.sluice.evidence.Act;
import io.sluice.evidence.Evidence;
import io.sluice.evidence.Verdict;
import io.sluice.inventory.Inventories;
import io.sluice.inventory.InventoryComponent;
import io.sluice.inventory.InventoryFilter;
import io.sluice.inventory.InventoryState;
import io.sluice.inventory.TypeCount;
import io.sluice.metadata.Component;
import io.sluice.process.ChangeProcesses;
import io.sluice.process.OpenTask;
import io.sluice.process.ScopeTask;
import io.sluice.process.ScopeTasks;
import io.sluice.process.StartWaits;
import io.sluice.remotejob.JobDetails;
import io.sluice.remotejob.JobFilter;
import io.sluice.remotejob.JobRepair;
import io.sluice.remotejob.JobRepairs;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobKind;
import io.sluice.remotejob.RemoteJobs;
import io.sluice.salesforce.AuthKind;
import io.sluice.sync.Board;
import io.sluice.sync.PushResult;
import io.sluice.sync.SandboxChange;
import io.sluice.sync.Sync;
import io.sluice.sync.SyncConflict;
import io.sluice.sync.SyncRecord;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The lower rooms as the pages see them: lists that a test fills, and what the pages asked to be done. */
final class FakeRooms {

    final SortedMap<String, ChangeRequest> changes = new TreeMap<>();
    final SortedMap<Integer, Scope> scopes = new TreeMap<>();
    final List<Environment> environments = new ArrayList<>();
    final List<ApprovalRound> rounds = new ArrayList<>();
    final SortedMap<String, SortedSet<String>> people = new TreeMap<>();
    final List<Comparison> comparisons = new ArrayList<>();
    final FakeComparisons compared = new FakeComparisons(this);
    final List<DeploymentRecord> deployments = new ArrayList<>();
    final Map<String, List<Hop>> paths = new HashMap<>();
    final Map<String, DependencyResult> dependencies = new HashMap<>();
    final List<Attempt> attempts = new ArrayList<>();
    final List<Attempt> preparations = new ArrayList<>();
    final List<RemoteJob> jobs = new ArrayList<>();
    final List<Act> acts = new ArrayList<>();
    final List<OpenTask> tasks = new ArrayList<>();
    final List<String> steps = new ArrayList<>();
    final List<String> incidents = new ArrayList<>();
    final Map<String, String> changeOfTask = new HashMap<>();
    final Map<String, String> changeOfInstance = new HashMap<>();

    final List<Board.Copy> copies = new ArrayList<>();
    final List<Board.Column> columns = new ArrayList<>();
    final List<SyncRecord> syncs = new ArrayList<>();
    final List<SyncConflict> conflicts = new ArrayList<>();

    Optional<String> notPrepared = Optional.empty();
    Optional<String> repairRefusal = Optional.empty();
    Supplier<PushResult> push = () -> new PushResult.Pushed("qa", 1);
    Supplier<List<SandboxChange>> sandboxChanges = List::of;
    Supplier<ConnectionResult> connection = () -> {
        throw new IllegalStateException("No answer of an org was prepared");
    };
    Verdict verdict = new Verdict.Intact(0);
    List<Overlap> overlaps = List.of();
    Optional<ScopeTask> scopeTask = Optional.empty();
    Supplier<ScopeDraft> draft = () -> ScopeDraft.EMPTY;
    Optional<String> adviceAgainst = Optional.empty();
    Function<String, PastedScope> pasted = text -> new PastedScope("lines Type:Name", List.of(), List.of());
    BiFunction<InventoryFilter, Component, List<InventoryComponent>> search = (filter, after) -> List.of();
    InventoryState inventory = new InventoryState(
            "production", InventoryState.Activity.RESTING, null, null, 0, 0, null, null, false, List.of());
    boolean processRuns = true;
    Family family = new Family(null, false, List.of(), new TreeMap<>(), ScopeDifference.NONE);
    Optional<String> cancelRefusal = Optional.empty();
    List<String> environmentProblems = List.of();
    List<String> raiseProblems = List.of();
    Optional<String> otherOrg = Optional.empty();
    String stale = null;
    final Set<Route> routes = new TreeSet<>();

    /** What the pages asked to be done, one line each. */
    final List<String> done = new ArrayList<>();

    ChangeRequests changeRequests() {
        return Fake.of(
                ChangeRequests.class,
                Map.of(
                        "find", a -> Optional.ofNullable(changes.get((String) a[0])),
                        "list", a -> list((ChangeFilter) a[0]),
                        "scope",
                                a -> a.length == 2
                                        ? scopes.get((Integer) a[1])
                                        : scopes.isEmpty()
                                                ? new Scope(0, List.of(), List.of())
                                                : scopes.get(scopes.lastKey())));
    }

    Families familiesRoom() {
        return Fake.of(Families.class, Map.of("of", a -> family));
    }

    Environments environmentsRoom() {
        return Fake.of(
                Environments.class,
                with(
                        "pathOf",
                        a -> PromotionPath.of(environments, routes).seenBy((String) a[0], Set.of()),
                        Map.of(
                                "all", a -> environments,
                                "path", a -> PromotionPath.of(environments, routes),
                                "edit", a -> edited(a[1] + " edited " + a[0]),
                                "disable", a -> edited(a[3] + " disabled " + a[0] + " version " + a[1] + ": " + a[2]),
                                "enable", a -> edited(a[3] + " enabled " + a[0] + " version " + a[1] + ": " + a[2]),
                                "changeRoutes", a -> edited(a[2] + " changed routes " + a[0] + " to " + a[1]),
                                "production",
                                        a -> environments.stream()
                                                .filter(one -> one.kind().isProduction())
                                                .findFirst(),
                                "find",
                                        a -> environments.stream()
                                                .filter(one -> one.id().equals(a[0]))
                                                .findFirst(),
                                "register",
                                        a -> {
                                            NewEnvironment environment = (NewEnvironment) a[0];
                                            return unlessRefused(a[1] + " registered " + environment.id() + " "
                                                    + environment.kind().word() + " " + environment.address() + " "
                                                    + environment.apiVersion() + " " + environment.stage() + " "
                                                    + environment.clientId() + " " + environment.clientSecret()
                                                    + (environment.users().isEverybody()
                                                            ? ""
                                                            : " for "
                                                                    + environment
                                                                            .users()
                                                                            .words()));
                                        },
                                "changeCredentials",
                                        a -> unlessRefused(a[3] + " changed " + a[0] + " to " + a[1] + " " + a[2]))));
    }

    private static Map<String, Function<Object[], Object>> with(
            String name, Function<Object[], Object> answer, Map<String, Function<Object[], Object>> others) {
        Map<String, Function<Object[], Object>> all = new HashMap<>(others);
        all.put(name, answer);
        return all;
    }

    Connections connections() {
        return Fake.of(
                Connections.class,
                Map.of(
                        "test",
                                a -> {
                                    done.add(a[1] + " tested " + a[0]);
                                    return connection.get();
                                },
                        "otherOrg", a -> otherOrg,
                        "confirmOrg", a -> unlessRefused(a[2] + " confirmed " + a[0] + " as " + a[1])));
    }

    /** Credentials of every environment as this test has them. */
    CredentialFacts credentials =
            new CredentialFacts(AuthKind.CLIENT_CREDENTIALS, null, null, null, null, null, Samples.NOW, "admin");

    OrgPause pause;

    CredentialDesk credentialDesk() {
        return Fake.of(
                CredentialDesk.class,
                Map.of(
                        "facts", a -> Optional.of(credentials),
                        "pause", a -> Optional.ofNullable(pause),
                        "makeKey", a -> unlessRefused(a[1] + " made a key for " + a[0]),
                        "useJwt", a -> unlessRefused(a[5] + " used jwt " + a[1] + " " + a[2] + " " + a[3] + " " + a[4]),
                        "useSoap", a -> unlessRefused(a[4] + " used soap " + a[1] + " " + a[2] + " " + a[3]),
                        "startAuthorization",
                                a -> new CredentialDesk.Start.Sent(
                                        URI.create("https://acme.my.salesforce.com/services/oauth2/authorize?state=st"),
                                        new PendingAuthorization(
                                                (String) a[0],
                                                "st",
                                                "v",
                                                (String) a[1],
                                                (String) a[2],
                                                (URI) a[3],
                                                (String) a[4],
                                                Samples.NOW)),
                        "finishAuthorization",
                                a -> unlessRefused(a[3] + " authorised " + ((PendingAuthorization) a[0]).environmentId()
                                        + " " + a[1] + " " + a[2])));
    }

    Approvals approvals() {
        return Fake.of(Approvals.class, Map.of("ofChange", a -> rounds));
    }

    People peopleRoom() {
        return Fake.of(
                People.class,
                Map.of("all", a -> people, "map", a -> unlessRefused(a[2] + " mapped " + a[0] + " to " + a[1])));
    }

    final FakeRollback rollback = new FakeRollback();

    Deployments deploymentsRoom() {
        return Fake.of(
                Deployments.class,
                Map.of(
                        "find",
                                a -> Stream.concat(deployments.stream(), rollback.records.stream())
                                        .filter(one -> one.id().equals(a[0]))
                                        .findFirst(),
                        "ofChange",
                                a -> deployments.stream()
                                        .filter(one -> one.change().equals(a[0]))
                                        .toList(),
                        "withRollbacks",
                                a -> Stream.concat(deployments.stream(), rollback.records.stream())
                                        .filter(one -> one.change().equals(a[0]))
                                        .toList(),
                        "snapshot", a -> Optional.ofNullable(rollback.snapshot),
                        "dependencies", a -> Optional.ofNullable(dependencies.get((String) a[0])),
                        "validity", a -> Optional.ofNullable(validity),
                        "attempts",
                                a -> attempts.stream()
                                        .filter(one -> one.deployment().equals(a[0]))
                                        .toList()));
    }

    ChangePaths changePaths() {
        return Fake.of(
                ChangePaths.class, Map.of("of", a -> paths.getOrDefault((String) a[0], List.of()), "changeRest", a -> {
                    if (((String) a[2]).isBlank()) {
                        return List.of("Changing the promotion path needs a reason.");
                    }
                    List<Hop> hops = new ArrayList<>(paths.get((String) a[0]).stream()
                            .filter(Hop::isOpened)
                            .toList());
                    ((List<?>) a[1]).forEach(target -> hops.add(new Hop((String) target, null)));
                    paths.put((String) a[0], hops);
                    done.add(a[3] + " changes the path of " + a[0] + ": " + a[2]);
                    return List.of();
                }));
    }

    /** The log of every attempt, as far as this test has one. */
    final SampleLog log = new SampleLog();

    DeploymentLogs deploymentLogs() {
        return Fake.of(
                DeploymentLogs.class,
                Map.of(
                        "attempt",
                                a -> attempts.stream()
                                        .filter(one -> one.deployment().equals(a[0]) && a[1].equals(one.number()))
                                        .findFirst(),
                        "components", a -> log.components((LogFilter) a[1]),
                        "tests", a -> log.tests((LogFilter) a[1]),
                        "coverage", a -> log.coverage,
                        "failures", a -> ((Attempt) a[0]).isValidation() ? log.failures : List.of(),
                        "difference", a -> log.difference(((Attempt) a[1]).number()),
                        "forecast", a -> log.forecast));
    }

    Analysis analysis;
    Analyses.WaiveResult waiver;

    Analyses analyses() {
        return Fake.of(
                Analyses.class,
                Map.of(
                        "catalogue",
                                a -> List.of(Rule.blocker(
                                        "flow-deletion", "Flow", "Looks for flows.", "Because of it.", "Do that.")),
                        "effect", a -> ((Rule) a[0]).usual(),
                        "latest", a -> Optional.ofNullable(analysis),
                        "waive",
                                a -> {
                                    if (waiver != null) {
                                        return waiver;
                                    }
                                    done.add(a[3] + " waives " + a[1] + " of " + a[0] + ": " + a[2]);
                                    return new Analyses.Waived(analysis);
                                }));
    }

    Validity validity;
    final List<Component> missing = new ArrayList<>();
    final SortedSet<Component> waiting = new TreeSet<>();

    ScopeAdditions additions() {
        return Fake.of(
                ScopeAdditions.class,
                Map.of(
                        "possible", a -> missing,
                        "refusal",
                                a -> List.of("mara", "dora").contains(a[1])
                                        ? Optional.empty()
                                        : Optional.of("A release manager, or a developer who has worked on it, adds."),
                        "waiting", a -> waiting,
                        "ask",
                                a -> {
                                    done.add(a[1] + " asks to add what " + a[0] + " misses");
                                    waiting.addAll(missing);
                                    return List.copyOf(waiting);
                                }));
    }

    EnvironmentPreparation preparation() {
        return Fake.of(
                EnvironmentPreparation.class,
                Map.of(
                        "prepare",
                                a -> {
                                    done.add(a[1] + " prepared " + a[0]);
                                    RemoteJob job = Samples.preparation((String) a[0]);
                                    jobs.add(job);
                                    return job;
                                },
                        "attempts", a -> preparations));
    }

    RemoteJobs remoteJobs() {
        return Fake.of(
                RemoteJobs.class,
                Map.of(
                        "ofChange",
                                a -> jobs.stream()
                                        .filter(one -> a[0].equals(one.change()))
                                        .toList(),
                        "find",
                                a -> jobs.stream()
                                        .filter(one -> one.id().equals(a[0]))
                                        .findFirst(),
                        "open",
                                a -> jobs.stream()
                                        .filter(one -> one.endedAt() == null)
                                        .sorted(Comparator.comparing(RemoteJob::requestedAt))
                                        .toList(),
                        "retry",
                                a -> {
                                    RemoteJob job = jobs.stream()
                                            .filter(one -> one.id().equals(a[0]))
                                            .findFirst()
                                            .orElseThrow(() -> new IllegalArgumentException("unknown"));
                                    if (!job.stopped()) {
                                        throw new IllegalStateException("Remote job " + job.id()
                                                + " is not stopped, so there is nothing to retry");
                                    }
                                    return done.add(a[1] + " retried " + job.owner());
                                },
                        "list", a -> listed((JobFilter) a[0]),
                        "details",
                                a -> jobs.stream()
                                        .filter(one -> one.id().equals(a[0]))
                                        .map(FakeRooms::details)
                                        .findFirst()));
    }

    private List<RemoteJob> listed(JobFilter filter) {
        return jobs.stream()
                .filter(one ->
                        filter.environment() == null || filter.environment().equals(one.environment()))
                .filter(one -> filter.kind() == null || filter.kind().equals(one.kind()))
                .filter(one -> filter.change() == null || filter.change().equals(one.change()))
                .filter(one -> switch (filter.standing()) {
                    case OPEN -> one.endedAt() == null;
                    case STOPPED -> one.stopped();
                    case OVER -> one.endedAt() != null;
                    case ALL -> true;
                })
                .sorted(Comparator.comparing(RemoteJob::requestedAt))
                .toList();
    }

    private static JobDetails details(RemoteJob job) {
        return new JobDetails(
                job, true, true, null, false, Instant.parse("2026-11-24T09:15:00Z"), job.requestedAt(), null);
    }

    /** Repairs fit a stopped job; else the sentence says so. */
    JobRepairs jobRepairs() {
        return Fake.of(
                JobRepairs.class,
                Map.of(
                        "fitting",
                                a -> {
                                    Map<JobRepair, Optional<String>> fitting = new HashMap<>();
                                    for (JobRepair repair : JobRepair.values()) {
                                        fitting.put(repair, repairRefusal);
                                    }
                                    return fitting;
                                },
                        "pollNow", a -> repaired(a[1] + " polled: " + a[2]),
                        "adopt", a -> repaired(a[3] + " adopted " + a[1] + ": " + a[4]),
                        "markLost", a -> repaired(a[1] + " marked lost: " + a[2]),
                        "cancelInOrg", a -> repaired(a[1] + " cancelled in the org: " + a[2])));
    }

    private Optional<String> repaired(String what) {
        if (repairRefusal.isEmpty()) {
            done.add(what);
        }
        return repairRefusal;
    }

    static RemoteJobKind kind(String name, boolean exclusive) {
        return Fake.of(RemoteJobKind.class, Map.of("name", a -> name, "exclusive", a -> exclusive));
    }

    Sync sync() {
        return Fake.of(
                Sync.class,
                Map.of(
                        "changedSincePush",
                        a -> sandboxChanges.get(),
                        "notPrepared",
                        a -> notPrepared,
                        "pushAlso",
                        a -> {
                            done.add(a[2] + " pushes " + a[0] + " to " + a[1]);
                            return push.get();
                        }));
    }

    Board board() {
        return Fake.of(
                Board.class,
                Map.of(
                        "copies", a -> copies,
                        "look",
                                a -> {
                                    done.add("looks at the orgs");
                                    return copies;
                                },
                        "components", a -> columns,
                        "syncs", a -> syncs,
                        "edits", a -> List.of(),
                        "conflicts", a -> conflicts,
                        "decide",
                                a -> {
                                    done.add(a[3] + " decides " + a[1] + ": " + a[2]);
                                    return null;
                                }));
    }

    Evidence evidence() {
        return Fake.of(
                Evidence.class,
                Map.of(
                        "about",
                                a -> acts.stream()
                                        .filter(act -> act.subject().equals(a[0]))
                                        .toList(),
                        "check", a -> verdict));
    }

    Overlaps overlaps() {
        return Fake.of(Overlaps.class, Map.of("of", a -> overlaps));
    }

    /** The task that edits the scope, its draft, and what the sandbox's trouble is. */
    ScopeTasks scopeTasks() {
        return Fake.of(
                ScopeTasks.class,
                Map.of(
                        "find", a -> scopeTask,
                        "draft", a -> new ScopeTasks.Draft(draft.get(), List.of()),
                        "edit",
                                a -> {
                                    List<String> problems = new ArrayList<>();
                                    ScopeDraft edited = ((ScopeTasks.Edit) a[1]).apply(draft.get(), problems);
                                    if (problems.isEmpty()) {
                                        draft = () -> edited;
                                        done.add(a[2] + " edited " + a[0]);
                                    }
                                    return problems;
                                }));
    }

    ScopeAdvice scopeAdvice() {
        return Fake.of(
                ScopeAdvice.class, Map.of("problem", a -> adviceAgainst, "read", a -> pasted.apply((String) a[0])));
    }

    Inventories inventories() {
        return Fake.of(
                Inventories.class,
                Map.of(
                        "state", a -> inventory,
                        "refreshIfOlder", a -> done.add(a[2] + " opened the inventory of " + a[0]),
                        "refresh",
                                a -> done.add(a[2] + " refreshed " + a[0] + (a[1].equals(true) ? " as a whole" : "")),
                        "search", a -> search.apply((InventoryFilter) a[1], (Component) a[2]),
                        "counts", a -> List.of(new TypeCount("ApexClass", 2)),
                        "namespaces", a -> List.of("acme"),
                        "people", a -> List.of("Dana Dev")));
    }

    StartPlan startPlan;
    Instant waitsUntil;

    DeploymentStarts starts() {
        return Fake.of(
                DeploymentStarts.class,
                Map.of(
                        "plan", a -> Optional.ofNullable(startPlan),
                        "waitsUntil", a -> Optional.ofNullable(waitsUntil)));
    }

    StartWaits startWaits() {
        return Fake.of(
                StartWaits.class,
                Map.of(
                        "startNow",
                                a -> {
                                    done.add(a[1] + " starts " + a[0]);
                                    return Optional.empty();
                                },
                        "stop",
                                a -> {
                                    if (((String) a[2]).isBlank()) {
                                        return Optional.of("Say why the deployment is not started.");
                                    }
                                    done.add(a[1] + " does not start " + a[0] + ": " + a[2]);
                                    return Optional.empty();
                                }));
    }

    ChangeProcesses processes() {
        return Fake.of(
                ChangeProcesses.class,
                Map.of(
                        "openTasks", a -> tasks,
                        "runningSteps", a -> steps,
                        "incidents", a -> incidents,
                        "runs", a -> processRuns,
                        "changeOfTask", a -> Optional.ofNullable(changeOfTask.get((String) a[0])),
                        "changeOfInstance", a -> Optional.ofNullable(changeOfInstance.get((String) a[0])),
                        "raise",
                                a -> {
                                    NewChange stated = (NewChange) a[0];
                                    if (!raiseProblems.isEmpty()) {
                                        return new RaiseResult.Refused(raiseProblems);
                                    }
                                    ChangeRequest raised = Samples.fresh(
                                            "CR-000099", stated.name(), (String) a[1], ChangeStatus.IN_PROGRESS);
                                    changes.put(raised.number(), raised);
                                    return new RaiseResult.Raised(raised);
                                },
                        "cancel",
                                a -> {
                                    if (cancelRefusal.isEmpty()) {
                                        done.add(a[1] + " cancelled " + a[0] + ": " + a[2]);
                                    }
                                    return cancelRefusal;
                                }));
    }

    private EditResult edited(String act) {
        if (stale != null) {
            return new EditResult.Stale(stale);
        }
        return unlessRefused(act).isEmpty() ? new EditResult.Saved() : new EditResult.Refused(environmentProblems);
    }

    private List<String> unlessRefused(String act) {
        if (environmentProblems.isEmpty()) {
            done.add(act);
        }
        return environmentProblems;
    }

    private List<ChangeRequest> list(ChangeFilter filter) {
        return changes.values().stream()
                .filter(change -> filter.status() == null || change.status() == filter.status())
                .filter(change ->
                        filter.requester() == null || change.requester().equals(filter.requester()))
                .filter(change -> filter.text() == null
                        || (change.number() + change.name() + change.overview()).contains(filter.text()))
                .toList();
    }
}
