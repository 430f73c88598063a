package io.sluice.process;

import io.sluice.deployment.DependencyResult;
import io.sluice.deployment.Deployments;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Check dependencies". */
@Component
class CheckDependencies extends ServiceStep {

    private final Deployments deployments;
    private final DeploymentProcess process;

    CheckDependencies(Deployments deployments, DeploymentProcess process) {
        this.deployments = deployments;
        this.process = process;
    }

    @Override
    void run(DelegateExecution execution, String change) {
        DependencyResult result =
                deployments.checkDependencies(process.record(execution).id());
        if (!result.isClear()) {
            throw BusinessError.DEPENDENCIES_MISSING.with(problems(result));
        }
    }

    private static List<String> problems(DependencyResult result) {
        Stream<String> missing = result.missing().stream()
                .map(reference -> reference.to() + " is neither in the package nor in the target; " + reference.from()
                        + " names it (" + reference.where() + ").");
        Stream<String> used = result.blockingUses().stream()
                .map(use -> use.deleted() + " can't be deleted: " + use.user() + " uses it. " + use.why());
        return Stream.concat(missing, used).distinct().toList();
    }
}
