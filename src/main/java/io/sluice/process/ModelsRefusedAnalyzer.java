package io.sluice.process;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows what is wrong with the models as sentences instead of a stack trace. */
public final class ModelsRefusedAnalyzer extends AbstractFailureAnalyzer<ModelsRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable root, ModelsRefused refused) {
        return new FailureAnalysis(
                refused.getMessage(),
                "Mend the models, or let SLUICE_MODELS_FOLDER name another folder, then start Sluice again."
                        + " Nothing was deployed.",
                refused);
    }
}
