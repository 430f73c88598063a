package io.sluice.process;

import io.sluice.remotejob.WaitingSteps;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The steps of topic {@code remote-job}: external tasks that carry nothing and wait for a remote job's result. */
@Component
class EngineWaitingSteps implements WaitingSteps {

    private static final String WORKER = "sluice";

    /** Only the caller's transaction needs the lock. */
    private static final long LOCK_MILLIS = 60_000;

    private static final int LONGEST_STACK = 20_000;

    private final ExternalTaskService tasks;

    EngineWaitingSteps(ExternalTaskService tasks) {
        this.tasks = tasks;
    }

    @Override
    public State state(String processInstance) {
        ExternalTask task = find(processInstance);
        if (task == null) {
            return State.GONE;
        }
        boolean incident = task.getRetries() != null && task.getRetries() == 0;
        return incident || task.isSuspended() ? State.STOPPED : State.WAITING;
    }

    @Override
    public void complete(String processInstance) {
        tasks.complete(locked(processInstance), WORKER);
    }

    @Override
    public void refuse(String processInstance, String errorCode, String message) {
        tasks.handleBpmnError(locked(processInstance), WORKER, errorCode, message);
    }

    @Override
    public void stop(String processInstance, String message, String details) {
        String stack = details.length() <= LONGEST_STACK ? details : details.substring(0, LONGEST_STACK);
        tasks.handleFailure(locked(processInstance), WORKER, message, stack, 0, 0);
    }

    private String locked(String processInstance) {
        ExternalTask task = find(processInstance);
        if (task == null) {
            throw new IllegalStateException(
                    "The process instance " + processInstance + " has no step that waits for a remote job");
        }
        tasks.lock(task.getId(), WORKER, LOCK_MILLIS);
        return task.getId();
    }

    private @Nullable ExternalTask find(String processInstance) {
        return tasks.createExternalTaskQuery()
                .processInstanceId(processInstance)
                .topicName(DeploymentProcess.WAITING_TOPIC)
                .singleResult();
    }
}
