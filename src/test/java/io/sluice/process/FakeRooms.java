package io.sluice.process;

import io.sluice.approval.ApprovalRequest;
import io.sluice.approval.ApprovalRound;
import io.sluice.approval.ApprovalSubject;
import io.sluice.approval.Approvals;
import io.sluice.approval.Approver;
import io.sluice.approval.DecideResult;
import io.sluice.approval.Decision;
import io.sluice.approval.Members;
import io.sluice.approval.OpenResult;
import io.sluice.change.ChangeFact;
import io.sluice.change.ChangeFilter;
import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeRequests;
import io.sluice.change.ChangeStatus;
import io.sluice.change.ChangeType;
import io.sluice.change.Families;
import io.sluice.change.Family;
import io.sluice.change.NewChange;
import io.sluice.change.RaiseResult;
import io.sluice.change.Scope;
import io.sluice.change.ScopeDifference;
import io.sluice.change.ScopeItem;
import io.sluice.change.ScopeResult;
import io.sluice.compare.ComparedFile;
import io.sluice.compare.ComparedItem;
import io.sluice.compare.Comparison;
import io.sluice.compare.ComparisonHead;
import io.sluice.compare.Comparisons;
import io.sluice.compare.DifferenceCount;
import io.sluice.compare.ItemCount;
import io.sluice.compare.ItemDifference;
import io.sluice.compare.ItemDifferences;
import io.sluice.compare.ItemFilter;
import io.sluice.compare.NewComparison;
import io.sluice.compare.VerifiedItem;
import io.sluice.compare.difference.ComponentDifferences;
import io.sluice.compare.difference.Difference;
import io.sluice.compare.difference.RightKind;
import io.sluice.compare.difference.RightsChange;
import io.sluice.compare.difference.RightsFacts;
import io.sluice.deployment.Attempt;
import io.sluice.deployment.DependencyResult;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.DeploymentStatus;
import io.sluice.deployment.Deployments;
import io.sluice.deployment.Hop;
import io.sluice.deployment.Preparation;
import io.sluice.deployment.PrepareResult;
import io.sluice.deployment.Snapshot;
import io.sluice.deployment.TestPolicy;
import io.sluice.deployment.Validity;
import io.sluice.environment.ConnectionResult;
import io.sluice.environment.Connections;
import io.sluice.environment.Environment;
import io.sluice.environment.EnvironmentKind;
import io.sluice.environment.ListedEnvironments;
import io.sluice.environment.PromotionPath;
import io.sluice.environment.Route;
import io.sluice.evidence.Act;
import io.sluice.evidence.Evidence;
import io.sluice.evidence.Verdict;
import io.sluice.metadata.Component;
import io.sluice.metadata.ContentDigest;
import io.sluice.metadata.Reference;
import io.sluice.remotejob.JobDetails;
import io.sluice.remotejob.JobFilter;
import io.sluice.remotejob.NewRemoteJob;
import io.sluice.remotejob.Progress;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobState;
import io.sluice.remotejob.RemoteJobs;
import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.OrgException;
import io.sluice.salesforce.OrgIdentity;
import io.sluice.salesforce.TestLevel;
import io.sluice.sync.Board;
import io.sluice.sync.DeploymentState;
import io.sluice.sync.PullResult;
import io.sluice.sync.PushResult;
import io.sluice.sync.SandboxChange;
import io.sluice.sync.Sync;
import io.sluice.sync.SyncConflict;
import io.sluice.sync.SyncRecord;
import java.io.OutputStream;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * The lower rooms in memory, as simple as their contracts allow, for tests of the models alone. What an org would answer is
 * laid out beforehand in the deques; an empty deque means that all is well.
 */
final class FakeRooms {

    static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");

    final Map<String, ChangeRequest> changes = new LinkedHashMap<>();
    final Map<String, List<Scope>> scopes = new HashMap<>();
    final Map<String, List<ApprovalRound>> rounds = new HashMap<>();
    final Map<String, DeploymentRecord> records = new LinkedHashMap<>();
    final Map<String, Set<String>> groups = new HashMap<>();
    final Map<String, Preparation> prepared = new HashMap<>();
    final Map<String, List<Hop>> paths = new HashMap<>();
    final List<RemoteJob> jobs = new ArrayList<>();
    final List<String> acts = new ArrayList<>();
    /** The comparison that every record was decided on. */
    private static final UUID COMPARISON = UUID.fromString("00000000-0000-0000-0000-0000000000c0");

