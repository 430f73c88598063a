package io.sluice.process;

import io.sluice.deployment.Deployments;
import io.sluice.deployment.Preparation;
import io.sluice.deployment.PrepareResult;
import java.util.Arrays;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Record preparation": the answer is a word for the gateway behind it, and the problems for the next form. */
@Component
class RecordPreparation extends ServiceStep {

    private final Deployments deployments;
    private final DeploymentProcess process;

    RecordPreparation(Deployments deployments, DeploymentProcess process) {
        this.deployments = deployments;
        this.process = process;
    }

    @Override
    void run(DelegateExecution execution, String change) {
        Preparation preparation = new Preparation(
                ChangeRequestProcess.text(execution, DeploymentProcess.SOURCE),
                ChangeRequestProcess.text(execution, ChangeRequestProcess.TARGET),
                ChangeRequestProcess.text(execution, DeploymentProcess.TEST_LEVEL),
                tests(execution),
                Boolean.TRUE.equals(execution.getVariable(DeploymentProcess.GO_NEEDED)),
                ChangeRequestProcess.text(execution, DeploymentProcess.LEFT_OUT)
                        .lines()
                        .toList(),
                Boolean.TRUE.equals(execution.getVariable(DeploymentProcess.QUICK_DEPLOY)));
        PrepareResult result =
                deployments.prepare(process.record(execution).id(), preparation, ChangeRequestProcess.actor(execution));
        answer(execution, result);
    }

    /** The classes that a form named, however they were parted. */
    static List<String> tests(DelegateExecution execution) {
        return Arrays.stream(ChangeRequestProcess.text(execution, DeploymentProcess.TESTS)
                        .split("[\\s,;]+", -1))
                .filter(test -> !test.isEmpty())
                .toList();
    }

    static void answer(DelegateExecution execution, PrepareResult result) {
        if (result instanceof PrepareResult.Refused refused) {
            answer(execution, "refused", String.join("\n", refused.problems()));
        } else if (result instanceof PrepareResult.CompareAgain again) {
            answer(execution, "compare-again", again.sentence());
        } else {
            answer(execution, "prepared", null);
        }
    }

    private static void answer(
            DelegateExecution execution, String word, @org.jspecify.annotations.Nullable String problem) {
        execution.setVariable(DeploymentProcess.PREPARATION, word);
        execution.setVariable(ChangeRequestProcess.PROBLEM, problem);
    }
}
