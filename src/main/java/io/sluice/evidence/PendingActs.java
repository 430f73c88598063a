package io.sluice.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;

/**
 * The acts of one transaction, written together right before it commits. The chain's lock is thereby the last one that
 * the transaction takes: whoever holds it waits for nobody, so it cannot be part of a deadlock, and it is held briefly.
 */
final class PendingActs implements TransactionSynchronization, Ordered {

    private static final Logger log = LoggerFactory.getLogger(PendingActs.class);

    private final Object owner;
    private final Consumer<List<PendingAct>> writer;
    private final List<PendingAct> acts = new ArrayList<>();
    private final Map<Object, Integer> countAtSavepoint = new HashMap<>();
    private boolean written;

    PendingActs(Object owner, Consumer<List<PendingAct>> writer) {
        this.owner = owner;
        this.writer = writer;
    }

    boolean belongsTo(Object evidence) {
        return owner == evidence;
    }

    void add(PendingAct act) {
        if (written) {
            // Another synchronization records while the transaction is being committed: the lock is already ours.
            writer.accept(List.of(act));
        } else {
            acts.add(act);
        }
    }

    /** Last of all, so that acts of other synchronizations before the commit are still collected. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void savepoint(Object savepoint) {
        countAtSavepoint.put(savepoint, acts.size());
    }

    /** Forgets what was recorded since the savepoint; an unknown savepoint is older than the first act. */
    @Override
    public void savepointRollback(Object savepoint) {
        acts.subList(countAtSavepoint.getOrDefault(savepoint, 0), acts.size()).clear();
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        written = true;
        if (!acts.isEmpty()) {
            writer.accept(acts);
        }
    }

    @Override
    public void afterCompletion(int status) {
        if (status == STATUS_COMMITTED && !written) {
            log.error(
                    "Acts were recorded too late in a commit and are missing in the evidence: {}",
                    acts.stream()
                            .map(act -> act.kind() + " of " + act.subject())
                            .toList());
        }
    }
}