    final List<Comparison> comparisons = new ArrayList<>();
    List<String> powerfulGains = List.of();
    Validity validity;

    final Deque<ScopeResult> scopeChecks = new ArrayDeque<>();
    final Deque<ConnectionResult> connectionTests = new ArrayDeque<>();
    final Deque<PushResult> pushes = new ArrayDeque<>();
    final Deque<PullResult> pulls = new ArrayDeque<>();
    final Deque<PushResult> publications = new ArrayDeque<>();
    final Deque<ScopeResult> statements = new ArrayDeque<>();
    final Deque<PrepareResult> preparations = new ArrayDeque<>();
    final Deque<Reference> missingReferences = new ArrayDeque<>();
    final Deque<OrgException> faults = new ArrayDeque<>();
    final Deque<OrgException> statusFaults = new ArrayDeque<>();
    Optional<String> withdrawal = Optional.empty();
    String stated = "ApexClass:Visits";
    List<SyncConflict> conflicts = List.of();

    final Environment production = environment("production", "Production", EnvironmentKind.PRODUCTION, 9);
    final Environment development = environment("development", "Development", EnvironmentKind.DEVELOPER, 1);

    /** Between the two; registered only where a test adds it. */
    final Environment qa = environment("qa", "QA", EnvironmentKind.FULL, 5);

    final List<Environment> registered = new ArrayList<>();
    final Set<Route> routes = new HashSet<>();

    void reset() {
        registered.clear();
        registered.addAll(List.of(development, production));
        routes.clear();
        List.of(changes, scopes, rounds, records, groups, prepared, paths).forEach(Map::clear);
        List.of(
                        jobs,
                        acts,
                        comparisons,
                        scopeChecks,
                        connectionTests,
                        pushes,
                        pulls,
                        publications,
                        statements,
                        preparations,
                        missingReferences,
                        faults,
                        statusFaults)
                .forEach(java.util.Collection::clear);
        withdrawal = Optional.empty();
        powerfulGains = List.of();
        validity = null;
        conflicts = List.of();
        groups.put("change-approver", new HashSet<>(Set.of("anna", "ben")));
        groups.put("deployment-approver", new HashSet<>(Set.of("anna", "ben")));
        groups.put("security-approver", new HashSet<>(Set.of("sven")));
        groups.put("release-manager", new HashSet<>(Set.of("mara")));
        groups.put("developer", new HashSet<>(Set.of("dev")));
    }

    private static Environment environment(String id, String name, EnvironmentKind kind, int stage) {
        return new Environment(
                id, name, kind, URI.create("https://" + id + ".example"), "62.0", stage, "00D" + id, "sluice", NOW);
    }

    ConnectionResult.Refused refusedConnection(String words) {
        return new ConnectionResult.Refused(development, words);
    }

    private static <T> T next(Deque<? extends T> answers, T otherwise) {
        T answer = answers.poll();
        return answer == null ? otherwise : answer;
    }

    /** Every change request stands alone. */
    static final class Alone implements Families {

        @Override
        public Family of(String number) {
            return new Family(null, false, List.of(), new TreeMap<>(), ScopeDifference.NONE);
        }

        @Override
        public List<String> join(String number, String parent, boolean release, String actor) {
            return parent.isEmpty() && !release ? List.of() : List.of("Every change request stands alone here.");
        }
    }

    final class Changes implements ChangeRequests {

        @Override
        public RaiseResult raise(NewChange change, String requester, String processInstance) {
            if (change.name().isBlank()) {
                return new RaiseResult.Refused(List.of("The name is empty."));
            }
            String number = "CR-%06d".formatted(changes.size() + 1);
            ChangeRequest raised = new ChangeRequest(
                    number,
                    UUID.randomUUID(),
                    change.name(),
                    ChangeType.ofWord(change.type()).orElseThrow(),
                    change.overview(),
                    requester,
                    ChangeStatus.IN_PROGRESS,
                    null,
                    0,
                    null,
                    processInstance,
                    null,
                    NOW,
                    NOW);
            changes.put(number, raised);
            scopes.put(number, new ArrayList<>(List.of(new Scope(0, List.of(), List.of()))));
            return new RaiseResult.Raised(raised);
        }

