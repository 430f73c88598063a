package io.sluice.process;

import io.sluice.deployment.Analyses;
import io.sluice.deployment.Analysis;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** "Analyze package": what would fail in the target, or people should know, is found before the target is asked. */
@Component
class AnalyzePackage extends ServiceStep {

    private final Analyses analyses;
    private final DeploymentProcess process;

    AnalyzePackage(Analyses analyses, DeploymentProcess process) {
        this.analyses = analyses;
        this.process = process;
    }

    @Override
    void run(DelegateExecution execution, String change) {
        Analysis analysis = analyses.analyze(process.record(execution).id());
        if (!analysis.stopping().isEmpty()) {
            throw BusinessError.PACKAGE_REFUSED.with(analysis.stopping().stream()
                    .map(each -> each.finding().place() + ": " + each.finding().words() + " "
                            + each.finding().remedy())
                    .distinct()
                    .toList());
        }
    }
}
