package io.sluice.change;

import io.sluice.metadata.ComponentNames;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A scope as a person typed it: what can be said of it before any org is asked. */
record ScopeForm(List<ScopeItem> items, List<String> additionalApprovers, List<String> problems) {

    static ScopeForm read(
            String existing,
            String proposed,
            String deletions,
            List<String> approvers,
            String requester,
            Accounts accounts) {
        List<ScopeItem> items = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Map<ScopeItem.Kind, ScopeLines> lists = new EnumMap<>(ScopeItem.Kind.class);
        lists.put(
                ScopeItem.Kind.EXISTING,
                ScopeLines.read(existing, "the existing customizations", ComponentNames::problem));
        lists.put(
                ScopeItem.Kind.PROPOSED,
                ScopeLines.read(proposed, "the proposed customizations", ComponentNames::problemOfProposed));
        lists.put(
                ScopeItem.Kind.DELETION,
                ScopeLines.read(deletions, "the customizations to delete", ComponentNames::problem));
        lists.values().forEach(lines -> problems.addAll(lines.problems()));
        Map<String, ScopeItem.Kind> named = new HashMap<>();
        lists.forEach((kind, lines) -> lines.components().forEach(component -> {
            items.add(new ScopeItem(component, kind));
            ScopeItem.Kind earlier = named.putIfAbsent(ScopeLines.key(component), kind);
            if (earlier != null) {
                problems.add(component + " is named both as " + as(earlier) + " and as " + as(kind)
                        + "; leave it in one of the two.");
            }
        }));
        List<String> persons = approvers.stream()
                .map(String::strip)
                .filter(person -> !person.isEmpty())
                .distinct()
                .toList();
        for (String person : persons) {
            if (person.equals(requester)) {
                problems.add("Additional approver " + person
                        + " asked for this change and can't approve it; name somebody else.");
            } else if (!accounts.exists(person)) {
                problems.add("Additional approver \"" + person + "\" has no account; name people by their user id.");
            }
        }
        return new ScopeForm(items, persons, problems.stream().distinct().toList());
    }

    /** What is wrong with a scope of so many items, what was rolled up included. */
    static List<String> problemsOfSize(int items) {
        if (items == 0) {
            return List.of("The scope is empty: name at least one existing or proposed customization or one to delete,"
                    + " one Type:FullName a line, for example ApexClass:InvoiceService.");
        }
        return items > ScopeLines.MOST_ITEMS
                ? List.of("The scope has " + items + " items; a package holds at most " + ScopeLines.MOST_ITEMS
                        + ". Split the change.")
                : List.of();
    }

    private static String as(ScopeItem.Kind kind) {
        return kind == ScopeItem.Kind.DELETION ? "to be deleted" : kind.word();
    }
}