        @Override
        public List<String> restate(String number, NewChange change, String actor) {
            if (change.name().isBlank()) {
                return List.of("The name is empty.");
            }
            ChangeRequest before = require(number);
            changes.put(
                    number,
                    new ChangeRequest(
                            number,
                            before.globalId(),
                            change.name(),
                            ChangeType.ofWord(change.type()).orElseThrow(),
                            change.overview(),
                            before.requester(),
                            before.status(),
                            before.statusReason(),
                            before.revision(),
                            before.approvedRevision(),
                            before.processInstance(),
                            before.sandbox(),
                            before.createdAt(),
                            NOW));
            return List.of();
        }

        @Override
        public Optional<ChangeRequest> find(String number) {
            return Optional.ofNullable(changes.get(number));
        }

        @Override
        public ChangeRequest require(String number) {
            return find(number).orElseThrow();
        }

        @Override
        public List<ChangeRequest> list(ChangeFilter filter) {
            return List.copyOf(changes.values());
        }

        @Override
        public Scope scope(String number) {
            return scope(number, require(number).revision());
        }

        @Override
        public Scope scope(String number, int revision) {
            return scopes.get(number).get(revision);
        }

        @Override
        public ScopeResult defineScope(
                String number,
                String existing,
                String proposed,
                String deletions,
                List<String> approvers,
                String actor) {
            List<ScopeItem> items = new ArrayList<>();
            lines(existing).forEach(c -> items.add(new ScopeItem(c, ScopeItem.Kind.EXISTING)));
            lines(proposed).forEach(c -> items.add(new ScopeItem(c, ScopeItem.Kind.PROPOSED)));
            lines(deletions).forEach(c -> items.add(new ScopeItem(c, ScopeItem.Kind.DELETION)));
            if (items.isEmpty()) {
                return new ScopeResult.Refused(List.of("The scope is empty."));
            }
            return new ScopeResult.Accepted(revise(number, items, approvers));
        }

        Scope revise(String number, List<ScopeItem> items, List<String> approvers) {
            List<Scope> all = scopes.get(number);
            Scope scope = new Scope(all.size(), items, approvers);
            all.add(scope);
            set(
                    number,
                    require(number).status(),
                    null,
                    scope.revision(),
                    require(number).approvedRevision(),
                    null);
            return scope;
        }

        @Override
        public ScopeResult checkScope(String number) {
            if (!faults.isEmpty()) {
                throw faults.poll();
            }
            return next(scopeChecks, new ScopeResult.Accepted(scope(number)));
        }

        @Override
        public Scope takeOver(String number, List<ScopeItem> items, String actor) {
            return revise(number, items, List.of());
        }

        @Override
        public List<String> problemsOfWords(String number, String name, String overview) {
            throw new UnsupportedOperationException("The process room never asks for this");
        }

        @Override
        public void takeOverWords(String number, String name, String overview, String actor) {
            throw new UnsupportedOperationException("The process room never asks for this");
        }

        @Override
        public void resolveProposed(String number, List<Component> found, String actor) {
            throw new UnsupportedOperationException("The process room never asks for this");
        }

        @Override
        public void chooseSandbox(String number, String environment, String actor) {
            ChangeRequest change = require(number);
            set(number, change.status(), null, change.revision(), change.approvedRevision(), environment);
        }

        @Override
        public ChangeRequest happened(String number, ChangeFact fact, String actor, String reason) {
            ChangeRequest change = require(number);
            acts.add(actor + " " + fact);
            ChangeStatus status =
                    switch (fact) {
                        case SUBMITTED -> ChangeStatus.PENDING_APPROVAL;
                        case APPROVED -> ChangeStatus.APPROVED;
                        case REJECTED -> ChangeStatus.REJECTED;
                        case REOPENED -> ChangeStatus.IN_PROGRESS;
                        case COMPLETED -> ChangeStatus.COMPLETED;
                        case CANCELLED, GIVEN_UP, ROLLED_BACK -> ChangeStatus.CANCELLED;
                    };
            Integer approved =
                    fact == ChangeFact.APPROVED ? Integer.valueOf(change.revision()) : change.approvedRevision();
            set(number, status, reason, change.revision(), approved, null);
            return require(number);
        }

        private void set(
                String number, ChangeStatus status, String reason, int revision, Integer approved, String sandbox) {
            ChangeRequest c = require(number);
            changes.put(
                    number,
                    new ChangeRequest(
                            number,
                            c.globalId(),
                            c.name(),
                            c.type(),
                            c.overview(),
                            c.requester(),
                            status,
                            reason,
                            revision,
                            approved,
                            c.processInstance(),
                            sandbox == null ? c.sandbox() : sandbox,
                            NOW,
                            NOW));
        }

