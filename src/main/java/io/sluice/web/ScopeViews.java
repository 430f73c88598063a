package io.sluice.web;

import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeRequests;
import io.sluice.change.Families;
import io.sluice.change.Family;
import io.sluice.change.Overlaps;
import io.sluice.change.PastedScope;
import io.sluice.change.ScopeAdvice;
import io.sluice.change.ScopeDraft;
import io.sluice.change.ScopeItem;
import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import io.sluice.inventory.Inventories;
import io.sluice.inventory.InventoryComponent;
import io.sluice.inventory.InventoryFilter;
import io.sluice.inventory.TypeState;
import io.sluice.metadata.Component;
import io.sluice.process.ScopeTask;
import io.sluice.process.ScopeTasks;
import io.sluice.salesforce.OrgException;
import io.sluice.sync.Sync;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The scope page and its JSON twin: what they show and what they pass on. */
@org.springframework.stereotype.Component
class ScopeViews {

    static final int PAGE_SIZE = 50;

    private final ChangeRequests changes;
    private final ScopeTasks tasks;
    private final ScopeAdvice advice;
    private final Families families;
    private final Overlaps overlaps;
    private final Inventories inventories;
    private final Environments environments;
    private final Sync sync;

    ScopeViews(
            ChangeRequests changes,
            ScopeTasks tasks,
            ScopeAdvice advice,
            Families families,
            Overlaps overlaps,
            Inventories inventories,
            Environments environments,
            Sync sync) {
        this.changes = changes;
        this.tasks = tasks;
        this.advice = advice;
        this.families = families;
        this.overlaps = overlaps;
        this.inventories = inventories;
        this.environments = environments;
        this.sync = sync;
    }

    /** @throws Refusal where there is no such change request */
    ChangeRequest require(String number) {
        return changes.find(number).orElseThrow(() -> Refusal.noSuchChange(number));
    }

    /** Where items are picked from: the sandbox while the change is worked on there, else production. */
    Optional<Environment> environment(ChangeRequest change) {
        Optional<ScopeTask> task = tasks.find(change.number());
        String sandbox = change.sandbox();
        boolean inSandbox = task.map(ScopeTask::inSandbox).orElse(false) && sandbox != null;
        return inSandbox && sandbox != null ? environments.find(sandbox) : environments.production();
    }

    ScopeView.Basket basket(ChangeRequest change, Viewer viewer, List<String> problems) {
        Optional<ScopeTask> task = tasks.find(change.number());
        boolean may = task.filter(open -> open.mayBeEditedBy(viewer.id(), viewer.roles(), change.requester()))
                .isPresent();
        ScopeTasks.Draft draft;
        try {
            draft = draft(change, task);
        } catch (OrgException e) {
            // The scope is in the sandbox's record; what was approved is no substitute for it.
            draft = new ScopeTasks.Draft(
                    ScopeDraft.EMPTY, List.of("The sandbox could not be asked for the scope: " + e.getMessage()));
            may = false;
        }
        List<String> all = new java.util.ArrayList<>(problems);
        draft.problems().stream().filter(one -> !all.contains(one)).forEach(all::add);
        ScopeDraft scope = draft.scope();
        Family family = families.of(change.number());
        return new ScopeView.Basket(
                change.number(),
                may && draft.problems().isEmpty(),
                why(change, task, may),
                task.map(ScopeTask::inSandbox).orElse(false),
                items(scope, ScopeItem.Kind.EXISTING, family),
                items(scope, ScopeItem.Kind.PROPOSED, family),
                items(scope, ScopeItem.Kind.DELETION, family),
                all,
                family.release(),
                parts(family),
                overlaps.of(change.number(), scope.components()));
    }

    private static List<ScopeView.Part> parts(Family family) {
        return family.release()
                ? family.children().stream()
                        .map(child -> new ScopeView.Part(
                                child.number(), child.name(), child.status().words(), Family.isRolledUp(child)))
                        .toList()
                : List.of();
    }

    private ScopeTasks.Draft draft(ChangeRequest change, Optional<ScopeTask> task) {
        return task.isPresent()
                ? tasks.draft(change.number(), task.get())
                : new ScopeTasks.Draft(
                        new ScopeDraft(changes.scope(change.number()).items()), List.of());
    }

    private static String why(ChangeRequest change, Optional<ScopeTask> task, boolean may) {
        if (task.isEmpty()) {
            return "The scope can't be edited now: the change request is "
                    + change.status().words() + ", and no task that states its scope is open.";
        }
        String name = "\"" + task.get().name() + "\"";
        if (!may) {
            return "You can look, but not edit: that is for " + change.requester()
                    + ", who asked for the change, and for whom the task " + name + " belongs to.";
        }
        return task.get().inSandbox()
                ? "What you do here is written to the change request's record in the sandbox at once. Complete the task "
                        + name + " when the scope is right."
                : "What you do here is kept in the task " + name
                        + ". Nothing is submitted before that task is completed.";
    }

    private static List<ScopeView.Item> items(ScopeDraft draft, ScopeItem.Kind kind, Family family) {
        return draft.items().stream()
                .filter(item -> item.kind() == kind)
                .map(item -> new ScopeView.Item(
                        item.component().type(),
                        item.component().fullName(),
                        mark(item.component()),
                        Optional.ofNullable(family.origins().get(item.component()))
                                .map(List::copyOf)
                                .orElse(List.of())))
                .toList();
    }

