package io.sluice.process;

import io.sluice.change.ChangeRequests;
import io.sluice.change.Scope;
import io.sluice.change.ScopeDraft;
import io.sluice.change.ScopeItem;
import io.sluice.change.ScopeResult;
import io.sluice.change.StatedScope;
import io.sluice.sync.Sync;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds the task by the version that its form shows: a task without one states no scope. */
@Component
class EngineScopeTasks implements ScopeTasks {

    private final TaskService tasks;
    private final EngineView engine;
    private final ChangeRequests changes;
    private final Sync sync;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    EngineScopeTasks(
            TaskService tasks,
            EngineView engine,
            ChangeRequests changes,
            Sync sync,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.tasks = tasks;
        this.engine = engine;
        this.changes = changes;
        this.sync = sync;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public Optional<ScopeTask> find(String change) {
        return engine.unrestricted(() -> tasks
                .createTaskQuery()
                .processInstanceBusinessKey(change)
                .taskVariableValueLike(ScopeVersion.SAVED, "%")
                .active()
                .orderByTaskCreateTime()
                .desc()
                .list()
                .stream()
                .map(this::scopeTask)
                .findFirst());
    }

    @Override
    public Draft draft(String change, ScopeTask task) {
        if (task.inSandbox()) {
            StatedScope stated = StatedScope.read(
                    String.join("\n", sync.statedScope(change)), "the record of " + change + " in the sandbox");
            return new Draft(new ScopeDraft(stated.items()), stated.problems());
        }
        return engine.unrestricted(() -> new Draft(
                ScopeDraft.read(text(task, "existing"), text(task, "proposed"), text(task, "deletions")), List.of()));
    }

    @Override
    public List<String> edit(String change, Edit edit, String person, Set<String> roles) {
        Optional<ScopeTask> open = find(change);
        if (open.isPresent() && open.get().inSandbox()) {
            return editInSandbox(change, open.get(), edit, person, roles);
        }
        return Objects.requireNonNull(transaction.execute(status -> {
            // A form that is completed meanwhile collides in the engine, which lets only one of the two be.
            jdbc.sql("select pg_advisory_xact_lock(hashtext(?))")
                    .param("scope of " + change)
                    .query(row -> {});
            Optional<ScopeTask> task = find(change);
            List<String> problems = new ArrayList<>(refusal(change, task, person, roles));
            if (problems.isEmpty()) {
                ScopeTask found = task.orElseThrow();
                Draft draft = draft(change, found);
                ScopeDraft edited = edit.apply(draft.scope(), problems);
                if (problems.isEmpty() && !edited.equals(draft.scope())) {
                    write(found, edited);
                }
            }
            return problems;
        }));
    }

    /** The org is asked outside of a transaction. */
    private List<String> editInSandbox(String change, ScopeTask task, Edit edit, String person, Set<String> roles) {
        List<String> problems = new ArrayList<>(refusal(change, Optional.of(task), person, roles));
        if (!problems.isEmpty()) {
            return problems;
        }
        Draft draft = draft(change, task);
        problems.addAll(draft.problems());
        ScopeDraft edited = problems.isEmpty() ? edit.apply(draft.scope(), problems) : draft.scope();
        if (!problems.isEmpty() || edited.equals(draft.scope())) {
            return problems;
        }
        if (sync.stateScope(change, text(edited), person) instanceof ScopeResult.Refused refused) {
            return refused.problems();
        }
        write(task, edited);
        return List.of();
    }

    private List<String> refusal(String change, Optional<ScopeTask> task, String person, Set<String> roles) {
        String requester = changes.require(change).requester();
        if (task.isEmpty()) {
            return List.of("The scope of " + change + " can't be edited any more: its task was completed.");
        }
        return task.get().mayBeEditedBy(person, roles, requester)
                ? List.of()
                : List.of("The scope of " + change + " can be edited by " + requester
                        + ", who asked for the change, and by whom the task \""
                        + task.get().name() + "\" belongs to.");
    }

    /** As a record in an org states it. */
    private static String text(ScopeDraft draft) {
        return StatedScope.write(new Scope(0, draft.items(), List.of()));
    }

    private void write(ScopeTask task, ScopeDraft draft) {
        String version = ScopeVersion.after(task.version());
        Map<String, Object> versions = Map.of(ScopeVersion.SHOWN, version, ScopeVersion.SAVED, version);
        engine.unrestricted(() -> {
            tasks.setVariablesLocal(task.id(), versions);
            if (task.inSandbox()) {
                tasks.setVariableLocal(task.id(), "scope", text(draft));
            } else {
                tasks.setVariablesLocal(
                        task.id(),
                        Map.of(
                                "existing", draft.text(ScopeItem.Kind.EXISTING),
                                "proposed", draft.text(ScopeItem.Kind.PROPOSED),
                                "deletions", draft.text(ScopeItem.Kind.DELETION)));
            }
            return task;
        });
    }

    private ScopeTask scopeTask(Task task) {
        List<IdentityLink> offered = tasks.getIdentityLinksForTask(task.getId()).stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                .toList();
        Map<String, Object> variables = tasks.getVariablesLocal(task.getId(), List.of(ScopeVersion.SAVED, "where"));
        return new ScopeTask(
                task.getId(),
                task.getName(),
                variables.containsKey("where"),
                task.getAssignee(),
                offered.stream()
                        .map(IdentityLink::getGroupId)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toList()),
                offered.stream()
                        .map(IdentityLink::getUserId)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toList()),
                text(variables.get(ScopeVersion.SAVED)));
    }

    private String text(ScopeTask task, String name) {
        return text(tasks.getVariableLocal(task.id(), name));
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }
}
