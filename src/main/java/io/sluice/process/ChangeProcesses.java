package io.sluice.process;

import io.sluice.change.NewChange;
import io.sluice.change.RaiseResult;
import java.util.List;
import java.util.Optional;

/** The running processes, as pages need them. */
public interface ChangeProcesses {

    /** What waits for a person in a change request and its deployments, oldest first. */
    List<OpenTask> openTasks(String change);

    /** Name of the step where the change stands when nobody has to act, for example {@code Await validation}. */
    List<String> runningSteps(String change);

    /** Technical trouble that stops the change, in words; empty when there is none. */
    List<String> incidents(String change);

    /** Number of the change request that a task or a process instance belongs to. */
    Optional<String> changeOfTask(String taskId);

    Optional<String> changeOfInstance(String processInstanceId);

    /**
     * Raises a change request as the person does with the form, by the same rules; its first task is open then.
     *
     * @return what is wrong, and nothing was saved, where the person may not raise change requests too
     */
    RaiseResult raise(NewChange stated, String person);

    /**
     * Cancels a change request with a reason, wherever it stands.
     *
     * @return a sentence saying why not (a deployment is being carried out, it has ended already, the person may not, the
     *     reason is empty); empty when it is cancelled
     */
    Optional<String> cancel(String change, String actor, String reason);

    /** Whether the change request's process still runs; an operator may have deleted it in Cockpit. */
    boolean runs(String change);
}
