package io.sluice.process;

import io.sluice.change.ChangeRequests;
import io.sluice.deployment.ChangePaths;
import io.sluice.deployment.Hop;
import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/**
 * Offers the ways that the routes lead in the form "Choose target", anew for whoever claims the task; the way chosen
 * before, else the shortest one to production, is chosen beforehand.
 */
@Component
class ShowTargets implements TaskListener {

    private final ChangeRequests changes;
    private final ChangePaths paths;
    private final TargetPaths targetPaths;
    private final Environments environments;
    private final Offers offers;
    private final TaskForms forms;

    ShowTargets(
            ChangeRequests changes,
            ChangePaths paths,
            TargetPaths targetPaths,
            Environments environments,
            Offers offers,
            TaskForms forms) {
        this.changes = changes;
        this.paths = paths;
        this.targetPaths = targetPaths;
        this.environments = environments;
        this.offers = offers;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        String change = ChangeRequestProcess.change(task);
        String sandbox = Objects.requireNonNullElse(changes.require(change).sandbox(), "");
        List<String> before = paths.of(change).stream().map(Hop::target).toList();
        List<List<Environment>> offered = TargetPaths.offered(offers.of(task), sandbox, before);
        forms.headed(task)
                .show(
                        "sandbox",
                        environments.find(sandbox).map(Environment::name).orElse(""))
                .rows("targets", TargetPaths.options(offered))
                .show("target", targetPaths.chosen(offered, before));
    }
}