        private static List<Component> lines(String text) {
            return Arrays.stream(text.split("\n", -1))
                    .filter(line -> !line.isBlank())
                    .map(line -> Component.parse(line).orElseThrow())
                    .toList();
        }
    }

    final class Rounds implements Approvals {

        @Override
        public OpenResult open(ApprovalRequest request) {
            List<String> nobody = request.approvers().stream()
                    .filter(approver -> approver instanceof Approver.Group group
                            && request.excluded().containsAll(groups.getOrDefault(group.id(), Set.of())))
                    .map(approver -> "Nobody of " + approver + " may decide.")
                    .toList();
            if (request.approvers().isEmpty() || !nobody.isEmpty()) {
                return new OpenResult.Refused(nobody);
            }
            List<ApprovalRound> all = rounds.computeIfAbsent(request.subject().id(), id -> new ArrayList<>());
            ApprovalRound round = new ApprovalRound(
                    UUID.randomUUID(),
                    request.subject(),
                    all.size() + 1,
                    request.approvers(),
                    request.excluded(),
                    request.binds(),
                    request.policy(),
                    NOW,
                    List.of());
            all.add(round);
            return new OpenResult.Opened(round);
        }

        @Override
        public synchronized DecideResult decide(
                ApprovalSubject subject, Approver approver, String person, boolean approved, String reason) {
            List<ApprovalRound> all = rounds.get(subject.id());
            ApprovalRound r = all.get(all.size() - 1);
            if (r.excluded().contains(person)) {
                return new DecideResult.Refused(person + " may not decide here.");
            }
            if (approver instanceof Approver.Group group
                    && !groups.get(group.id()).contains(person)) {
                return new DecideResult.Refused(person + " is not a member of " + group.id() + ".");
            }
            List<Decision> decisions = new ArrayList<>(r.decisions());
            decisions.add(new Decision(approver, person, approved, reason, NOW));
            ApprovalRound decided = new ApprovalRound(
                    r.id(),
                    subject,
                    r.number(),
                    r.approvers(),
                    r.excluded(),
                    r.binds(),
                    r.policy(),
                    NOW,
                    List.copyOf(decisions));
            all.set(all.size() - 1, decided);
            return new DecideResult.Recorded(decided);
        }

        @Override
        public Optional<ApprovalRound> latest(ApprovalSubject subject) {
            List<ApprovalRound> all = rounds.getOrDefault(subject.id(), List.of());
            return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
        }

        @Override
        public List<ApprovalRound> ofChange(String change) {
            return rounds.values().stream()
                    .flatMap(List::stream)
                    .filter(round -> round.subject().change().equals(change))
                    .toList();
        }

        @Override
        public boolean isApproved(ApprovalSubject subject, String binds) {
            return latest(subject)
                    .filter(round -> round.isApproved() && round.binds().equals(binds))
                    .isPresent();
        }
    }

    final class Records implements Deployments {

        /** Records whose process a test deletes. */
        final Set<String> leavable = new HashSet<>();

        @Override
        public SortedMap<Component, SortedSet<Component>> deletionUses(String id) {
            return new TreeMap<>();
        }

        @Override
        public DeploymentRecord draft(String change, String source, String target, String actor) {
            return records.values().stream()
                    .filter(record -> record.change().equals(change)
                            && record.target().equals(target)
                            && record.status() != DeploymentStatus.CANCELLED)
                    .findFirst()
                    .orElseGet(() -> put(new DeploymentRecord(
                            "DEP-%06d".formatted(records.size() + 1),
                            change,
                            source,
                            target,
                            DeploymentStatus.IN_PROGRESS,
                            null,
                            "62.0",
                            null,
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            new TreeMap<>(),
                            true,
                            true,
                            null,
                            null,
                            null,
                            null,
                            null,
                            NOW,
                            NOW)));
        }

        DeploymentRecord put(DeploymentRecord record) {
            records.put(record.id(), record);
            return record;
        }

        void status(String id, DeploymentStatus status, String reason) {
            change(id, r -> copy(r, status, reason, r.testLevel(), r.goNeeded(), r.fingerprint(), r.processInstance()));
        }

        private void change(String id, UnaryOperator<DeploymentRecord> change) {
            put(change.apply(require(id)));
        }

