package io.sluice.remotejob;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Waiting steps in memory. What they are told counts when the transaction commits, as with the engine's tables. */
final class FakeSteps implements WaitingSteps {

    final Map<String, State> states = new ConcurrentHashMap<>();
    final List<String> told = new CopyOnWriteArrayList<>();
    Runnable whileTelling = () -> {};
    /** Whether an instance that goes on comes to another wait at once. */
    State afterTold = State.GONE;

    @Override
    public State state(String processInstance) {
        requireTransaction();
        return states.getOrDefault(processInstance, State.WAITING);
    }

    @Override
    public void complete(String processInstance) {
        tell("complete " + processInstance, processInstance, afterTold);
    }

    @Override
    public void refuse(String processInstance, String errorCode, String message) {
        tell("refuse " + processInstance + " " + errorCode, processInstance, afterTold);
    }

    @Override
    public void stop(String processInstance, String message, String details) {
        tell("stop " + processInstance + " " + message, processInstance, State.STOPPED);
    }

    private void tell(String what, String processInstance, State after) {
        requireTransaction();
        whileTelling.run();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                told.add(what);
                states.put(processInstance, after);
            }
        });
    }

    private static void requireTransaction() {
        assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                .as("a transaction for the engine")
                .isTrue();
    }
}
