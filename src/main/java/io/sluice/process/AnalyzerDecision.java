package io.sluice.process;

import io.sluice.deployment.AnalyzerPolicy;
import io.sluice.deployment.analyzer.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides by the newest decision table {@code analyzer-policy}, evaluated with an engine of its own. Where it has no row for a
 * finding, or owners use models without it, the usual effect of the rule counts.
 */
@Component
class AnalyzerDecision implements AnalyzerPolicy {

    private final RepositoryService repository;
    private volatile @Nullable Known known;

    AnalyzerDecision(RepositoryService repository) {
        this.repository = repository;
    }

    private record Known(String definition, AnalyzerTable table) {}

    @Override
    public Rule.Effect effect(Rule rule, String targetKind) {
        DecisionDefinition newest = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(AnalyzerTable.ID)
                .latestVersion()
                .singleResult();
        return newest == null
                ? rule.usual()
                : table(newest.getId())
                        .effect(rule.key(), rule.usual(), targetKind)
                        .orElse(rule.usual());
    }

    private AnalyzerTable table(String definition) {
        Known before = known;
        if (before != null && before.definition().equals(definition)) {
            return before.table();
        }
        try (InputStream model = repository.getDecisionModel(definition)) {
            AnalyzerTable table = AnalyzerTable.read(model);
            known = new Known(definition, table);
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException("The decision " + AnalyzerTable.ID + " can't be read", e);
        }
    }
}