        private static DeploymentRecord copy(
                DeploymentRecord r,
                DeploymentStatus status,
                String reason,
                TestLevel level,
                boolean go,
                String fingerprint,
                String instance) {
            return new DeploymentRecord(
                    r.id(),
                    r.change(),
                    r.source(),
                    r.target(),
                    status,
                    reason,
                    "62.0",
                    level,
                    List.of(),
                    r.deletions(),
                    r.deletedBefore(),
                    r.alreadyGone(),
                    r.leftOut(),
                    r.quickDeploy(),
                    go,
                    COMPARISON,
                    fingerprint,
                    "p",
                    instance,
                    r.rollback(),
                    NOW,
                    NOW);
        }

        @Override
        public Optional<DeploymentRecord> find(String id) {
            return Optional.ofNullable(records.get(id));
        }

        @Override
        public DeploymentRecord require(String id) {
            return find(id).orElseThrow();
        }

        @Override
        public List<DeploymentRecord> ofChange(String change) {
            return withRollbacks(change).stream()
                    .filter(record -> record.rollback() == null)
                    .toList();
        }

        @Override
        public List<DeploymentRecord> withRollbacks(String change) {
            return records.values().stream()
                    .filter(record -> record.change().equals(change))
                    .toList();
        }

        @Override
        public RemoteJob compare(String id, String processInstance) {
            change(
                    id,
                    r -> copy(
                            r,
                            DeploymentStatus.IN_PROGRESS,
                            null,
                            r.testLevel(),
                            r.goNeeded(),
                            r.fingerprint(),
                            processInstance));
            return job("compare", id, processInstance);
        }

        private RemoteJob job(String kind, String owner, String instance) {
            RemoteJob job = new RemoteJob(
                    UUID.randomUUID(),
                    kind,
                    owner,
                    jobs.size() + 1,
                    require(owner).change(),
                    "production",
                    instance,
                    "sluice",
                    NOW,
                    RemoteJobState.REQUESTED,
                    Map.of(),
                    Map.of(),
                    null,
                    null,
                    Progress.of(""),
                    0,
                    null,
                    false,
                    false,
                    null,
                    null,
                    null);
            jobs.add(job);
            return job;
        }

        void prepared(String id, String testLevel, boolean goNeeded) {
            change(
                    id,
                    r -> copy(
                            r,
                            DeploymentStatus.IN_PROGRESS,
                            null,
                            TestLevel.ofApiName(testLevel).orElseThrow(),
                            goNeeded,
                            "f1",
                            r.processInstance()));
        }

        void waiting(String id, String processInstance) {
            change(
                    id,
                    r -> copy(
                            r,
                            r.status(),
                            r.statusReason(),
                            r.testLevel(),
                            r.goNeeded(),
                            r.fingerprint(),
                            processInstance));
        }

        @Override
        public PrepareResult prepare(String id, Preparation preparation, String actor) {
            PrepareResult answer = preparations.poll();
            if (answer != null) {
                return answer;
            }
            prepared.put(id, preparation);
            prepared(id, preparation.testLevel(), preparation.goNeeded());
            return new PrepareResult.Prepared(require(id));
        }

        @Override
        public Map<String, Object> policyFacts(String id) {
            return Map.of(
                    "itemTypes",
                    List.of("ApexClass"),
                    "targetKind",
                    "production",
                    "testLevel",
                    require(id).testLevel().apiName(),
                    "differences",
                    1,
                    "rightsGained",
                    powerfulGains.size(),
                    "powerfulRightsGained",
                    powerfulGains.size(),
                    "rightsLost",
                    0);
        }

        @Override
        public Optional<TestPolicy.Minimum> testMinimum(String id) {
            return Optional.empty();
        }

        @Override
        public void chooseTests(String id, String actor) {
            change(
                    id,
                    r -> copy(
                            r,
                            DeploymentStatus.IN_PROGRESS,
                            null,
                            r.testLevel(),
                            r.goNeeded(),
                            null,
                            r.processInstance()));
        }

        @Override
        public Set<String> lastEditors(String id) {
            return Set.of();
        }

        @Override
        public Set<String> unknownEditors(String id) {
            return Set.of("Somebody Else");
        }

        @Override
        public DeploymentRecord verified(String id) {
            throw new UnsupportedOperationException("The process room never asks for this");
        }

