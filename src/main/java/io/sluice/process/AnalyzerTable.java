package io.sluice.process;

import io.sluice.deployment.analyzer.Rule;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;

/** The decision table that says which findings stop a deployment: from rule, usual effect and kind of the target. */
final class AnalyzerTable {

    /** Id of the decision. */
    static final String ID = "analyzer-policy";

    static final String FILE = "processes/" + ID + ".dmn";

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    private final DmnDecision decision;

    private AnalyzerTable(DmnDecision decision) {
        this.decision = decision;
    }

    /** @throws org.camunda.bpm.dmn.engine.DmnEngineException where it can't be read */
    static AnalyzerTable read(InputStream model) {
        return new AnalyzerTable(ENGINE.parseDecision(ID, model));
    }

    /**
     * Empty where no row fits.
     *
     * @throws RuntimeException where a row is no valid FEEL, or its answer none of block, warn and off
     */
    Optional<Rule.Effect> effect(String rule, Rule.Effect usual, String targetKind) {
        DmnDecisionTableResult rows = ENGINE.evaluateDecisionTable(
                decision, Map.of("rule", rule, "usual", usual.word(), "targetKind", targetKind));
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(word(String.valueOf((Object) rows.get(0).getEntry("effect"))));
    }

    static Rule.Effect word(String word) {
        return Arrays.stream(Rule.Effect.values())
                .filter(effect -> effect.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The answer \"" + word + "\" is none of \"block\", \"warn\" and \"off\""));
    }
}
