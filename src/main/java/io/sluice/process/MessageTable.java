package io.sluice.process;

import io.sluice.deployment.Explanation;
import io.sluice.deployment.Explanations.About;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;

/** The decision table that says what an org's messages mean: from {@code about} and {@code message} to two texts. */
final class MessageTable {

    /** Id of the decision. */
    static final String ID = "deployment-messages";

    static final String FILE = "processes/" + ID + ".dmn";

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    private final DmnDecision decision;

    private MessageTable(DmnDecision decision) {
        this.decision = decision;
    }

    /** @throws org.camunda.bpm.dmn.engine.DmnEngineException where it can't be read */
    static MessageTable read(InputStream model) {
        return new MessageTable(ENGINE.parseDecision(ID, model));
    }

    /** @throws RuntimeException where a row is no valid FEEL, or several rows fit a table that allows one */
    Optional<Explanation> explain(About about, String message) {
        DmnDecisionTableResult rows =
                ENGINE.evaluateDecisionTable(decision, Map.of("about", about.word(), "message", message));
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Explanation(text(rows.get(0), "meaning"), text(rows.get(0), "remedy")));
    }

    private static String text(DmnDecisionRuleResult row, String answer) {
        Object value = row.getEntry(answer);
        return value == null ? "" : value.toString();
    }
}
