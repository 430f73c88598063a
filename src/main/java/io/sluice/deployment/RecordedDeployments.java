package io.sluice.deployment;

import io.sluice.approval.ApprovalRound;
import io.sluice.approval.Approvals;
import io.sluice.approval.Decision;
import io.sluice.approval.People;
import io.sluice.change.ChangeFact;
import io.sluice.change.ChangeRequests;
import io.sluice.change.ChangeStatus;
import io.sluice.change.Scope;
import io.sluice.compare.ComparedItem;
import io.sluice.compare.Comparison;
import io.sluice.compare.Comparisons;
import io.sluice.compare.ItemDifferences;
import io.sluice.compare.NewComparison;
import io.sluice.compare.Selection;
import io.sluice.compare.difference.RightsFacts;
import io.sluice.environment.Connections;
import io.sluice.environment.Environments;
import io.sluice.evidence.Evidence;
import io.sluice.metadata.Component;
import io.sluice.remotejob.NewRemoteJob;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobState;
import io.sluice.remotejob.RemoteJobs;
import io.sluice.salesforce.DeployOptions;
import io.sluice.salesforce.TestLevel;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Deployment records in the database; each act locks its record and writes evidence in the same transaction. */
@org.springframework.stereotype.Component
class RecordedDeployments implements Deployments {

    private static final String SLUICE = "sluice";

    private final DeploymentStore store;
    private final DeploymentGate gate;
    private final AttemptStore attempts;
    private final SnapshotStore snapshots;
    private final RollbackItems rollbackItems;
    private final ValidationClock validations;
    private final DependencyCheck dependencyCheck;
    private final PreparationCheck preparationCheck;
    private final DeletionPlans deletionPlans;
    private final ChangePathStore paths;
    private final HopBefore hopBefore;
    private final TestPolicy testPolicy;
    private final Environments environments;
    private final Connections connections;
    private final ChangeRequests changes;
    private final Approvals approvals;
    private final People people;
    private final Comparisons comparisons;
    private final ItemDifferences differences;
    private final RemoteJobs jobs;
    private final Evidence evidence;
    private final TransactionTemplate transaction;

