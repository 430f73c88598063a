package io.sluice.process;

import io.sluice.change.Overlaps;
import io.sluice.compare.Bucket;
import io.sluice.compare.Comparison;
import io.sluice.compare.Comparisons;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.DeploymentStarts;
import io.sluice.deployment.Deployments;
import io.sluice.deployment.LeftOut;
import io.sluice.deployment.TestPolicy;
import io.sluice.deployment.TestProposal;
import io.sluice.deployment.TestProposals;
import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import io.sluice.environment.PromotionPath;
import io.sluice.salesforce.TestLevel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/**
 * Fills the form "Prepare deployment" in with the record and the comparison, anew for whoever claims the task. Source and
 * target are offered in pairs: the form lists the targets of the source that is chosen.
 */
@Component
class ShowPreparation implements TaskListener {

    private final DeploymentProcess process;
    private final Comparisons comparisons;
    private final Environments environments;
    private final Offers offers;
    private final Overlaps overlaps;
    private final DifferenceWords differences;
    private final MovedSource moved;
    private final Deployments deployments;
    private final TestProposals proposals;
    private final DeploymentStarts starts;
    private final TaskForms forms;

    ShowPreparation(
            DeploymentProcess process,
            Comparisons comparisons,
            Environments environments,
            Offers offers,
            Overlaps overlaps,
            DifferenceWords differences,
            MovedSource moved,
            Deployments deployments,
            TestProposals proposals,
            DeploymentStarts starts,
            TaskForms forms) {
        this.process = process;
        this.comparisons = comparisons;
        this.environments = environments;
        this.offers = offers;
        this.overlaps = overlaps;
        this.differences = differences;
        this.moved = moved;
        this.deployments = deployments;
        this.proposals = proposals;
        this.starts = starts;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        DeploymentRecord record = process.record(task);
        Optional<Comparison> comparison = comparisons.latest(record.id(), false);
        PromotionPath path = offers.of(task);
        boolean open = path.mayGo(record.source(), record.target());
        DifferenceWords.Shown shown =
                differences.of(record, comparison.map(Comparison::id).orElse(null));
        Optional<TestPolicy.Minimum> minimum = deployments.testMinimum(record.id());
        Optional<TestProposal> proposal = proposals.of(record.id());
        StartForm.show(forms.headed(task), starts.plan(record.id()))
                .show("comparisonId", shown.comparison())
                .show("powerfulRights", shown.powerful())
                .show("rights", shown.rights())
                .rows("differences", shown.others())
                .show("movedInSource", moved.words(record))
                .show("deploymentId", record.id())
                .rows("sources", Rows.options(sources(path)))
                .rows("ways", Rows.ways(path))
                .show("source", open ? record.source() : null)
                .show("target", open ? record.target() : null)
                .show("testsNeeded", minimum.map(TestPolicy.Minimum::words).orElse(null))
                .show("testLevel", testLevel(record, minimum).apiName())
                .rows("proposedTests", Rows.tests(proposal))
                .show(
                        "proposalNotes",
                        proposal.map(TestProposal::notes)
                                .filter(notes -> !notes.isEmpty())
                                .map(notes -> String.join("\n", notes))
                                .orElse(null))
                .show("takeProposed", false)
                .show("tests", String.join("\n", record.tests()))
                .show("leftOut", String.join("\n", LeftOut.lines(record.leftOut())))
                .show("deployQuickly", record.quickDeploy())
                .show("goNeeded", record.goNeeded())
                .rows("overlaps", Rows.overlaps(overlaps.of(record.change())))
                .show("comparison", comparison.map(ShowPreparation::words).orElse("Not compared yet"))
                .rows("compared", comparison.map(Rows::comparison).orElse(List.of()));
    }

    private static List<Environment> sources(PromotionPath path) {
        return path.usable().stream()
                .filter(source -> !path.targetsFrom(source.id()).isEmpty())
                .toList();
    }

    /** The level stated before; else what the target asks for at least. The policy may ask for more than either. */
    private TestLevel testLevel(DeploymentRecord record, Optional<TestPolicy.Minimum> minimum) {
        TestLevel usual =
                record.testLevel() == null ? TestLevels.least(environments.find(record.target())) : record.testLevel();
        TestLevel least = minimum.map(TestPolicy.Minimum::level).orElse(TestLevel.NO_TEST_RUN);
        return usual.isAtLeast(least) ? usual : least;
    }

    /** A comparison in a sentence. */
    static String words(Comparison comparison) {
        int items = comparison.items().size();
        return items
                + (items == 1 ? " item compared: " : " items compared: ")
                + Arrays.stream(Bucket.values())
                        .filter(bucket -> comparison.count(bucket) > 0)
                        .map(bucket -> comparison.count(bucket) + " " + bucket.words())
                        .collect(Collectors.joining(", "));
    }
}
