package io.sluice.process;

import io.sluice.deployment.AnalyzerPolicy;
import io.sluice.deployment.analyzer.Rule;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.stereotype.Component;

/**
 * Decides by the newest decision table {@code analyzer-policy}. Where it has no row for a finding, or owners use models
 * without it, the usual effect of the rule counts.
 */
@Component
class AnalyzerDecision implements AnalyzerPolicy {

    private final NewestDecision<AnalyzerTable> newest;

    AnalyzerDecision(RepositoryService repository) {
        this.newest = new NewestDecision<>(repository, AnalyzerTable.ID, AnalyzerTable::read);
    }

    @Override
    public Rule.Effect effect(Rule rule, String targetKind) {
        return newest.table()
                .flatMap(table -> table.effect(rule.key(), rule.usual(), targetKind))
                .orElse(rule.usual());
    }
}
