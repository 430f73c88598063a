package io.sluice.process;

import io.sluice.deployment.Analyses;
import io.sluice.deployment.Analysis;
import io.sluice.deployment.analyzer.Rule;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Analyses laid out beforehand; an empty deque means that nothing was found. */
final class FakeAnalyses implements Analyses {

    final Deque<Analysis> analyses = new ArrayDeque<>();
    private Analysis latest;

    @Override
    public List<Rule> catalogue() {
        return List.of();
    }

    @Override
    public Rule.Effect effect(Rule rule, String targetKind) {
        return rule.usual();
    }

    @Override
    public Analysis analyze(String deployment) {
        Analysis next = analyses.poll();
        latest = next == null ? new Analysis(deployment, "p", "f1", FakeRooms.NOW, List.of(), List.of()) : next;
        return latest;
    }

    @Override
    public Optional<Analysis> latest(String deployment) {
        return Optional.ofNullable(latest);
    }

    @Override
    public WaiveResult waive(String deployment, String finding, String reason, String person) {
        throw new UnsupportedOperationException("The process room never asks for this");
    }
}
