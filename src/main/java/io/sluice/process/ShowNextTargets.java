package io.sluice.process;

import io.sluice.deployment.ChangePaths;
import io.sluice.deployment.Hop;
import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/**
 * Offers in the form "Choose next target" the ways on from where the change is verified, and to end the path there; anew
 * for whoever claims the task.
 */
@Component
class ShowNextTargets implements TaskListener {

    private final ChangePaths paths;
    private final TargetPaths targetPaths;
    private final Environments environments;
    private final Offers offers;
    private final TaskForms forms;

    ShowNextTargets(
            ChangePaths paths, TargetPaths targetPaths, Environments environments, Offers offers, TaskForms forms) {
        this.paths = paths;
        this.targetPaths = targetPaths;
        this.environments = environments;
        this.offers = offers;
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        String change = ChangeRequestProcess.change(task);
        List<Hop> hops = paths.of(change);
        List<String> been = hops.stream().filter(Hop::isOpened).map(Hop::target).toList();
        List<String> rest =
                hops.stream().filter(hop -> !hop.isOpened()).map(Hop::target).toList();
        List<List<Environment>> offered = TargetPaths.onward(offers.of(task), been);
        List<Map<String, String>> options = new ArrayList<>(TargetPaths.options(offered));
        options.add(Map.of("value", TargetPaths.END, "label", "No further: the path ends here"));
        forms.headed(task)
                .show("reached", been.stream().map(this::name).collect(Collectors.joining(", then ")))
                .rows("targets", options)
                .show("target", targetPaths.chosen(offered, rest))
                .empty("reason");
    }

    private String name(String environment) {
        return environments.find(environment).map(Environment::name).orElse(environment);
    }
}
