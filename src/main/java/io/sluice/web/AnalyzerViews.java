package io.sluice.web;

import io.sluice.deployment.Analyses;
import io.sluice.deployment.analyzer.Rule;
import io.sluice.environment.EnvironmentKind;
import java.util.List;
import org.springframework.stereotype.Component;

/** The catalogue of analyzers. */
@Component
class AnalyzerViews {

    private final Analyses analyses;

    AnalyzerViews(Analyses analyses) {
        this.analyses = analyses;
    }

    /**
     * One rule.
     *
     * @param inProduction what a finding does in production as the policy says now: block, warn or off
     * @param elsewhere what it does in a developer sandbox
     */
    record Entry(
            String key,
            String title,
            String looksFor,
            String why,
            String remedy,
            String usual,
            String inProduction,
            String elsewhere) {}

    List<Entry> all() {
        return analyses.catalogue().stream().map(this::entry).toList();
    }

    private Entry entry(Rule rule) {
        return new Entry(
                rule.key(),
                rule.title(),
                rule.looksFor(),
                rule.why(),
                rule.remedy(),
                rule.usual().word(),
                analyses.effect(rule, EnvironmentKind.PRODUCTION.word()).word(),
                analyses.effect(rule, EnvironmentKind.DEVELOPER.word()).word());
    }
}
