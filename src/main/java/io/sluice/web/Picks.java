package io.sluice.web;

import io.sluice.change.ChangeRequest;
import io.sluice.change.NewChange;
import io.sluice.change.PastedScope;
import io.sluice.change.RaiseResult;
import io.sluice.compare.Bucket;
import io.sluice.compare.ComparedItem;
import io.sluice.compare.ComparisonHead;
import io.sluice.metadata.Component;
import io.sluice.process.ChangeProcesses;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Makes items of a comparison part of a change request, by the rules of the scope page. */
@org.springframework.stereotype.Component
class Picks {

    /** A longer list belongs into the scope page, which reads files of any size. */
    private static final int MOST = 1000;

    /**
     * What came of it.
     *
     * @param change the change request; null where none was raised
     * @param added how many items were added
     * @param problems what was not done and why, a sentence each
     */
    record Picked(@Nullable ChangeRequest change, int added, List<String> problems) {}

    private final ComparisonPageViews comparisons;
    private final ScopeViews scopes;
    private final ChangeProcesses processes;

    Picks(ComparisonPageViews comparisons, ScopeViews scopes, ChangeProcesses processes) {
        this.comparisons = comparisons;
        this.scopes = scopes;
        this.processes = processes;
    }

    /**
     * The items that were picked.
     *
     * @param components written as Type:FullName
     * @throws Refusal where there are more than 1,000, or one is not written so
     */
    static List<Component> items(@Nullable List<@Nullable String> components) {
        if (components == null) {
            return List.of();
        }
        if (components.size() > MOST) {
            throw new Refusal(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    String.format(
                            Locale.ROOT,
                            "%,d items were picked; at most %,d can be added at once. Pick fewer, or paste a list on the scope"
                                    + " page of the change request.",
                            components.size(),
                            MOST));
        }
        return components.stream()
                .map(each -> ScopePages.component(Objects.requireNonNullElse(each, "")))
                .toList();
    }

    /** Raises a change request and makes the items its scope; what can't be in a scope is left out with the reason. */
    Picked raise(ComparisonHead head, Collection<Component> items, NewChange stated, Viewer viewer) {
        viewer.demand(viewer.mayRaiseChanges(), "Only requesters and release managers raise change requests.");
        String list = list(head, items);
        PastedScope fitting = scopes.pastedForNew(list);
        if (fitting.right().isEmpty()) {
            // Nobody needs a change request without a scope; the next try would raise another one.
            return new Picked(null, 0, leftOut(fitting));
        }
        RaiseResult result = processes.raise(stated, viewer.id());
        if (result instanceof RaiseResult.Refused refused) {
            return new Picked(null, 0, refused.problems());
        }
        return add(((RaiseResult.Raised) result).change(), list, viewer);
    }

    /** Adds the items to the scope of a change request, as far as it may be edited; all that are right, or none. */
    Picked add(ComparisonHead head, Collection<Component> items, String number, Viewer viewer) {
        return add(scopes.require(number), list(head, items), viewer);
    }

    private Picked add(ChangeRequest change, String list, Viewer viewer) {
        PastedScope pasted = scopes.pasted(change, list, null, false);
        if (pasted.right().isEmpty()) {
            return new Picked(change, 0, leftOut(pasted));
        }
        List<String> problems = scopes.add(change, pasted.right(), false, viewer);
        return problems.isEmpty()
                ? new Picked(change, pasted.right().size(), leftOut(pasted))
                : new Picked(change, 0, problems);
    }

    private static List<String> leftOut(PastedScope pasted) {
        return pasted.wrong().stream()
                .map(wrong -> wrong.text() + ": " + wrong.reason())
                .toList();
    }

    /** As a scope is written: what only the target has is there to be deleted. */
    private String list(ComparisonHead head, Collection<Component> items) {
        return items.stream()
                .distinct()
                .map(item -> comparisons.item(head, item))
                .map(Picks::line)
                .collect(Collectors.joining("\n"));
    }

    private static String line(ComparedItem item) {
        return (item.bucket() == Bucket.ONLY_IN_TARGET ? "delete " : "") + item.component();
    }
}
