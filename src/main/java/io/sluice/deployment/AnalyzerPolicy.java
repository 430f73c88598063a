package io.sluice.deployment;

import io.sluice.deployment.analyzer.Rule;

/** Decides what a finding does. Implemented by the room that knows the decision tables. */
public interface AnalyzerPolicy {

    /** @param targetKind word of the target's kind, for example {@code production} */
    Rule.Effect effect(Rule rule, String targetKind);
}
