package io.sluice.change;

import io.sluice.evidence.Act;
import io.sluice.evidence.Evidence;
import io.sluice.evidence.Head;
import io.sluice.evidence.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Evidence in memory, as strict as the real one: only within a transaction, and only when that commits. */
public final class RecordedEvidence implements Evidence {

    private final List<Act> acts = new CopyOnWriteArrayList<>();

    @Override
    public void record(String actor, String kind, String subject, Map<String, ?> details) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Evidence of " + kind + " outside a transaction");
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                acts.add(new Act(
                        acts.size() + 1L, Instant.EPOCH, actor, kind, subject, Map.copyOf(details), "unchained"));
            }
        });
    }

    @Override
    public List<Act> about(String subject) {
        return acts.stream().filter(act -> act.subject().equals(subject)).toList();
    }

    public List<String> kinds(String subject) {
        return about(subject).stream().map(Act::kind).toList();
    }

    public List<Act> all(String kind) {
        return acts.stream().filter(act -> act.kind().equals(kind)).toList();
    }

    public Act last(String kind) {
        return acts.stream()
                .filter(act -> act.kind().equals(kind))
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    @Override
    public Optional<Head> head() {
        return Optional.empty();
    }

    @Override
    public Verdict check() {
        return new Verdict.Intact(acts.size());
    }
}