    RecordedDeployments(
            DeploymentStore store,
            DeploymentGate gate,
            AttemptStore attempts,
            SnapshotStore snapshots,
            RollbackItems rollbackItems,
            ValidationClock validations,
            DependencyCheck dependencyCheck,
            PreparationCheck preparationCheck,
            DeletionPlans deletionPlans,
            ChangePathStore paths,
            HopBefore hopBefore,
            TestPolicy testPolicy,
            Environments environments,
            Connections connections,
            ChangeRequests changes,
            Approvals approvals,
            People people,
            Comparisons comparisons,
            ItemDifferences differences,
            RemoteJobs jobs,
            Evidence evidence,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.gate = gate;
        this.attempts = attempts;
        this.snapshots = snapshots;
        this.rollbackItems = rollbackItems;
        this.validations = validations;
        this.dependencyCheck = dependencyCheck;
        this.preparationCheck = preparationCheck;
        this.deletionPlans = deletionPlans;
        this.paths = paths;
        this.hopBefore = hopBefore;
        this.testPolicy = testPolicy;
        this.environments = environments;
        this.connections = connections;
        this.changes = changes;
        this.approvals = approvals;
        this.people = people;
        this.comparisons = comparisons;
        this.differences = differences;
        this.jobs = jobs;
        this.evidence = evidence;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public DeploymentRecord draft(String change, String source, String target, String actor) {
        environments.require(source);
        environments.require(target);
        environments.path().refusal(source, target).ifPresent(refusal -> {
            throw new IllegalArgumentException(refusal);
        });
        return in(() -> {
            Optional<String> added = store.add(change, source, target);
            if (added.isPresent()) {
                DeploymentRecord record = store.require(added.get()).record();
                record(actor, "deployment-drafted", record, Map.of("source", source, "target", target));
                return record;
            }
            return store.ofTarget(change, target).orElseThrow().record();
        });
    }

    @Override
    public Optional<DeploymentRecord> find(String id) {
        return store.find(id).map(DeploymentStore.Row::record);
    }

    @Override
    public DeploymentRecord require(String id) {
        return store.require(id).record();
    }

    @Override
    public List<DeploymentRecord> ofChange(String change) {
        return store.ofChange(change).stream()
                .filter(record -> record.rollback() == null)
                .toList();
    }

    @Override
    public List<DeploymentRecord> withRollbacks(String change) {
        return store.ofChange(change);
    }

    @Override
    public RemoteJob compare(String id, String processInstance) {
        DeploymentRecord before = require(id);
        Acts.COMPARE.check(before);
        if (before.rollback() != null) {
            return compareWithKept(id, processInstance);
        }
        String apiVersion = lower(
                connections.open(before.source()).apiVersion(),
                connections.open(before.target()).apiVersion());
        return in(() -> {
            DeploymentRecord record = store.lock(id).record();
            Acts.COMPARE.check(record);
            gate.notBeingRolledBack(record);
            SortedSet<Component> scope = scope(record);
            store.comparing(id, apiVersion, processInstance);
            RemoteJob job = comparisons.request(new NewComparison(
                    record.change(),
                    id,
                    false,
                    record.source(),
                    record.target(),
                    scope,
                    apiVersion,
                    processInstance,
                    SLUICE));
            record(
                    SLUICE,
                    "deployment-comparison-requested",
                    record,
                    Map.of("attempt", job.attempt(), "apiVersion", apiVersion));
            return job;
        });
    }

    /** What is compared and deployed: the scope without what is left out. */
    private SortedSet<Component> scope(DeploymentRecord record) {
        SortedSet<Component> whole = changes.scope(record.change()).components();
        if (whole.isEmpty()) {
            throw new IllegalStateException("Change request " + record.change() + " has no scope to compare");
        }
        SortedSet<Component> kept = new TreeSet<>(whole);
        kept.removeAll(record.leftOut().keySet());
        if (!kept.isEmpty()) {
            return kept;
        }
        // The scope was changed meanwhile, and what it has now was all left out.
        store.leftOut(record.id(), Map.of());
        record(SLUICE, "deployment-left-out", record, Map.of("leftOut", List.of()));
        return whole;
    }

    /** The whole of what was kept, so that what stays as it is takes part in the fingerprint too. */
    private RemoteJob compareWithKept(String id, String processInstance) {
        return in(() -> {
            DeploymentRecord record = store.lock(id).record();
            Acts.COMPARE.check(record);
            Snapshot snapshot = restored(record);
            store.comparing(id, snapshot.apiVersion(), processInstance);
            RemoteJob job = comparisons.request(withKept(record, snapshot, false, List.of(), processInstance));
            record(
                    SLUICE,
                    "deployment-comparison-requested",
                    record,
                    Map.of(
                            "attempt",
                            job.attempt(),
                            "apiVersion",
                            snapshot.apiVersion(),
                            "snapshot",
                            snapshot.id().toString()));
            return job;
        });
    }

    private Snapshot restored(DeploymentRecord record) {
        Rollback rollback = Objects.requireNonNull(record.rollback(), "a rollback record");
        return snapshots.find(rollback.snapshot()).orElseThrow();
    }

    private static NewComparison withKept(
            DeploymentRecord record, Snapshot snapshot, boolean verify, List<Component> kept, String processInstance) {
        Selection.Scope scope = new Selection.Scope(
                new TreeSet<>(snapshot.items().keySet()),
                new Selection.Kept(snapshot.id().toString(), new TreeSet<>(kept)));
        return NewComparison.withKept(
                record.change(),
                record.id(),
                verify,
                record.target(),
                scope,
                snapshot.apiVersion(),
                processInstance,
                SLUICE);
    }

    @Override
    public PrepareResult prepare(String id, Preparation preparation, String actor) {
        DeploymentRecord before = require(id);
        Acts.PREPARE.check(before);
        PreparationCheck.Checked checked = preparationCheck.check(preparation, actor);
        List<String> problems = new ArrayList<>(checked.problems());
        String source = preparation.source().strip();
        String target = preparation.target().strip();
        if (!target.equals(before.target())) {
            store.ofTarget(before.change(), target)
                    .ifPresent(other -> problems.add("Deployment record "
                            + other.record().id() + " of this change request already changes " + target + "."));
            problems.addAll(offThePath(before, target));
        }
        LeftOut.Read leftOut = LeftOut.read(
                preparation.leftOut(), changes.scope(before.change()).components());
        problems.addAll(leftOut.problems());
        if (checked.testLevel() == TestLevel.RUN_RELEVANT_TESTS
                && before.apiVersion() != null
                && !TestLevel.knowsRelevantTests(before.apiVersion())) {
            problems.add("RunRelevantTests needs API version " + TestLevel.RELEVANT_SINCE + "; this deployment uses "
                    + before.apiVersion() + ", the lower of what source and target offer. Choose another test level, or"
                    + " set a newer version for both environments.");
        }
        if (!problems.isEmpty() || checked.testLevel() == null) {
            return new PrepareResult.Refused(List.copyOf(problems));
        }
        TestLevel level = checked.testLevel();
        Optional<DeletionPlan> plan = source.equals(before.source()) && target.equals(before.target())
                ? deletionPlans.of(before)
                : Optional.empty();
        return in(() -> prepare(id, preparation, source, target, level, checked, leftOut.items(), plan, actor));
    }

    /** Why the record's hop can't lead to another target: the rest of the promotion path has to follow from there. */
    private List<String> offThePath(DeploymentRecord record, String target) {
        List<Hop> hops = paths.of(record.change());
        List<String> rest = hops.stream()
                .dropWhile(hop -> !record.id().equals(hop.deployment()))
                .skip(1)
                .map(Hop::target)
                .toList();
        if (rest.contains(target)) {
            return List.of("The promotion path goes to " + target + " later. Take the targets before it off the path on"
                    + " the change's page, or leave the target as it is.");
        }
        return environments.path().refusalAlong(target, rest).stream().toList();
    }

    private PrepareResult prepare(
            String id,
            Preparation preparation,
            String source,
            String target,
            TestLevel level,
            PreparationCheck.Checked checked,
            SortedMap<Component, String> leftOut,
            Optional<DeletionPlan> planned,
            String actor) {
        DeploymentStore.Row row = store.lock(id);
        DeploymentRecord record = row.record();
        Acts.PREPARE.check(record);
        if (!leftOut.equals(record.leftOut())) {
            store.leftOut(id, leftOut);
            record(actor, "deployment-left-out", record, Map.of("leftOut", LeftOut.lines(leftOut)));
        }
        if (!source.equals(record.source()) || !target.equals(record.target())) {
            store.environments(id, source, target);
            paths.retarget(id, target);
            record(actor, "deployment-environments-changed", record, Map.of("source", source, "target", target));
            return new PrepareResult.CompareAgain(
                    require(id),
                    "The deployment goes from " + source + " to " + target
                            + " now; that has to be compared before it is prepared.");
        }
        if (!leftOut.equals(record.leftOut())) {
            return new PrepareResult.CompareAgain(
                    require(id),
                    (leftOut.isEmpty()
                                    ? "Nothing is left out any more"
                                    : "Left out are now " + Words.named(leftOut.keySet()))
                            + "; the rest has to be compared before it is prepared.");
        }
        Optional<Comparison> latest = comparisons.latest(id, false);
        Scope scope = changes.scope(record.change());
        Optional<String> outdated = PreparationRules.outdated(row, latest, scope, checked);
        if (outdated.isPresent() || latest.isEmpty()) {
            return new PrepareResult.CompareAgain(record, outdated.orElse("Compare again first."));
        }
        Comparison compared = latest.get();
        if (planned.isEmpty() || !planned.get().fits(compared, scope.deletions())) {
            return new PrepareResult.CompareAgain(
                    record, "Comparison or scope were changed while the deployment was prepared.");
        }
        DeletionPlan plan = planned.get();
        List<String> problems = new ArrayList<>(PreparationRules.problems(compared, scope.deletions()));
        problems.addAll(plan.problems());
        testPolicy
                .minimum(facts(record, compared, plan.all()))
                .filter(minimum -> !level.isAtLeast(minimum.level()))
                .ifPresent(minimum -> problems.add(
                        minimum.words() + " Stated was " + level.apiName() + "; choose a stronger test level."));
        if (!problems.isEmpty()) {
            return new PrepareResult.Refused(problems);
        }
        Fingerprint fingerprint = new Fingerprint(
                compared.sourceDigest(),
                compared.targetOrgId(),
                compared.targetDigest(),
                level,
                checked.tests(),
                plan.all().stream().map(Component::toString).toList(),
                plan.before().stream().map(Component::toString).toList(),
                LeftOut.lines(leftOut),
                compared.apiVersion());
        store.prepared(id, compared.id(), fingerprint, plan, preparation.goNeeded(), preparation.quickDeploy());
        Map<String, Object> details = new HashMap<>(fingerprint.facts());
        details.put("fingerprint", fingerprint.value());
        details.put("comparison", compared.id().toString());
        details.put("goNeeded", preparation.goNeeded());
        details.put("quickDeploy", preparation.quickDeploy());
        List<Component> moved = hopBefore.moved(record, compared);
        if (!moved.isEmpty()) {
            details.put(
                    "movedSinceVerified",
                    moved.stream().map(Component::toString).toList());
        }
        if (!plan.reasons().isEmpty()) {
            details.put("deletionOrder", plan.reasons());
        }
        if (!plan.alreadyGone().isEmpty()) {
            details.put(
                    "alreadyGone",
                    plan.alreadyGone().stream().map(Component::toString).toList());
        }
        record(actor, "deployment-prepared", record, details);
        return new PrepareResult.Prepared(require(id));
    }

    @Override
    public SortedMap<Component, SortedSet<Component>> deletionUses(String id) {
        return store.deletionUses(id);
    }

    @Override
    public Map<String, Object> policyFacts(String id) {
        DeploymentRecord record = require(id);
        Map<String, Object> facts = facts(record, compared(record), record.deletions());
        facts.put(
                "testLevel",
                Objects.requireNonNull(record.testLevel(), "prepared records have a test level")
                        .apiName());
        return facts;
    }

    /** @param deletions what the deployment deletes */
    private Map<String, Object> facts(DeploymentRecord record, Comparison compared, List<Component> deletions) {
        RightsFacts rights = differences.rights(compared.id(), deletions);
        // What is not known may be a powerful right: then those are asked who are asked for one.
        boolean known = differences.lookedInside(compared.id())
                && differences.total(compared.id()).notCompared() == 0;
        int least = known ? 0 : 1;
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put(
                "itemTypes",
                compared.items().stream()
                        .map(item -> item.component().type())
                        .distinct()
                        .sorted()
                        .toList());
        facts.put("targetKind", environments.require(record.target()).kind().word());
        facts.put(
                "apexInPackage",
                compared.items().stream()
                        .anyMatch(item ->
                                PackageRun.APEX.contains(item.component().type())));
        facts.put("differences", differing(record, compared).size());
        facts.put("rightsGained", Math.max(least, rights.gained()));
        facts.put("powerfulRightsGained", Math.max(least, rights.powerfulGained()));
        facts.put("rightsLost", rights.lost());
        return facts;
    }

    @Override
    public Optional<TestPolicy.Minimum> testMinimum(String id) {
        DeploymentRecord record = require(id);
        return comparisons
                .latest(id, false)
                .flatMap(compared -> testPolicy.minimum(facts(
                        record,
                        compared,
                        PreparationRules.deletions(
                                compared, changes.scope(record.change()).deletions()))));
    }

    @Override
    public void chooseTests(String id, String actor) {
        in(() -> {
            DeploymentRecord record = store.lock(id).record();
            Acts.PREPARE.check(record);
            store.unprepared(id);
            record(actor, "deployment-tests-reconsidered", record, Map.of());
            return record;
        });
    }

    @Override
    public Set<String> lastEditors(String id) {
        return editors(id)
                .flatMap(name -> people.personOf(name).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public Set<String> unknownEditors(String id) {
        return editors(id)
                .filter(name -> people.personOf(name).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<String> editors(String id) {
        DeploymentRecord record = require(id);
        return record.rollback() == null
                ? hopBefore.editors(record, compared(record))
                // What is as it was deployed was last edited by the deployment.
                : rollbackItems.of(record).stream()
                        .filter(item -> item.state() == RollbackItem.State.CHANGED_SINCE && !item.kept())
                        .map(RollbackItem::lastEditedBy)
                        .filter(Objects::nonNull)
                        .distinct();
    }

    /** What is not the same, but for what a rollback leaves as it is. */
    private static List<ComparedItem> differing(DeploymentRecord record, Comparison comparison) {
        Rollback rollback = record.rollback();
        return comparison.differing().stream()
                .filter(item -> rollback == null || !rollback.kept().contains(item.component()))
                .toList();
    }

    @Override
    public void submitted(String id, String actor) {
        in(() -> {
            DeploymentRecord record = store.lock(id).record();
            Acts.SUBMIT.check(record);
            String fingerprint = DeploymentGate.fingerprint(record);
            store.status(id, DeploymentStatus.PENDING_APPROVAL, null);
            record(actor, "deployment-submitted", record, Map.of("fingerprint", fingerprint));
            return record;
        });
    }

    @Override
    public void decided(String id) {
        in(() -> {
            DeploymentRecord record = store.lock(id).record();
            ApprovalRound round = approvals
                    .latest(DeploymentGate.subject(record))
                    .filter(ApprovalRound::isDecided)
                    .orElseThrow(() -> new IllegalStateException("Nobody has decided on deployment record " + id));
            DeploymentStatus status = round.isRejected() ? DeploymentStatus.REJECTED : DeploymentStatus.APPROVED;
            if (record.status() == status) {
                return record;
            }
            Acts.DECIDE.check(record);
            String fingerprint = DeploymentGate.fingerprint(record);
            if (!round.binds().equals(fingerprint)) {
                throw new IllegalStateException("Deployment record " + id + " has fingerprint " + fingerprint
                        + "; the decision was about " + round.binds());
            }
            if (status == DeploymentStatus.APPROVED
                    && !approvals.isApproved(DeploymentGate.subject(record), fingerprint)) {
                throw new IllegalStateException("The approval of deployment record " + id + " does not hold");
            }
            String reason = round.decisions().stream()
                    .filter(decision -> !decision.approved())
                    .map(Decision::reason)
                    .findFirst()
                    .orElse(null);
            store.status(id, status, reason);
            record(
                    SLUICE,
                    round.isRejected() ? "deployment-rejected" : "deployment-approved",
                    record,
                    Map.of("fingerprint", fingerprint, "round", round.number()));
            return record;
        });
    }

    @Override
    public RemoteJob retrieve(String id, String processInstance) {
        return in(() -> {
            DeploymentRecord record = gate.approved(id, Acts.RETRIEVE);
            store.waiting(id, processInstance);
            if (record.status() == DeploymentStatus.FAILED) {
                // The same fingerprint keeps its approval: it is tried again from the package on.
                store.status(id, DeploymentStatus.APPROVED, null);
            }
            return request(RetrieveKind.NAME, record, record.source(), processInstance);
        });
    }

    @Override
    public DependencyResult checkDependencies(String id) {
        DeploymentRecord record = require(id);
        Acts.CHECK.check(record);
        String sha256 = DeploymentGate.packageOf(record);
        DependencyResult result = dependencyCheck.check(record, sha256);
        return in(() -> {
            dependencyCheck.store(result);
            record(
                    SLUICE,
                    "dependencies-checked",
                    record,
                    Map.of(
                            "package", sha256,
                            "missing",
                                    result.missingComponents().stream()
                                            .map(Component::toString)
                                            .toList(),
                            "inPackage", result.inPackage(),
                            "inTarget", result.inTarget()));
            return result;
        });
    }

    @Override
    public Optional<DependencyResult> dependencies(String id) {
        return dependencyCheck.latest(id);
    }

    @Override
    public RemoteJob validate(String id, String processInstance) {
        return in(() -> {
            DeploymentRecord record = gate.approved(id, Acts.VALIDATE);
            String sha256 = gate.proven(record);
            store.waiting(id, processInstance);
            store.go(id, null);
            if (record.status() == DeploymentStatus.FAILED) {
                store.status(id, DeploymentStatus.APPROVED, null);
            }
            RemoteJob job = request(PackageKind.VALIDATE, record, record.target(), processInstance);
            attempts.start(job, SLUICE, options(record, true), sha256, record.fingerprint());
            return job;
        });
    }

    @Override
    public void go(String id, String actor) {
        in(() -> {
            DeploymentRecord record = gate.approved(id, Acts.GO);
            String sha256 = gate.validated(record);
            store.go(id, actor);
            record(
                    actor,
                    "deployment-go-given",
                    record,
                    Map.of("package", sha256, "fingerprint", DeploymentGate.fingerprint(record)));
            return record;
        });
    }

    @Override
    public RemoteJob keepTargetState(String id, String processInstance) {
        return in(() -> {
            DeploymentRecord record = gate.approved(id, Acts.KEEP_STATE);
            gate.validated(record);
            store.waiting(id, processInstance);
            return request(SnapshotKind.NAME, record, record.target(), processInstance);
        });
    }

    @Override
    public Optional<Snapshot> snapshot(String id) {
        return snapshots.latest(id);
    }

    @Override
    public RemoteJob deploy(String id, String processInstance) {
        return in(() -> deploy(id, processInstance, Map.of()));
    }

    @Override
    public RemoteJob quickDeploy(String id, String processInstance) {
        return in(() -> {
            Validity validity = validations
                    .of(require(id))
                    .orElseThrow(() -> new IllegalStateException(
                            "Deployment record " + id + " has no validation that could be deployed quickly"));
            return deploy(
                    id,
                    processInstance,
                    Map.of(
                            JobInput.VALIDATION,
                            Objects.requireNonNull(validity.validation().remoteId())));
        });
    }

    @Override
    public Optional<Validity> validity(String id) {
        return validations.of(require(id));
    }

    /** @param validation what is made real instead of sending the package; empty where the package is sent */
    private RemoteJob deploy(String id, String processInstance, Map<String, String> validation) {
        DeploymentRecord record = gate.approved(id, Acts.DEPLOY);
        String sha256 = gate.validated(record);
        String goBy = store.require(id).goBy();
        if (record.goNeeded() && goBy == null) {
            throw new IllegalStateException("Nobody has given the go for deployment record " + id);
        }
        gate.targetStateKept(record);
        store.waiting(id, processInstance);
        store.status(id, DeploymentStatus.DEPLOYING, null);
        String kind = validation.isEmpty() ? PackageKind.DEPLOY : QuickDeployKind.NAME;
        RemoteJob job = request(kind, record, record.target(), processInstance, validation);
        AttemptOptions options = options(record, false);
        String validationId = validation.get(JobInput.VALIDATION);
        attempts.start(
                job,
                goBy == null ? SLUICE : goBy,
                validationId == null ? options : options.ofValidation(validationId),
                sha256,
                record.fingerprint());
        return job;
    }

    @Override
    public RemoteJob verify(String id, String processInstance) {
        return in(() -> {
            DeploymentRecord record = store.lock(id).record();
            Acts.VERIFY.check(record);
            if (gate.lastDeployed(record).isEmpty()) {
                throw new IllegalStateException("Deployment record " + id + " was not deployed");
            }
            store.waiting(id, processInstance);
            store.status(id, DeploymentStatus.DEPLOYING, null);
            Comparison compared = compared(record);
            RemoteJob job = comparisons.request(
                    record.rollback() != null
                            ? withKept(
                                    record,
                                    restored(record),
                                    true,
                                    record.rollback().kept(),
                                    processInstance)
                            : new NewComparison(
                                    record.change(),
                                    id,
                                    true,
                                    record.source(),
                                    record.target(),
                                    new TreeSet<>(TargetCheck.manifest(compared).members()),
                                    compared.apiVersion(),
                                    processInstance,
                                    SLUICE));
            record(SLUICE, "deployment-verify-requested", record, Map.of("attempt", job.attempt()));
            return job;
        });
    }

    @Override
    public DeploymentRecord verified(String id) {
        return in(() -> {
            DeploymentRecord record = store.lock(id).record();
            if (record.status() == DeploymentStatus.DEPLOYED) {
                return record;
            }
            Acts.VERIFY.check(record);
            whyNotVerified(record).ifPresent(reason -> {
                throw new IllegalStateException(reason);
            });
            return deployed(record);
        });
    }

    /** How a verify comparison ended. Never throws for what it says: its outcome is being written down. */
    void verifyEnded(String id, boolean same, String message) {
        in(() -> {
            DeploymentRecord record = store.lock(id).record();
            if (record.status() != DeploymentStatus.DEPLOYING) {
                return record;
            }
            Optional<String> reason = same ? whyNotVerified(record) : Optional.of(message);
            if (reason.isEmpty()) {
                return deployed(record);
            }
            store.status(id, DeploymentStatus.FAILED, reason.get());
            record(SLUICE, "deployment-verify-failed", record, Map.of("message", reason.get()));
            return require(id);
        });
    }

    private DeploymentRecord deployed(DeploymentRecord record) {
        store.status(record.id(), DeploymentStatus.DEPLOYED, null);
        record(SLUICE, "deployment-verified", record, Map.of("package", DeploymentGate.packageOf(record)));
        if (record.rollback() != null) {
            rolledBack(record, record.rollback());
        }
        return require(record.id());
    }

    /** The record that was rolled back is not deployed any more, nor is its change request completed. */
    private void rolledBack(DeploymentRecord rollback, Rollback details) {
        DeploymentRecord record = store.lock(details.of()).record();
        String words = (details.kept().isEmpty() ? "Rolled back by " : "Partly rolled back by ")
                + rollback.id()
                + (details.kept().isEmpty()
                        ? ": " + record.target() + " is as it was before."
                        : "; left as they are: " + Words.named(details.kept()) + ".");
        boolean completed = changes.require(record.change()).status() == ChangeStatus.COMPLETED;
        if (completed) {
            store.status(record.id(), DeploymentStatus.CANCELLED, words);
            changes.happened(record.change(), ChangeFact.ROLLED_BACK, SLUICE, words);
        } else {
            // Where its process waits at Fix errors, it can be repeated or given up there.
            store.status(
                    record.id(),
                    record.status() == DeploymentStatus.DEPLOYED ? DeploymentStatus.IN_PROGRESS : record.status(),
                    words);
        }
        record(
                SLUICE,
                "deployment-rolled-back",
                record,
                Map.of(
                        "by", rollback.id(),
                        "snapshot", details.snapshot().toString(),
                        "kept", details.kept().stream().map(Component::toString).toList()));
    }

    /** Reads the newest verify comparison itself; empty where it proves the deployment. */
    private Optional<String> whyNotVerified(DeploymentRecord record) {
        Optional<Instant> deployedAt = gate.lastDeployed(record);
        if (deployedAt.isEmpty()) {
            return Optional.of("Deployment record " + record.id() + " was not deployed");
        }
        Optional<Comparison> newest =
                comparisons.latest(record.id(), true).filter(each -> !each.at().isBefore(deployedAt.get()));
        if (newest.isEmpty()) {
            return Optional.of("Deployment record " + record.id() + " was not compared since it was deployed");
        }
        Comparison verify = newest.get();
        Comparison compared = compared(record);
        if (!verify.targetOrgId().equals(compared.targetOrgId())
                || !verify.sourceOrgId().equals(compared.sourceOrgId())) {
            return Optional.of("Source or target of deployment record " + record.id() + " is another org now");
        }
        if (!components(verify).equals(components(compared))
                || !differing(record, verify).isEmpty()) {
            return Optional.of("Deployment record " + record.id()
                    + " is not verified: source and target are not the same for the whole scope");
        }
        List<Component> moved = movedInSource(compared, verify);
        return moved.isEmpty()
                ? Optional.empty()
                : Optional.of("Deployment record " + record.id() + " is not verified: in the source, "
                        + Words.named(moved) + " changed since the comparison that was decided on; compare again");
    }

    /** What was to be deployed and is not in the source any more as it was then: that both sides agree proves nothing. */
    private static List<Component> movedInSource(Comparison compared, Comparison verify) {
        Map<Component, ComparedItem> now =
                verify.items().stream().collect(Collectors.toMap(ComparedItem::component, Function.identity()));
        return compared.differing().stream()
                .filter(then -> {
                    ComparedItem item = now.get(then.component());
                    return item == null || !Objects.equals(item.sourceHash(), then.sourceHash());
                })
                .map(ComparedItem::component)
                .toList();
    }

    private static SortedSet<Component> components(Comparison comparison) {
        return comparison.items().stream().map(ComparedItem::component).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public Optional<String> cancelRefusal(String id) {
        DeploymentRecord record = require(id);
        boolean refused = record.status() == DeploymentStatus.DEPLOYED && !paths.isUnfinished(record.change())
                || record.status() == DeploymentStatus.DEPLOYING
                        && withdrawn(record).isEmpty();
        return refused
                ? Optional.of(record.id() + " is " + record.status().words() + " to " + record.target())
                : Optional.empty();
    }

    /** The newest deployment, when it was withdrawn before anything of it was sent. */
    private Optional<RemoteJob> withdrawn(DeploymentRecord record) {
        return DeploymentGate.DEPLOYING_KINDS.stream()
                .flatMap(kind -> jobs.of(kind, record.id()).stream())
                .max(Comparator.comparing(RemoteJob::requestedAt))
                .filter(job -> job.state() == RemoteJobState.WITHDRAWN);
    }

    @Override
    public void left(String id, String actor) {
        in(() -> {
            DeploymentRecord record = store.lock(id).record();
            if (record.status() == DeploymentStatus.DEPLOYING) {
                String message = "The process of this deployment was deleted before the deployment was verified."
                        + " The attempts say what became of it in the org.";
                store.status(id, DeploymentStatus.FAILED, message);
                record(actor, "deployment-left-by-its-process", record, Map.of("message", message));
            }
            return record;
        });
    }

    @Override
    public void cancelled(String id, String actor, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("A deployment record is cancelled with a reason; it was empty");
        }
        in(() -> {
            DeploymentRecord record = store.lock(id).record();
            if (record.status() == DeploymentStatus.CANCELLED || record.status() == DeploymentStatus.DEPLOYED) {
                return record;
            }
            Optional<RemoteJob> withdrawn =
                    record.status() == DeploymentStatus.DEPLOYING ? withdrawn(record) : Optional.empty();
            if (withdrawn.isPresent()) {
                attempts.ended(withdrawn.get().id(), null, false, "Cancelled before anything was sent");
            } else {
                Acts.CANCEL.check(record);
            }
            store.status(id, DeploymentStatus.CANCELLED, reason.strip());
            record(actor, "deployment-cancelled", record, Map.of("reason", reason.strip()));
            return record;
        });
    }

    @Override
    public List<Attempt> attempts(String id) {
        return attempts.of(id);
    }

    private RemoteJob request(
            String kind, DeploymentRecord record, String environment, @Nullable String processInstance) {
        return request(kind, record, environment, processInstance, Map.of());
    }

    private RemoteJob request(
            String kind,
            DeploymentRecord record,
            String environment,
            @Nullable String processInstance,
            Map<String, String> more) {
        Map<String, Object> input = new HashMap<>(JobInput.of(record));
        input.putAll(more);
        int attempt = jobs.of(kind, record.id()).size() + 1;
        RemoteJob job = jobs.request(new NewRemoteJob(
                kind, record.id(), attempt, record.change(), environment, processInstance, SLUICE, input));
        record(
                SLUICE,
                "deployment-" + kind + "-requested",
                record,
                Map.of(
                        "attempt",
                        attempt,
                        "environment",
                        environment,
                        "fingerprint",
                        DeploymentGate.fingerprint(record)));
        return job;
    }

    private static AttemptOptions options(DeploymentRecord record, boolean checkOnly) {
        TestLevel level = Objects.requireNonNull(record.testLevel(), "prepared records have a test level");
        return AttemptOptions.of(new DeployOptions(checkOnly, level, record.tests()), record.apiVersion());
    }

    private Comparison compared(DeploymentRecord record) {
        Optional<Comparison> compared = record.comparison() == null
                ? comparisons.latest(record.id(), false)
                : comparisons.find(record.comparison());
        return compared.orElseThrow(
                () -> new IllegalStateException("Deployment record " + record.id() + " was not compared yet"));
    }

    private void record(String actor, String kind, DeploymentRecord record, Map<String, ?> details) {
        Map<String, Object> all = new HashMap<>(details);
        all.put("deployment", record.id());
        evidence.record(actor, kind, record.change(), all);
    }

    private static String lower(String one, String other) {
        return new BigDecimal(one).compareTo(new BigDecimal(other)) <= 0 ? one : other;
    }

    private <T> T in(Supplier<T> act) {
        return Objects.requireNonNull(transaction.execute(status -> act.get()));
    }
}