        @Override
        public void submitted(String id, String actor) {
            status(id, DeploymentStatus.PENDING_APPROVAL, null);
        }

        @Override
        public void decided(String id) {
            boolean approved = rounds.get(id).get(rounds.get(id).size() - 1).isApproved();
            status(id, approved ? DeploymentStatus.APPROVED : DeploymentStatus.REJECTED, null);
        }

        @Override
        public RemoteJob retrieve(String id, String processInstance) {
            return job("retrieve", id, processInstance);
        }

        @Override
        public DependencyResult checkDependencies(String id) {
            Reference missing = missingReferences.poll();
            return new DependencyResult(id, "p", NOW, missing == null ? List.of() : List.of(missing), 1, 1);
        }

        @Override
        public Optional<DependencyResult> dependencies(String id) {
            return Optional.of(new DependencyResult(id, "p", NOW, List.of(), 1, 1));
        }

        @Override
        public RemoteJob validate(String id, String processInstance) {
            return job("validate", id, processInstance);
        }

        @Override
        public void go(String id, String actor) {
            acts.add(actor + " GO");
        }

        @Override
        public RemoteJob keepTargetState(String id, String processInstance) {
            return job("snapshot", id, processInstance);
        }

        @Override
        public Optional<Snapshot> snapshot(String id) {
            throw new UnsupportedOperationException("No step reads a snapshot");
        }

        @Override
        public RemoteJob quickDeploy(String id, String processInstance) {
            status(id, DeploymentStatus.DEPLOYING, null);
            return job("quick-deploy", id, processInstance);
        }

        @Override
        public Optional<Validity> validity(String id) {
            return Optional.ofNullable(validity);
        }

        @Override
        public RemoteJob deploy(String id, String processInstance) {
            status(id, DeploymentStatus.DEPLOYING, null);
            return job("deploy", id, processInstance);
        }

        @Override
        public RemoteJob verify(String id, String processInstance) {
            return job("verify", id, processInstance);
        }

        @Override
        public Optional<String> cancelRefusal(String id) {
            DeploymentStatus status = require(id).status();
            return status == DeploymentStatus.DEPLOYED || status == DeploymentStatus.DEPLOYING
                    ? Optional.of(id + " is " + status.words())
                    : Optional.empty();
        }

        @Override
        public void left(String id, String actor) {
            if (!leavable.contains(id)) {
                throw new UnsupportedOperationException("No test deletes the process of " + id);
            }
        }

        @Override
        public void cancelled(String id, String actor, String reason) {
            status(id, DeploymentStatus.CANCELLED, reason);
        }

        @Override
        public List<Attempt> attempts(String id) {
            return List.of();
        }
    }

    final class Orgs implements Sync, Board, ListedEnvironments, Connections, Comparisons, Evidence, Members {

        @Override
        public Optional<String> notPrepared(String environment) {
            return Optional.empty();
        }

        @Override
        public PushResult push(String change, String environment, String actor) {
            return next(pushes, new PushResult.Pushed(environment, 1));
        }

        @Override
        public List<Board.Copy> copies() {
            throw new UnsupportedOperationException("The process room never asks for this");
        }

        @Override
        public List<Board.Copy> copies(String change) {
            throw new UnsupportedOperationException("The process room never asks for this");
        }

        @Override
        public List<Board.Copy> look() {
            throw new UnsupportedOperationException("The process room never asks for this");
        }

        @Override
        public List<Board.Column> components(String change) {
            throw new UnsupportedOperationException("The process room never asks for this");
        }

        @Override
        public List<SyncRecord> syncs(String change) {
            return List.of();
        }

        @Override
        public List<SyncConflict> conflicts(String change) {
            return conflicts;
        }

        @Override
        public void decide(String change, String key, String decision, String actor) {
            acts.add(actor + " decides " + key + ": " + decision);
        }

        @Override
        public PushResult pushAlso(String change, String environment, String actor) {
            throw new UnsupportedOperationException("The process room never asks for this");
        }

        @Override
        public List<String> statedScope(String change) {
            return List.of(stated);
        }

        @Override
        public ScopeResult stateScope(String change, String lines, String actor) {
            stated = lines;
            return next(statements, new ScopeResult.Accepted(new Scope(1, List.of(), List.of())));
        }

        @Override
        public List<SandboxChange> changedSincePush(String change) {
            return List.of(new SandboxChange(new Component("ApexClass", "Visits"), "Dev", NOW, true, false));
        }

