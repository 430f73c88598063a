package io.sluice.process;

import io.sluice.deployment.StartPlan;
import io.sluice.deployment.StartPlans;
import java.util.List;
import java.util.Optional;

/** The fields of a form that say when a deployment may start. */
final class StartForm {

    private StartForm() {}

    static TaskForm show(TaskForm form, Optional<StartPlan> plan) {
        return form.show(
                        DeploymentProcess.NOT_BEFORE,
                        plan.map(StartPlan::notBeforeWords).orElse(""))
                .show(DeploymentProcess.WINDOW, plan.map(StartPlan::windowWords).orElse(""))
                .show(DeploymentProcess.DAYS, plan.map(StartPlan::daysWords).orElse(""))
                .show(
                        DeploymentProcess.ZONE,
                        plan.map(each -> each.zone().getId()).orElse("UTC"));
    }

    /** @throws FormRefused with a sentence where it can't be read */
    static Optional<StartPlan> read(TaskForm form) {
        StartPlans.Stated stated = StartPlans.read(
                form.answer(DeploymentProcess.NOT_BEFORE),
                form.answer(DeploymentProcess.WINDOW),
                form.answer(DeploymentProcess.DAYS),
                form.answer(DeploymentProcess.ZONE));
        List<String> problems = stated.problems();
        if (!problems.isEmpty()) {
            throw new FormRefused(String.join(" ", problems));
        }
        return stated.plan();
    }
}
