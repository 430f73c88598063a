package io.sluice.remotejob;

/** The steps that wait for remote jobs. Implemented by the room that runs the processes; called in a transaction. */
public interface WaitingSteps {

    /** What became of the step that waits in a process instance. */
    enum State {
        /** It waits. */
        WAITING,
        /** It takes nothing now: it shows an incident that nobody has retried yet, or an operator has suspended it. */
        STOPPED,
        /** The instance has no such step (it was cancelled or deleted). */
        GONE
    }

    State state(String processInstance);

    /** Lets the step go on. */
    void complete(String processInstance);

    /** Gives the step a business error. */
    void refuse(String processInstance, String errorCode, String message);

    /** Gives a step that waits an incident; Cockpit's retry lifts it, after which {@link #state} says WAITING again. */
    void stop(String processInstance, String message, String details);
}
