package io.sluice.process;

import io.sluice.compare.Comparison;
import io.sluice.compare.Comparisons;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.Rollback;
import io.sluice.deployment.Rollbacks;
import io.sluice.environment.Environments;
import io.sluice.salesforce.TestLevel;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Fills the form "Prepare rollback" in with every item, three ways, and a plan to begin with. */
@Component
class ShowRollback implements TaskListener {

    private final DeploymentProcess process;
    private final Rollbacks rollbacks;
    private final Comparisons comparisons;
    private final Environments environments;
    private final RollbackWords words;
    private final TaskForms forms;

    ShowRollback(
            DeploymentProcess process,
            Rollbacks rollbacks,
            Comparisons comparisons,
            Environments environments,
            RollbackWords words,
            TaskForms forms) {
        this.process = process;
        this.rollbacks = rollbacks;
        this.comparisons = comparisons;
        this.environments = environments;
        this.words = words;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        DeploymentRecord record = process.record(task);
        Rollback rollback = Objects.requireNonNull(record.rollback(), "the process works on a rollback record");
        forms.headed(task)
                .show("deploymentId", record.id())
                .show("rollsBack", words.rollsBack(record))
                .show("rollbackReason", rollback.reason())
                .show(
                        "comparisonId",
                        comparisons
                                .latest(record.id(), false)
                                .map(Comparison::id)
                                .map(Object::toString)
                                .orElse(""))
                .rows("items", words.items(rollbacks.items(record.id())))
                .show("cannotUndo", words.cannotUndo(record))
                .show("plan", rollbacks.proposedPlan(record.id()))
                .show("testLevel", testLevel(record).apiName())
                .show("tests", String.join("\n", record.tests()))
                .show("goNeeded", record.goNeeded())
                .show("next", "prepare")
                .empty("reason");
    }

    private TestLevel testLevel(DeploymentRecord record) {
        return record.testLevel() != null ? record.testLevel() : TestLevels.least(environments.find(record.target()));
    }
}
