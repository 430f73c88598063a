package io.sluice.web;

import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeRequests;
import io.sluice.change.PastedScope;
import io.sluice.change.ScopeAdvice;
import io.sluice.change.ScopeDraft;
import io.sluice.change.ScopeItem;
import io.sluice.compare.AskResult;
import io.sluice.compare.Asked;
import io.sluice.compare.ComparisonDesk;
import io.sluice.compare.EarlierState;
import io.sluice.compare.Selection;
import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import io.sluice.metadata.Component;
import io.sluice.metadata.MetadataType;
import io.sluice.metadata.MetadataTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** Turns what a person sent into a comparison that is asked for; the same for the page and its JSON twin. */
@org.springframework.stereotype.Component
class NewComparisons {

    private final ComparisonDesk desk;
    private final ComparisonAccess access;
    private final Environments environments;
    private final ChangeRequests changes;
    private final ScopeAdvice advice;

    NewComparisons(
            ComparisonDesk desk,
            ComparisonAccess access,
            Environments environments,
            ChangeRequests changes,
            ScopeAdvice advice) {
        this.desk = desk;
        this.access = access;
        this.environments = environments;
        this.changes = changes;
        this.advice = advice;
    }

    /** @throws Refusal where the person may not ask for comparisons */
    static void demand(Viewer viewer) {
        viewer.demand(
                viewer.mayAskForComparisons(),
                "Requesters, developers, release managers, operators and administrators ask for comparisons; "
                        + viewer.id() + " has none of these roles.");
    }

    /** Environments that the person may compare. */
    List<Environment> offered(Viewer viewer) {
        return environments.pathOf(viewer.id()).usable();
    }

    static List<String> types() {
        return MetadataTypes.all().stream().map(MetadataType::name).sorted().toList();
    }

    /** What a pasted list names, told with the source's inventory; nothing where no source is chosen. */
    Optional<PastedScope> pasted(NewComparisonForm form, Viewer viewer) {
        demand(viewer);
        String source = NewComparisonForm.text(form.source());
        return offered(viewer).stream()
                .filter(environment -> environment.id().equals(source))
                .findFirst()
                .map(environment -> advice.read(
                        NewComparisonForm.text(form.list()),
                        null,
                        Boolean.TRUE.equals(form.expand()),
                        ScopeDraft.EMPTY,
                        environment));
    }

    /**
     * Asks for it, or says what is wrong; nothing is asked for then.
     *
     * @throws Refusal where the person may not ask for comparisons, or not read the one whose earlier state is named
     */
    AskResult ask(NewComparisonForm form, Viewer viewer) {
        demand(viewer);
        List<String> problems = new ArrayList<>();
        Selection selection = selection(form, viewer, problems);
        EarlierState earlier = form.earlier();
        if (earlier != null) {
            // Whoever may not read a comparison does not learn by another one what it saw.
            access.require(earlier.comparison(), viewer);
        }
        if (!problems.isEmpty()) {
            return new AskResult.Refused(problems);
        }
        String change = NewComparisonForm.text(form.change());
        return desk.ask(
                new Asked(
                        form.is(NewComparisonForm.CHANGE) ? change : null,
                        NewComparisonForm.text(form.source()),
                        earlier == null ? NewComparisonForm.text(form.target()) : null,
                        earlier,
                        selection,
                        Boolean.TRUE.equals(form.cold())),
                viewer.id());
    }

    private Selection selection(NewComparisonForm form, Viewer viewer, List<String> problems) {
        return switch (NewComparisonForm.text(form.what())) {
            case NewComparisonForm.EVERYTHING -> new Selection.Everything(form.leftOut());
            case NewComparisonForm.TYPES -> new Selection.Types(types(form, problems), form.leftOut());
            case NewComparisonForm.LIST -> new Selection.Listed(listed(form, viewer, problems));
            case NewComparisonForm.CHANGE ->
                new Selection.Listed(scope(NewComparisonForm.text(form.change()), problems));
            default -> {
                problems.add("Say what to compare: everything, types, a list, or the scope of a change request.");
                yield new Selection.Everything(form.leftOut());
            }
        };
    }

    private static SortedSet<String> types(NewComparisonForm form, List<String> problems) {
        SortedSet<String> types = new TreeSet<>(form.types() == null ? List.of() : form.types());
        List<String> unknown = types.stream()
                .filter(type -> MetadataTypes.find(type).isEmpty())
                .toList();
        if (!unknown.isEmpty()) {
            problems.add("There is no metadata type " + String.join(", ", unknown)
                    + "; types are written like ApexClass or CustomField.");
        }
        return types;
    }

    private SortedSet<Component> listed(NewComparisonForm form, Viewer viewer, List<String> problems) {
        Optional<PastedScope> pasted = pasted(form, viewer);
        pasted.ifPresent(read -> read.wrong()
                .forEach(wrong -> problems.add(
                        "Line " + wrong.line() + " of the list, \"" + wrong.text() + "\": " + wrong.reason())));
        return pasted.map(read -> read.right().stream()
                        .map(ScopeItem::component)
                        .collect(Collectors.<Component, SortedSet<Component>>toCollection(TreeSet::new)))
                .orElseGet(TreeSet::new);
    }

    private SortedSet<Component> scope(String number, List<String> problems) {
        Optional<ChangeRequest> change = changes.find(number);
        if (change.isEmpty()) {
            problems.add("There is no change request \"" + number
                    + "\". Its number is written CR- and six digits; the list of change requests shows all of them.");
            return new TreeSet<>();
        }
        SortedSet<Component> components = new TreeSet<>(changes.scope(number).components());
        if (components.isEmpty()) {
            problems.add("The scope of " + number + " is still empty, so there is nothing to compare.");
        }
        return components;
    }

    /** The job of a comparison that was asked for. */
    static UUID job(AskResult.Requested requested) {
        return requested.job().id();
    }
}
