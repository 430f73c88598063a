package io.sluice.process;

import io.sluice.change.ChangeRequests;
import io.sluice.change.NewChange;
import io.sluice.change.RaiseResult;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.TransitionInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** The running processes as the engine knows them. */
@Component
class EngineChangeProcesses implements ChangeProcesses {

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final HistoryService history;
    private final EngineView engine;
    private final Cancellation cancellation;
    private final ChangeRequests changes;

    EngineChangeProcesses(
            RuntimeService runtime,
            TaskService tasks,
            HistoryService history,
            EngineView engine,
            Cancellation cancellation,
            ChangeRequests changes) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.history = history;
        this.engine = engine;
        this.cancellation = cancellation;
        this.changes = changes;
    }

    @Override
    public List<OpenTask> openTasks(String change) {
        return engine.unrestricted(() ->
                tasks.createTaskQuery().processInstanceBusinessKey(change).orderByTaskCreateTime().asc().list().stream()
                        .map(this::openTask)
                        .toList());
    }

    @Override
    public List<String> runningSteps(String change) {
        return engine.unrestricted(() -> {
            List<String> steps = new ArrayList<>();
            for (ProcessInstance instance : instances(change)) {
                ActivityInstance tree = runtime.getActivityInstance(instance.getId());
                if (tree != null) {
                    collect(tree, steps);
                }
            }
            return steps.stream().distinct().toList();
        });
    }

    @Override
    public List<String> incidents(String change) {
        return engine.unrestricted(() -> instances(change).stream()
                .flatMap(instance -> runtime.createIncidentQuery().processInstanceId(instance.getId()).list().stream())
                // An incident of a deployment shows on the change request too; once is enough.
                .filter(incident -> Objects.equals(incident.getId(), incident.getRootCauseIncidentId()))
                .map(Incident::getIncidentMessage)
                .map(message -> message == null ? "A step failed without saying why; Cockpit shows where" : message)
                .toList());
    }

    @Override
    public Optional<String> changeOfTask(String taskId) {
        return engine.unrestricted(() -> {
            HistoricTaskInstance task =
                    history.createHistoricTaskInstanceQuery().taskId(taskId).singleResult();
            return task == null || task.getProcessInstanceId() == null
                    ? Optional.empty()
                    : changeOfInstance(task.getProcessInstanceId());
        });
    }

    @Override
    public Optional<String> changeOfInstance(String processInstanceId) {
        return engine.unrestricted(() -> {
            HistoricProcessInstance instance = history.createHistoricProcessInstanceQuery()
                    .processInstanceId(processInstanceId)
                    .singleResult();
            return Optional.ofNullable(instance).map(HistoricProcessInstance::getBusinessKey);
        });
    }

    @Override
    public RaiseResult raise(NewChange stated, String person) {
        try {
            ProcessInstance instance = engine.as(
                    person,
                    () -> runtime.startProcessInstanceByKey(
                            ChangeRequestProcess.KEY,
                            Map.of(
                                    "name", stated.name(),
                                    "changeType", stated.type(),
                                    "overview", stated.overview())));
            String number = changeOfInstance(instance.getId())
                    .orElseThrow(() -> new IllegalStateException("The change request has no number"));
            return new RaiseResult.Raised(changes.require(number));
        } catch (Refused refused) {
            return new RaiseResult.Refused(List.of(String.valueOf(refused.getMessage())));
        } catch (AuthorizationException notAllowed) {
            return new RaiseResult.Refused(
                    List.of(person + " may not raise change requests; that is for requesters and release managers."));
        }
    }

    @Override
    public Optional<String> cancel(String change, String actor, String reason) {
        return engine.unrestricted(() -> cancellation.cancel(change, actor, reason));
    }

    @Override
    public boolean runs(String change) {
        return engine.unrestricted(() -> !instances(change).isEmpty());
    }

    private List<ProcessInstance> instances(String change) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(change)
                .list();
    }

    private OpenTask openTask(Task task) {
        List<IdentityLink> offered = tasks.getIdentityLinksForTask(task.getId()).stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                .toList();
        Date created = task.getCreateTime();
        return new OpenTask(
                task.getId(),
                task.getName(),
                created.toInstant(),
                task.getAssignee(),
                offered.stream()
                        .map(IdentityLink::getGroupId)
                        .filter(Objects::nonNull)
                        .sorted()
                        .toList(),
                offered.stream()
                        .map(IdentityLink::getUserId)
                        .filter(Objects::nonNull)
                        .sorted()
                        .toList());
    }

    /** Steps without a person: what waits for a person is an open task, and a call activity is told by what it called. */
    private static void collect(ActivityInstance instance, List<String> steps) {
        for (TransitionInstance waiting : instance.getChildTransitionInstances()) {
            named(waiting.getActivityName(), waiting.getActivityId()).forEach(steps::add);
        }
        for (ActivityInstance child : instance.getChildActivityInstances()) {
            if (child.getChildActivityInstances().length + child.getChildTransitionInstances().length > 0) {
                collect(child, steps);
            } else if (isStep(child)) {
                named(child.getActivityName(), child.getActivityId()).forEach(steps::add);
            }
        }
    }

    /** Tasks are told by themselves; a gateway without a name, at which one way waits for another, says nothing to people. */
    private static boolean isStep(ActivityInstance instance) {
        String type = instance.getActivityType();
        boolean joins = type.endsWith("Gateway") && instance.getActivityName() == null;
        return !joins && !type.equals("userTask") && !type.equals("callActivity");
    }

    private static Stream<String> named(@org.jspecify.annotations.Nullable String name, String id) {
        return Stream.of(name == null || name.isBlank() ? id : name);
    }
}
