package io.sluice.compare.bulk;

import io.sluice.compare.ComparedItem;
import io.sluice.compare.Comparisons;
import io.sluice.compare.EarlierState;
import io.sluice.compare.ItemFilter;
import io.sluice.compare.LeftOut;
import io.sluice.compare.Selection;
import io.sluice.metadata.Component;
import io.sluice.salesforce.OrgConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds out what a selection means: lists a side, a few types at a time, and keeps what was listed. */
@org.springframework.stereotype.Component
class Listing {

    private static final int PAGE = 5_000;

    private final JdbcClient jdbc;
    private final RunRows runs;
    private final Comparisons comparisons;

    // Lazy: comparisons need the remote jobs, which need their kinds, one of which lists.
    Listing(JdbcClient jdbc, RunRows runs, @Lazy Comparisons comparisons) {
        this.jdbc = jdbc;
        this.runs = runs;
        this.comparisons = comparisons;
    }

    /**
     * Lists some types of a side, in as few calls as the org takes, and writes down what it has. Lists that a kill cut off are
     * read once more: a row that is there already stays.
     *
     * @return what became of each list
     */
    List<TypeRows.Told> list(Run run, boolean source, OrgConnection org, List<String> types) {
        Choice choice = new Choice(run.input().selection());
        Map<String, Integer> components = new HashMap<>();
        types.forEach(type -> components.put(type, 0));
        try (ListedRows rows = new ListedRows(jdbc, run.job(), source)) {
            org.list(
                    types,
                    listed -> {
                        components.merge(listed.component().type(), 1, Integer::sum);
                        rows.add(listed, choice.state(listed.component(), listed.namespace()));
                    },
                    (type, e) -> {
                        components.remove(type);
                        runs.gap(
                                run.job(),
                                "Environment " + run.environment(source) + " could not list " + type + ": "
                                        + e.getMessage());
                    });
        }
        return types.stream()
                .map(type -> new TypeRows.Told(type, components.get(type)))
                .toList();
    }

    /** Adds what is asked for although no list has it: not every type's list has all of its components. */
    void addUnlisted(Run run) {
        if (run.input().selection() instanceof Selection.Listed listed) {
            for (boolean source : new boolean[] {true, false}) {
                if (run.asks(source)) {
                    try (ListedRows rows = new ListedRows(jdbc, run.job(), source)) {
                        listed.components().forEach(rows::add);
                    }
                }
            }
        }
    }

    /** Writes down what the target had in the earlier comparison. */
    void addEarlier(Run run) {
        EarlierState earlier = run.input().earlier();
        if (earlier == null) {
            return;
        }
        Choice choice = new Choice(run.input().selection());
        try (ListedRows rows = new ListedRows(jdbc, run.job(), false)) {
            Component after = null;
            List<ComparedItem> page = page(earlier, after);
            while (!page.isEmpty()) {
                for (ComparedItem item : page) {
                    String hash = earlier.source() ? item.sourceHash() : item.targetHash();
                    if (hash != null && choice.state(item.component(), null) == ListedRows.State.SELECTED) {
                        rows.add(item.component());
                    }
                }
                after = page.get(page.size() - 1).component();
                page = page(earlier, after);
            }
        }
    }

    private List<ComparedItem> page(EarlierState earlier, @Nullable Component after) {
        return comparisons.items(earlier.comparison(), ItemFilter.ALL, after, PAGE);
    }

    /** What a component is to a selection. */
    private static final class Choice {

        private final Selection selection;
        private final LeftOut.Test leftOut;

        Choice(Selection selection) {
            this.selection = selection;
            LeftOut out = LeftOut.NOTHING;
            if (selection instanceof Selection.Types types) {
                out = types.leftOut();
            } else if (selection instanceof Selection.Everything everything) {
                out = everything.leftOut();
            }
            this.leftOut = out.test();
        }

        ListedRows.State state(Component component, @Nullable String namespace) {
            if (selection instanceof Selection.Listed listed) {
                return listed.components().contains(component) ? ListedRows.State.SELECTED : ListedRows.State.PART;
            }
            if (selection instanceof Selection.Types types && !types.types().contains(component.type())) {
                return ListedRows.State.PART;
            }
            return leftOut.leavesOut(component, namespace) ? ListedRows.State.LEFT_OUT : ListedRows.State.SELECTED;
        }
    }
}
