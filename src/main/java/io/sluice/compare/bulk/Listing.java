package io.sluice.compare.bulk;

import io.sluice.compare.ComparedItem;
import io.sluice.compare.Comparisons;
import io.sluice.compare.EarlierState;
import io.sluice.compare.ItemFilter;
import io.sluice.compare.LeftOut;
import io.sluice.compare.Selection;
import io.sluice.environment.Connections;
import io.sluice.metadata.Component;
import io.sluice.metadata.MetadataType;
import io.sluice.metadata.MetadataTypes;
import io.sluice.salesforce.OrgConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds out what a selection means: lists both sides, a few types at a time, and keeps what was listed. */
@org.springframework.stereotype.Component
class Listing {

    /** As many as an org takes in one call. */
    private static final int TYPES_A_CALL = 3;

    private static final int PAGE = 5_000;

    private final JdbcClient jdbc;
    private final RunRows runs;
    private final Connections connections;
    private final Comparisons comparisons;

    // Lazy: comparisons need the remote jobs, which need their kinds, one of which lists.
    Listing(JdbcClient jdbc, RunRows runs, Connections connections, @Lazy Comparisons comparisons) {
        this.jdbc = jdbc;
        this.runs = runs;
        this.connections = connections;
        this.comparisons = comparisons;
    }

    /** The types that are to be listed, of either side: those chosen, and those whose dates tell of changes in their parents. */
    Set<String> types(Run run) {
        Set<String> known =
                new TreeSet<>(connections.open(run.environment(true)).types());
        if (run.asks(false)) {
            known.addAll(connections.open(run.environment(false)).types());
        }
        Selection selection = run.input().selection();
        if (selection instanceof Selection.Everything) {
            return known;
        }
        Set<String> types = new TreeSet<>();
        for (String chosen : chosen(selection)) {
            MetadataType type = MetadataTypes.find(chosen).orElse(null);
            String parent = type == null ? null : type.parent();
            String family = parent == null ? chosen : parent;
            types.add(chosen);
            types.add(family);
            MetadataTypes.childrenOf(family).forEach(child -> types.add(child.name()));
        }
        types.retainAll(known);
        return types;
    }

    private static Set<String> chosen(Selection selection) {
        if (selection instanceof Selection.Types types) {
            return types.types();
        }
        Set<String> chosen = new TreeSet<>();
        if (selection instanceof Selection.Listed listed) {
            listed.components().forEach(component -> chosen.add(component.type()));
        }
        return chosen;
    }

    /** Lists some types that a side has not listed yet. */
    void list(Run run, boolean source, List<String> types) {
        OrgConnection org = connections.open(run.environment(source));
        Choice choice = new Choice(run.input().selection());
        for (int from = 0; from < types.size(); from += TYPES_A_CALL) {
            List<String> some = types.subList(from, Math.min(from + TYPES_A_CALL, types.size()));
            // What a listing that was cut off had written is written over: a row that is there already stays.
            try (ListedRows rows = new ListedRows(jdbc, run.job(), source)) {
                org.list(
                        some,
                        listed -> rows.add(listed, choice.state(listed.component(), listed.namespace())),
                        (type, e) -> runs.gap(
                                run.job(),
                                "Environment " + run.environment(source) + " could not list " + type + ": "
                                        + e.getMessage()));
            }
            runs.typeListed(run.job(), source, some);
        }
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

    static List<String> remaining(Set<String> types, Set<String> listed) {
        List<String> remaining = new ArrayList<>(types);
        remaining.removeAll(listed);
        return remaining;
    }
}