        @Override
        public PullResult pull(String change, String actor) {
            PullResult result = next(pulls, new PullResult.Unchanged());
            if (result instanceof PullResult.ScopeChanged changed) {
                List<ScopeItem> items =
                        new ArrayList<>(new Changes().scope(change).items());
                items.addAll(changed.difference().added());
                new Changes().takeOver(change, items, actor);
            }
            return result;
        }

        @Override
        public PushResult publish(String change, String deploymentId, String source, String target, String actor) {
            return next(publications, new PushResult.Pushed(target, 1));
        }

        @Override
        public void syncStatus(String change, List<DeploymentState> deployments, String actor) {
            OrgException fault = statusFaults.poll();
            if (fault != null) {
                throw fault;
            }
            acts.add(actor + " says " + changes.get(change).status().words()
                    + deployments.stream()
                            .map(deployment -> ", " + deployment.target() + " " + deployment.status())
                            .collect(java.util.stream.Collectors.joining()));
        }

        @Override
        public List<Environment> all() {
            return registered;
        }

        @Override
        public Optional<Environment> production() {
            return Optional.of(production);
        }

        @Override
        public PromotionPath path() {
            return PromotionPath.of(registered, routes);
        }

        @Override
        public PromotionPath pathOf(String person) {
            Set<String> memberOf = new HashSet<>();
            groups.forEach((group, members) -> {
                if (members.contains(person)) {
                    memberOf.add(group);
                }
            });
            return path().seenBy(person, memberOf);
        }

        @Override
        public ConnectionResult test(String environmentId, String actor) {
            return next(
                    connectionTests,
                    new ConnectionResult.Connected(
                            require(environmentId),
                            new OrgIdentity("00D" + environmentId, environmentId, true, "005", "sluice", "62.0"),
                            "62.0"));
        }

        @Override
        public Optional<String> otherOrg(String environmentId) {
            throw new UnsupportedOperationException("The process room never asks for this");
        }

        @Override
        public List<String> confirmOrg(String environmentId, String orgId, String actor) {
            throw new UnsupportedOperationException("The process room never asks for this");
        }

        @Override
        public OrgConnection open(String environmentId) {
            throw new UnsupportedOperationException("The process room never asks for this");
        }

        @Override
        public RemoteJob request(NewComparison comparison) {
            throw new UnsupportedOperationException("The process room never asks for this");
        }

        @Override
        public Optional<ComparisonHead> head(UUID id) {
            throw new UnsupportedOperationException("The process room never asks for this");
        }

        @Override
        public Optional<ComparisonHead> headOfJob(UUID remoteJob) {
            throw new UnsupportedOperationException("The process room never asks for this");
        }

        @Override
        public List<ComparisonHead> newest(int limit) {
            throw new UnsupportedOperationException("The process room never asks for this");
        }

        @Override
        public List<ComparedItem> items(UUID id, ItemFilter filter, io.sluice.metadata.Component after, int limit) {
            throw new UnsupportedOperationException("The process room never asks for this");
        }

        @Override
        public List<ComparedItem> rightsFirst(
                UUID id, ItemFilter filter, io.sluice.metadata.Component after, int limit) {
            throw new UnsupportedOperationException("The process room never asks for this");
        }

        @Override
        public Optional<ComparedItem> item(UUID id, io.sluice.metadata.Component component) {
            throw new UnsupportedOperationException("The process room never asks for this");
        }

        @Override
        public List<ItemCount> counts(UUID id, ItemFilter filter) {
            throw new UnsupportedOperationException("The process room never asks for this");
        }

        @Override
        public List<ComparedFile> files(UUID id, io.sluice.metadata.Component item, boolean source) {
            throw new UnsupportedOperationException("The process room never asks for this");
        }

        @Override
        public boolean content(String sha256, OutputStream out) {
            throw new UnsupportedOperationException("The process room never asks for this");
        }

        @Override
        public Optional<Comparison> find(UUID id) {
            return comparisons.stream()
                    .filter(comparison -> comparison.id().equals(id))
                    .findFirst();
        }

        @Override
        public Optional<Comparison> latest(String owner, boolean verify) {
            return comparisons.stream()
                    .filter(comparison -> comparison.owner().equals(owner) && comparison.verify() == verify)
                    .reduce((earlier, later) -> later);
        }

        @Override
        public void record(String actor, String kind, String subject, Map<String, ?> details) {
            acts.add(actor + " " + kind);
        }

