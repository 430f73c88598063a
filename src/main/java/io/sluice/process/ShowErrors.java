package io.sluice.process;

import io.sluice.deployment.Analyses;
import io.sluice.deployment.Attempt;
import io.sluice.deployment.DependencyResult;
import io.sluice.deployment.DeploymentLogs;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.Deployments;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Shows the log in words in the form "Fix errors". */
@Component
class ShowErrors implements TaskListener {

    private final DeploymentProcess process;
    private final Deployments deployments;
    private final DeploymentLogs logs;
    private final Analyses analyses;
    private final TaskForms forms;

    ShowErrors(
            DeploymentProcess process,
            Deployments deployments,
            DeploymentLogs logs,
            Analyses analyses,
            TaskForms forms) {
        this.process = process;
        this.deployments = deployments;
        this.logs = logs;
        this.analyses = analyses;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        DeploymentRecord record = process.record(task);
        List<Attempt> attempts = deployments.attempts(record.id());
        Optional<Attempt> last =
                attempts.stream().filter(attempt -> !attempt.isRehearsal()).reduce((earlier, later) -> later);
        Optional<DependencyResult> missing = deployments
                .dependencies(record.id())
                .filter(result -> result.packageSha256().equals(record.packageSha256()));
        forms.headed(task)
                .show("deploymentId", record.id())
                .rows("attempts", Rows.attempts(attempts))
                .rows(
                        "complaints",
                        last.map(logs::failures).map(Rows::complaints).orElse(List.of()))
                .rows("missing", missing.map(Rows::missing).orElse(List.of()))
                .rows("deletedUses", missing.map(Rows::blockingUses).orElse(List.of()))
                .rows(
                        "findings",
                        analyses.latest(record.id())
                                .filter(each -> each.packageSha256().equals(record.packageSha256()))
                                .map(Rows::findings)
                                .orElse(List.of()))
                .empty("next", "reason");
    }
}
