package io.sluice.process;

import io.sluice.deployment.TestPolicy;
import io.sluice.salesforce.TestLevel;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;

/** The decision table that says which tests a deployment needs at least. */
final class TestTable {

    /** Id of the decision. */
    static final String ID = "test-policy";

    static final String FILE = "processes/" + ID + ".dmn";

    /** Facts of a small deployment, for trying every row out. */
    static final Map<String, Object> SOME_FACTS = Map.of(
            "targetKind", "production",
            "itemTypes", List.of("ApexClass"),
            "apexInPackage", true,
            "differences", 1,
            "rightsGained", 0,
            "powerfulRightsGained", 0,
            "rightsLost", 0);

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    private final DmnDecision decision;

    private TestTable(DmnDecision decision) {
        this.decision = decision;
    }

    /** @throws org.camunda.bpm.dmn.engine.DmnEngineException where it can't be read */
    static TestTable read(InputStream model) {
        return new TestTable(ENGINE.parseDecision(ID, model));
    }

    /**
     * Empty where no row fits.
     *
     * @throws RuntimeException where a row is no valid FEEL, or its answer no test level
     */
    Optional<TestPolicy.Minimum> minimum(Map<String, Object> facts) {
        DmnDecisionTableResult rows = ENGINE.evaluateDecisionTable(decision, new HashMap<>(facts));
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        DmnDecisionRuleResult row = rows.get(0);
        String level = String.valueOf((Object) row.getEntry("minimum"));
        return Optional.of(new TestPolicy.Minimum(
                TestLevel.ofApiName(level)
                        .orElseThrow(
                                () -> new IllegalArgumentException("The answer \"" + level + "\" is no test level")),
                Objects.toString(row.getEntry("reason"), "")));
    }
}
