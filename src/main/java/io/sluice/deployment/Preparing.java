package io.sluice.deployment;

import io.sluice.change.ChangeRequests;
import io.sluice.change.Scope;
import io.sluice.compare.Comparison;
import io.sluice.compare.Comparisons;
import io.sluice.environment.Environments;
import io.sluice.metadata.Component;
import io.sluice.salesforce.TestLevel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Preparing a deployment: what is stated is checked, and bound by a fingerprint together with what was compared. */
@org.springframework.stereotype.Component
class Preparing {

    private final DeploymentStore store;
    private final PreparationCheck preparationCheck;
    private final DeletionPlans deletionPlans;
    private final ChangePathStore paths;
    private final HopBefore hopBefore;
    private final PolicyFacts policyFacts;
    private final Environments environments;
    private final ChangeRequests changes;
    private final Comparisons comparisons;
    private final RecordActs acts;

    Preparing(
            DeploymentStore store,
            PreparationCheck preparationCheck,
            DeletionPlans deletionPlans,
            ChangePathStore paths,
            HopBefore hopBefore,
            PolicyFacts policyFacts,
            Environments environments,
            ChangeRequests changes,
            Comparisons comparisons,
            RecordActs acts) {
        this.store = store;
        this.preparationCheck = preparationCheck;
        this.deletionPlans = deletionPlans;
        this.paths = paths;
        this.hopBefore = hopBefore;
        this.policyFacts = policyFacts;
        this.environments = environments;
        this.changes = changes;
        this.comparisons = comparisons;
        this.acts = acts;
    }

    /** As {@link Deployments#prepare} says. */
    PrepareResult prepare(String id, Preparation preparation, String actor) {
        DeploymentRecord before = store.require(id).record();
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
        return acts.in(() -> prepare(id, preparation, source, target, level, checked, leftOut.items(), plan, actor));
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
            acts.record(actor, "deployment-left-out", record, Map.of("leftOut", LeftOut.lines(leftOut)));
        }
        if (!source.equals(record.source()) || !target.equals(record.target())) {
            store.environments(id, source, target);
            paths.retarget(id, target);
            acts.record(actor, "deployment-environments-changed", record, Map.of("source", source, "target", target));
            return new PrepareResult.CompareAgain(
                    store.require(id).record(),
                    "The deployment goes from " + source + " to " + target
                            + " now; that has to be compared before it is prepared.");
        }
        if (!leftOut.equals(record.leftOut())) {
            return new PrepareResult.CompareAgain(
                    store.require(id).record(),
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
        policyFacts
                .testMinimum(record, compared, plan.all())
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
        acts.record(actor, "deployment-prepared", record, details);
        return new PrepareResult.Prepared(store.require(id).record());
    }
}