    ScopeView.Shelf shelf(Environment environment) {
        String id = environment.id();
        return new ScopeView.Shelf(
                id,
                environment.name(),
                inventories.state(id).types().stream().map(TypeState::type).toList(),
                inventories.namespaces(id),
                inventories.people(id));
    }

    /** Without the scope's marks where the scope can't be read just now. */
    ScopeView.Hits hits(
            ChangeRequest change, Environment environment, InventoryFilter filter, @Nullable Component after) {
        List<InventoryComponent> found = inventories.search(environment.id(), filter, after, PAGE_SIZE + 1);
        Optional<ScopeTask> task = tasks.find(change.number());
        // The record in the sandbox is not asked with each letter that is typed.
        ScopeDraft draft = task.isPresent() && task.get().inSandbox()
                ? new ScopeDraft(changes.scope(change.number()).items())
                : draft(change, task).scope();
        return new ScopeView.Hits(
                found.stream().limit(PAGE_SIZE).map(one -> hit(one, draft)).toList(), found.size() > PAGE_SIZE);
    }

    private static ScopeView.Hit hit(InventoryComponent found, ScopeDraft draft) {
        return new ScopeView.Hit(
                found.component().type(),
                found.component().fullName(),
                mark(found.component()),
                found.namespace(),
                found.lastModifiedBy(),
                found.lastModifiedAt(),
                draft.find(found.component()).map(item -> item.kind().word()).orElse(null));
    }

    /** A component as the id of an element. */
    static String mark(Component component) {
        return "in-" + HexFormat.of().formatHex(component.toString().getBytes(StandardCharsets.UTF_8));
    }

    Optional<String> check(ChangeRequest change, ScopeItem item) {
        Environment environment = environment(change).orElseThrow(ScopeViews::noProduction);
        return advice.problem(item, draft(change, tasks.find(change.number())).scope(), environment);
    }

    /** Adds items that are right; says of the others why not, and adds none then. */
    List<String> add(ChangeRequest change, Collection<ScopeItem> items, boolean checked, Viewer viewer) {
        Environment environment = environment(change).orElseThrow(ScopeViews::noProduction);
        return tasks.edit(
                change.number(),
                (draft, problems) -> {
                    if (checked) {
                        items.forEach(
                                item -> advice.problem(item, draft, environment).ifPresent(problems::add));
                    }
                    return draft.with(items);
                },
                viewer.id(),
                viewer.roles());
    }

    /** Takes over what changed in the sandbox; an item that is there otherwise becomes what happened to it. */
    List<String> takeOver(ChangeRequest change, Collection<ScopeItem> items, Viewer viewer) {
        return tasks.edit(
                change.number(),
                (draft, problems) -> {
                    ScopeDraft rest = draft;
                    for (ScopeItem item : items) {
                        rest = rest.without(item.component());
                    }
                    return rest.with(items);
                },
                viewer.id(),
                viewer.roles());
    }

    /** Adds and removes at once; where something added is wrong, neither is done. */
    List<String> edit(ChangeRequest change, Collection<ScopeItem> more, Collection<Component> less, Viewer viewer) {
        Environment environment = environment(change).orElseThrow(ScopeViews::noProduction);
        return tasks.edit(
                change.number(),
                (draft, problems) -> {
                    ScopeDraft rest = draft;
                    for (Component component : less) {
                        rest = rest.without(component);
                    }
                    for (ScopeItem item : more) {
                        advice.problem(item, rest, environment).ifPresent(problems::add);
                    }
                    return rest.with(more);
                },
                viewer.id(),
                viewer.roles());
    }

    List<String> remove(ChangeRequest change, Component component, Viewer viewer) {
        return tasks.edit(change.number(), (draft, problems) -> draft.without(component), viewer.id(), viewer.roles());
    }

    PastedScope pasted(ChangeRequest change, String text, ScopeItem.@Nullable Kind kind, boolean expand) {
        Environment environment = environment(change).orElseThrow(ScopeViews::noProduction);
        return advice.read(
                text, kind, expand, draft(change, tasks.find(change.number())).scope(), environment);
    }

    /**
     * What a list names that is to be the scope of a change request which is not raised yet.
     *
     * @throws Refusal where no production environment is registered
     */
    PastedScope pastedForNew(String text) {
        Environment production = environments.production().orElseThrow(ScopeViews::noProduction);
        return advice.read(text, null, false, ScopeDraft.EMPTY, production);
    }

    /** @throws OrgException where the sandbox can't be asked */
    List<ScopeView.Changed> changed(ChangeRequest change) {
        return sync.changedSincePush(change.number()).stream()
                .map(one -> new ScopeView.Changed(
                        one.component().toString(), one.by(), one.at(), one.inScope(), one.deleted()))
                .toList();
    }

    static String unanswered(OrgException trouble) {
        return "The sandbox could not be asked: " + trouble.getMessage()
                + " Test its connection on the page Environments, then look again.";
    }

    static Refusal noProduction() {
        return new Refusal(
                HttpStatus.CONFLICT,
                "No production environment is registered, so there is nothing to pick from. An administrator registers it on"
                        + " the page Environments.");
    }
}
