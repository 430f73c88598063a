package io.sluice.deployment;

import io.sluice.metadata.Component;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a rollback does to each item, as people state it: one item a line, {@code restore}, {@code delete} or {@code keep}
 * and its name. What somebody changed since the deployment begins as {@code decide}, which has to be replaced.
 *
 * @param kept what stays as it is
 * @param problems why it can't be done so, a sentence each
 */
record RollbackPlan(List<Component> kept, List<String> problems) {

    static final String KEEP = "keep";
    private static final String DECIDE = "decide";

    RollbackPlan {
        kept = List.copyOf(kept);
        problems = List.copyOf(problems);
    }

    /** The plan that people begin with: everything that is as it was deployed goes back. */
    static String proposed(List<RollbackItem> items) {
        return items.stream()
                .filter(RollbackItem::differs)
                .map(item -> word(item) + " " + item.component())
                .collect(Collectors.joining("\n"));
    }

    private static String word(RollbackItem item) {
        if (item.kept()) {
            return KEEP;
        }
        return item.state() == RollbackItem.State.CHANGED_SINCE ? DECIDE : item.act();
    }

    static RollbackPlan read(String text, List<RollbackItem> items) {
        Map<Component, RollbackItem> open = items.stream()
                .filter(RollbackItem::differs)
                .collect(Collectors.toMap(RollbackItem::component, Function.identity(), (a, b) -> a, TreeMap::new));
        List<Component> kept = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Set<Component> named = new HashSet<>();
        for (String line :
                text.lines().map(String::strip).filter(each -> !each.isEmpty()).toList()) {
            String[] parts = line.split("\\s+", 2);
            Optional<RollbackItem> item = parts.length < 2
                    ? Optional.empty()
                    : Component.parse(parts[1].strip()).map(open::get);
            if (item.isEmpty()) {
                problems.add(
                        "\"" + line + "\" names nothing that can be rolled back; write restore, delete or keep, then"
                                + " an item of the table, for example keep ApexClass:Invoices.");
            } else if (!named.add(item.get().component())) {
                problems.add(item.get().component() + " is named twice.");
            } else {
                judge(parts[0].toLowerCase(Locale.ROOT), item.get(), kept, problems);
            }
        }
        List<Component> missing =
                open.keySet().stream().filter(each -> !named.contains(each)).toList();
        if (!missing.isEmpty()) {
            problems.add("Nothing is said about " + Words.named(missing) + "; write keep to leave it as it is.");
        }
        if (problems.isEmpty() && kept.size() == open.size()) {
            problems.add(
                    open.isEmpty()
                            ? "The target is as it was before the deployment, so there is nothing to roll back."
                            : "Everything is kept, so nothing would be rolled back.");
        }
        return new RollbackPlan(kept, problems);
    }

    private static void judge(String word, RollbackItem item, List<Component> kept, List<String> problems) {
        if (word.equals(KEEP)) {
            kept.add(item.component());
        } else if (word.equals(DECIDE)) {
            problems.add(item.component() + " was changed"
                    + (item.lastEditedBy() == null ? "" : " by " + item.lastEditedBy())
                    + " since the deployment. Write keep to leave that change, or " + item.act()
                    + " to undo it with the deployment.");
        } else if (!word.equals(item.act())) {
            problems.add(item.component()
                    + (item.existedBefore()
                            ? " was there before the deployment; write restore or keep."
                            : " was not there before the deployment; write delete or keep."));
        }
    }
}
