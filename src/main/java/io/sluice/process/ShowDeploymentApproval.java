package io.sluice.process;

import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeRequests;
import io.sluice.change.Families;
import io.sluice.change.Overlaps;
import io.sluice.compare.Comparison;
import io.sluice.compare.Comparisons;
import io.sluice.deployment.Analyses;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.Deployments;
import io.sluice.deployment.LeftOut;
import io.sluice.deployment.Rehearsals;
import io.sluice.deployment.Rollbacks;
import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import io.sluice.metadata.Component;
import io.sluice.salesforce.TestLevel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.jspecify.annotations.Nullable;

/** Fills the form "Approve deployment" or "Approve rollback" in with what is to be decided on. */
@org.springframework.stereotype.Component
class ShowDeploymentApproval implements TaskListener {

    /** So many users of one deletion are named. */
    private static final int MOST_USERS = 10;

    private final DeploymentProcess process;
    private final ChangeRequests changes;
    private final Families families;
    private final Comparisons comparisons;
    private final Environments environments;
    private final Deployments deployments;
    private final Overlaps overlaps;
    private final DifferenceWords differences;
    private final MovedSource moved;
    private final Analyses analyses;
    private final Rollbacks rollbacks;
    private final Rehearsals rehearsals;
    private final RollbackWords words;
    private final TaskForms forms;

    ShowDeploymentApproval(
            DeploymentProcess process,
            ChangeRequests changes,
            Families families,
            Comparisons comparisons,
            Environments environments,
            Deployments deployments,
            Overlaps overlaps,
            DifferenceWords differences,
            MovedSource moved,
            Analyses analyses,
            Rollbacks rollbacks,
            Rehearsals rehearsals,
            RollbackWords words,
            TaskForms forms) {
        this.process = process;
        this.changes = changes;
        this.families = families;
        this.comparisons = comparisons;
        this.environments = environments;
        this.deployments = deployments;
        this.overlaps = overlaps;
        this.differences = differences;
        this.moved = moved;
        this.analyses = analyses;
        this.rollbacks = rollbacks;
        this.rehearsals = rehearsals;
        this.words = words;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        DeploymentRecord record = process.record(task);
        ChangeRequest change = changes.require(record.change());
        Optional<Comparison> comparison =
                Optional.ofNullable(record.comparison()).flatMap(comparisons::find);
        DifferenceWords.Shown shown =
                differences.of(record, comparison.map(Comparison::id).orElse(null));
        forms.headed(task)
                .show("comparisonId", shown.comparison())
                .show("powerfulRights", shown.powerful())
                .show("rights", shown.rights())
                .rows("differences", shown.others())
                .show("movedInSource", moved.words(record))
                .show(
                        "approver",
                        ChangeRequestProcess.text(task.getExecution(), ChangeRequestProcess.APPROVER)
                                .replaceFirst("^group:(.*)", "the group $1")
                                .replaceFirst("^user:", ""))
                .show("deploymentId", record.id())
                .show("requester", change.requester())
                .show("sourceName", named(record.source()))
                .show("targetName", named(record.target()))
                .show("tested", testing(record))
                .show(
                        "findings",
                        analyses.latest(record.id())
                                .filter(each -> each.fingerprint().equals(record.fingerprint()))
                                .map(AnalysisWords::of)
                                .orElse(null))
                .show("deletions", deletions(record, deployments.deletionUses(record.id())))
                .show("leftOut", record.leftOut().isEmpty() ? null : String.join("\n", LeftOut.lines(record.leftOut())))
                .show("cannotUndo", words.cannotUndo(record))
                .show(
                        "rehearsal",
                        rehearsals.latest(record.id()).map(AttemptWords::of).orElse(null))
                .show("rollsBack", words.rollsBack(record))
                .show(
                        "rollbackBy",
                        record.rollback() == null ? null : record.rollback().askedBy())
                .show(
                        "rollbackReason",
                        record.rollback() == null ? null : record.rollback().reason())
                .rows("items", record.rollback() == null ? List.of() : words.items(rollbacks.items(record.id())))
                .rows(
                        "scopeItems",
                        Rows.scope(
                                changes.scope(record.change()),
                                families.of(record.change()).origins()))
                .rows("overlaps", Rows.overlaps(overlaps.of(record.change())))
                .show("comparison", comparison.map(ShowPreparation::words).orElse(""))
                .rows("compared", comparison.map(Rows::comparison).orElse(List.of()))
                .show("unknownEditors", String.join(", ", deployments.unknownEditors(record.id())))
                .empty("decision", "reason");
    }

    private String named(String environment) {
        return environments.find(environment).map(Environment::name).orElse(environment);
    }

    private static @Nullable String deletions(DeploymentRecord record, Map<Component, SortedSet<Component>> uses) {
        List<String> lines = new ArrayList<>();
        record.deletions()
                .forEach(each -> lines.add(each
                        + (record.deletedBefore().contains(each)
                                ? ", before the package is deployed"
                                : ", after the package is deployed")
                        + usedBy(uses.getOrDefault(each, Collections.emptySortedSet()))));
        record.alreadyGone().forEach(each -> lines.add(each + ", gone from the target already: nothing to do"));
        return lines.isEmpty() ? null : String.join("\n", lines);
    }

    private static String usedBy(Collection<Component> users) {
        if (users.isEmpty()) {
            return "";
        }
        String named = users.stream().limit(MOST_USERS).map(Component::toString).collect(Collectors.joining(", "));
        int more = users.size() - MOST_USERS;
        return "; used in the target by " + named + (more > 0 ? " and " + more + " more" : "");
    }

    private static String testing(DeploymentRecord record) {
        String level = record.testLevel() == null ? "" : words(record.testLevel());
        return record.tests().isEmpty() ? level : level + ": " + String.join(", ", record.tests());
    }

    /** As the form "Prepare deployment" offers them. */
    private static String words(TestLevel level) {
        return switch (level) {
            case NO_TEST_RUN -> "No tests";
            case RUN_SPECIFIED_TESTS -> "Named tests";
            case RUN_LOCAL_TESTS -> "All local tests";
            case RUN_RELEVANT_TESTS -> "The tests that the target finds relevant";
            case RUN_ALL_TESTS_IN_ORG -> "All tests in the org";
        };
    }
}
