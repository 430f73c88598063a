package io.sluice.process;

import io.sluice.deployment.Analyses;
import io.sluice.deployment.Attempt;
import io.sluice.deployment.Dependency;
import io.sluice.deployment.DependencyResult;
import io.sluice.deployment.DeploymentLogs;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.DeploymentStarts;
import io.sluice.deployment.Deployments;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Shows the dependency result and the validation log in the form "Start deployment". */
@Component
class ShowProof implements TaskListener {

    private final DeploymentProcess process;
    private final Deployments deployments;
    private final DeploymentLogs logs;
    private final Analyses analyses;
    private final DeploymentStarts starts;
    private final TaskForms forms;

    ShowProof(
            DeploymentProcess process,
            Deployments deployments,
            DeploymentLogs logs,
            Analyses analyses,
            DeploymentStarts starts,
            TaskForms forms) {
        this.process = process;
        this.deployments = deployments;
        this.logs = logs;
        this.analyses = analyses;
        this.starts = starts;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        DeploymentRecord record = process.record(task);
        Optional<Attempt> validation = deployments.attempts(record.id()).stream()
                .filter(Attempt::isValidation)
                .reduce((earlier, later) -> later);
        StartForm.show(forms.headed(task), starts.plan(record.id()))
                .show("deploymentId", record.id())
                .show(
                        "dependencies",
                        deployments
                                .dependencies(record.id())
                                .map(ShowProof::words)
                                .orElse("Not checked"))
                .show(
                        "findings",
                        analyses.latest(record.id()).map(AnalysisWords::of).orElse(null))
                .show(
                        "validation",
                        validation.map(AttemptWords::of).orElse("Not validated")
                                + deployments
                                        .validity(record.id())
                                        .map(validity -> "\n" + validity.words())
                                        .orElse(""))
                .rows(
                        "complaints",
                        validation.map(logs::failures).map(Rows::complaints).orElse(List.of()))
                .empty("go", "reason");
    }

    static String words(DependencyResult result) {
        StringBuilder words = new StringBuilder(
                result.missing().isEmpty()
                        ? "Nothing is missing: " + result.inPackage() + " references are in the package, "
                                + result.inTarget() + " components in the target."
                        : result.missingComponents().size()
                                + " components are neither in the package nor in the target.");
        long unknown = result.needs().stream()
                .filter(need -> need.state() == Dependency.State.UNKNOWN)
                .count();
        if (unknown > 0) {
            words.append("\nOf ").append(unknown).append(" nobody could say where they are.");
        }
        if (!result.blockingUses().isEmpty()) {
            words.append('\n')
                    .append(result.blockingUses().size())
                    .append(" uses of what is deleted stay in the target.");
        }
        result.notes().forEach(note -> words.append('\n').append(note));
        return words.toString();
    }
}