        @Override
        public List<Act> about(String subject) {
            return List.of();
        }

        @Override
        public Optional<io.sluice.evidence.Head> head() {
            return Optional.empty();
        }

        @Override
        public Verdict check() {
            return new Verdict.Intact(0);
        }

        @Override
        public List<Comparison> ofChange(String change) {
            return List.copyOf(comparisons);
        }

        @Override
        public Set<String> of(String group) {
            return groups.getOrDefault(group, Set.of());
        }

        @Override
        public boolean personExists(String userId) {
            return true;
        }
    }

    /** What differs: the powerful gains that a test wants, and nothing else. */
    final class Differences implements ItemDifferences {

        @Override
        public boolean lookedInside(UUID comparison) {
            return true;
        }

        @Override
        public Optional<ComponentDifferences> of(UUID comparison, io.sluice.metadata.Component item) {
            return Optional.empty();
        }

        @Override
        public Map<io.sluice.metadata.Component, DifferenceCount> counts(
                UUID comparison, Collection<io.sluice.metadata.Component> items) {
            return Map.of();
        }

        @Override
        public RightsFacts rights(UUID comparison, Collection<io.sluice.metadata.Component> deletions) {
            int gains = powerfulGains.size();
            return new RightsFacts(gains, 0, 0, gains, 0, Map.of(), Map.of(), powerfulGains);
        }

        @Override
        public List<ItemDifference> rightsFirst(UUID comparison, int limit) {
            return powerfulGains.stream()
                    .map(words -> new ItemDifference(
                            new io.sluice.metadata.Component("Profile", "Sales"),
                            new Difference(
                                    Difference.Kind.CHANGED,
                                    words,
                                    words,
                                    "true",
                                    "false",
                                    words,
                                    new RightsChange(
                                            RightsChange.Effect.GAINS,
                                            "profile Sales",
                                            RightKind.SYSTEM,
                                            words,
                                            "",
                                            true))))
                    .limit(limit)
                    .toList();
        }

        @Override
        public List<ItemDifference> othersFirst(UUID comparison, int limit) {
            return List.of();
        }

        @Override
        public DifferenceCount total(UUID comparison) {
            int gains = powerfulGains.size();
            return new DifferenceCount(gains, gains, 0, 0, gains, 0, 0);
        }

        @Override
        public List<VerifiedItem> verified(UUID comparison) {
            return List.of();
        }

        @Override
        public Map<io.sluice.metadata.Component, List<Difference>> of(
                UUID comparison, Collection<io.sluice.metadata.Component> items) {
            throw new UnsupportedOperationException("The process room never asks for this");
        }
    }

    final class Jobs implements RemoteJobs {

        @Override
        public List<RemoteJob> list(JobFilter filter, int most) {
            throw new UnsupportedOperationException("The process room never asks for this");
        }

        @Override
        public Optional<JobDetails> details(UUID id) {
            throw new UnsupportedOperationException("The process room never asks for this");
        }

        @Override
        public Optional<String> cancel(UUID id, String actor) {
            throw new UnsupportedOperationException("The process room never asks for this");
        }

        @Override
        public void retry(UUID id, String actor) {
            throw new UnsupportedOperationException("The process room never asks for this");
        }

        @Override
        public RemoteJob request(NewRemoteJob job) {
            throw new UnsupportedOperationException("The process room never asks for this");
        }

        @Override
        public Optional<RemoteJob> find(UUID id) {
            return jobs.stream().filter(job -> job.id().equals(id)).findFirst();
        }

        @Override
        public List<RemoteJob> ofChange(String change) {
            return List.copyOf(jobs);
        }

        @Override
        public List<RemoteJob> of(String kind, String owner) {
            return jobs.stream().filter(job -> job.kind().equals(kind)).toList();
        }

        @Override
        public List<RemoteJob> open() {
            return List.copyOf(jobs);
        }

        @Override
        public Optional<String> withdrawAll(String change, String actor) {
            return withdrawal;
        }
    }

    Comparison comparison(String change, String owner, boolean verify) {
        return new Comparison(
                verify ? UUID.randomUUID() : COMPARISON,
                change,
                owner,
                verify,
                "development",
                "production",
                "a",
                "b",
                "62.0",
                NOW,
                ContentDigest.of(Map.of()),
                ContentDigest.of(Map.of()),
                List.of());
    }
}
