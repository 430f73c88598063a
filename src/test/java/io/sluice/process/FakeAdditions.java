package io.sluice.process;

import io.sluice.deployment.ScopeAdditions;
import io.sluice.metadata.Component;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Additions to the scope in memory: all that a test says is missing. */
final class FakeAdditions implements ScopeAdditions {

    final List<Component> missing = new ArrayList<>();
    private final SortedSet<Component> waiting = new TreeSet<>();

    @Override
    public List<Component> possible(String deployment) {
        return missing;
    }

    @Override
    public Optional<String> refusal(String deployment, String person) {
        throw new UnsupportedOperationException("The process room never asks for this");
    }

    @Override
    public List<Component> ask(String deployment, String actor) {
        waiting.addAll(missing);
        return List.copyOf(waiting);
    }

    @Override
    public SortedSet<Component> waiting(String change) {
        return new TreeSet<>(waiting);
    }

    @Override
    public void added(String change, Collection<Component> stated, String actor) {
        waiting.removeAll(stated);
        missing.removeAll(stated);
    }
}
