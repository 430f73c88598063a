package io.sluice.process;

import io.sluice.deployment.Attempt;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.Deployments;
import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Shows the log in the form "Complete change request". */
@Component
class ShowOutcome implements TaskListener {

    private final Deployments deployments;
    private final Environments environments;
    private final TaskForms forms;

    ShowOutcome(Deployments deployments, Environments environments, TaskForms forms) {
        this.deployments = deployments;
        this.environments = environments;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        List<DeploymentRecord> records = deployments.ofChange(ChangeRequestProcess.change(task));
        List<Attempt> attempts = new ArrayList<>();
        records.forEach(record -> attempts.addAll(deployments.attempts(record.id())));
        forms.headed(task)
                .show(
                        "deployments",
                        records.stream()
                                .map(record -> record.id() + ", to " + named(record.target()) + ": "
                                        + record.status().words())
                                .collect(Collectors.joining("\n")))
                .rows("attempts", Rows.attempts(attempts));
    }

    private String named(String environment) {
        return environments.find(environment).map(Environment::name).orElse(environment);
    }
}
