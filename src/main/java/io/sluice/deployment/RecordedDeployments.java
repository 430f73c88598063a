package io.sluice.deployment;

import io.sluice.approval.ApprovalRound;
import io.sluice.approval.Approvals;
import io.sluice.approval.Decision;
import io.sluice.approval.People;
import io.sluice.change.ChangeRequests;
import io.sluice.compare.Comparisons;
import io.sluice.environment.Environments;
import io.sluice.metadata.Component;
import io.sluice.remotejob.NewRemoteJob;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobState;
import io.sluice.remotejob.RemoteJobs;
import io.sluice.salesforce.DeployOptions;
import io.sluice.salesforce.TestLevel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    private final Comparing comparing;
    private final Preparing preparing;
    private final Verifying verifying;
    private final PreparedComparison preparedWith;
    private final PolicyFacts policyFacts;
    private final ChangePathStore paths;
    private final HopBefore hopBefore;
    private final Environments environments;
    private final ChangeRequests changes;
    private final Approvals approvals;
    private final People people;
    private final Comparisons comparisons;
    private final RemoteJobs jobs;
    private final RecordActs acts;

    RecordedDeployments(
            DeploymentStore store,
            DeploymentGate gate,
            AttemptStore attempts,
            SnapshotStore snapshots,
            RollbackItems rollbackItems,
            ValidationClock validations,
            DependencyCheck dependencyCheck,
            Comparing comparing,
            Preparing preparing,
            Verifying verifying,
            PreparedComparison preparedWith,
            PolicyFacts policyFacts,
            ChangePathStore paths,
            HopBefore hopBefore,
            Environments environments,
            ChangeRequests changes,
            Approvals approvals,
            People people,
            Comparisons comparisons,
            RemoteJobs jobs,
            RecordActs acts) {
        this.store = store;
        this.gate = gate;
        this.attempts = attempts;
        this.snapshots = snapshots;
        this.rollbackItems = rollbackItems;
        this.validations = validations;
        this.dependencyCheck = dependencyCheck;
        this.comparing = comparing;
        this.preparing = preparing;
        this.verifying = verifying;
        this.preparedWith = preparedWith;
        this.policyFacts = policyFacts;
        this.paths = paths;
        this.hopBefore = hopBefore;
        this.environments = environments;
        this.changes = changes;
        this.approvals = approvals;
        this.people = people;
        this.comparisons = comparisons;
        this.jobs = jobs;
        this.acts = acts;
    }

    @Override
    public DeploymentRecord draft(String change, String source, String target, String actor) {
        environments.require(source);
        environments.require(target);
        environments.path().refusal(source, target).ifPresent(refusal -> {
            throw new IllegalArgumentException(refusal);
        });
        return acts.in(() -> {
            Optional<String> added = store.add(change, source, target);
            if (added.isPresent()) {
                DeploymentRecord record = store.require(added.get()).record();
                acts.record(actor, "deployment-drafted", record, Map.of("source", source, "target", target));
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
        return comparing.compare(id, processInstance);
    }

    @Override
    public PrepareResult prepare(String id, Preparation preparation, String actor) {
        return preparing.prepare(id, preparation, actor);
    }

    @Override
    public SortedMap<Component, SortedSet<Component>> deletionUses(String id) {
        return store.deletionUses(id);
    }

    @Override
    public Map<String, Object> policyFacts(String id) {
        DeploymentRecord record = require(id);
        Map<String, Object> facts = policyFacts.of(record, preparedWith.of(record), record.deletions());
        facts.put(
                "testLevel",
                Objects.requireNonNull(record.testLevel(), "prepared records have a test level")
                        .apiName());
        return facts;
    }

    @Override
    public Optional<TestPolicy.Minimum> testMinimum(String id) {
        DeploymentRecord record = require(id);
        return comparisons
                .latest(id, false)
                .flatMap(compared -> policyFacts.testMinimum(
                        record,
                        compared,
                        PreparationRules.deletions(
                                compared, changes.scope(record.change()).deletions())));
    }

    @Override
    public void chooseTests(String id, String actor) {
        acts.in(() -> {
            DeploymentRecord record = store.lock(id).record();
            Acts.PREPARE.check(record);
            store.unprepared(id);
            acts.record(actor, "deployment-tests-reconsidered", record, Map.of());
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
                ? hopBefore.editors(record, preparedWith.of(record))
                // What is as it was deployed was last edited by the deployment.
                : rollbackItems.of(record).stream()
                        .filter(item -> item.state() == RollbackItem.State.CHANGED_SINCE && !item.kept())
                        .map(RollbackItem::lastEditedBy)
                        .filter(Objects::nonNull)
                        .distinct();
    }

    @Override
    public void submitted(String id, String actor) {
        acts.in(() -> {
            DeploymentRecord record = store.lock(id).record();
            Acts.SUBMIT.check(record);
            String fingerprint = DeploymentGate.fingerprint(record);
            store.status(id, DeploymentStatus.PENDING_APPROVAL, null);
            acts.record(actor, "deployment-submitted", record, Map.of("fingerprint", fingerprint));
            return record;
        });
    }

    @Override
    public void decided(String id) {
        acts.in(() -> {
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
            acts.record(
                    SLUICE,
                    round.isRejected() ? "deployment-rejected" : "deployment-approved",
                    record,
                    Map.of("fingerprint", fingerprint, "round", round.number()));
            return record;
        });
    }

    @Override
    public RemoteJob retrieve(String id, String processInstance) {
        return acts.in(() -> {
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
        return acts.in(() -> {
            dependencyCheck.store(result);
            acts.record(
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
        return acts.in(() -> {
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
        acts.in(() -> {
            DeploymentRecord record = gate.approved(id, Acts.GO);
            String sha256 = gate.validated(record);
            store.go(id, actor);
            acts.record(
                    actor,
                    "deployment-go-given",
                    record,
                    Map.of("package", sha256, "fingerprint", DeploymentGate.fingerprint(record)));
            return record;
        });
    }

    @Override
    public RemoteJob keepTargetState(String id, String processInstance) {
        return acts.in(() -> {
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
        return acts.in(() -> deploy(id, processInstance, Map.of()));
    }

    @Override
    public RemoteJob quickDeploy(String id, String processInstance) {
        return acts.in(() -> {
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
        return comparing.verify(id, processInstance);
    }

    @Override
    public DeploymentRecord verified(String id) {
        return verifying.verified(id);
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
        acts.in(() -> {
            DeploymentRecord record = store.lock(id).record();
            if (record.status() == DeploymentStatus.DEPLOYING) {
                String message = "The process of this deployment was deleted before the deployment was verified."
                        + " The attempts say what became of it in the org.";
                store.status(id, DeploymentStatus.FAILED, message);
                acts.record(actor, "deployment-left-by-its-process", record, Map.of("message", message));
            }
            return record;
        });
    }

    @Override
    public void cancelled(String id, String actor, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("A deployment record is cancelled with a reason; it was empty");
        }
        acts.in(() -> {
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
            acts.record(actor, "deployment-cancelled", record, Map.of("reason", reason.strip()));
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
        acts.record(
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
}
