package io.sluice.change;

import io.sluice.metadata.ComponentNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A scope as a person typed it: what can be said of it before any org is asked. */
record ScopeForm(List<ScopeItem> items, List<String> additionalApprovers, List<String> problems) {

    static ScopeForm read(
            String existing, String proposed, List<String> approvers, String requester, Accounts accounts) {
        ScopeLines existingLines = ScopeLines.read(existing, "the existing customizations", ComponentNames::problem);
        ScopeLines proposedLines =
                ScopeLines.read(proposed, "the proposed customizations", ComponentNames::problemOfProposed);
        List<String> problems = new ArrayList<>(existingLines.problems());
        problems.addAll(proposedLines.problems());

        List<ScopeItem> items = new ArrayList<>();
        Set<String> named = new HashSet<>();
        existingLines.components().forEach(component -> {
            items.add(new ScopeItem(component, ScopeItem.Origin.EXISTING));
            named.add(ScopeLines.key(component));
        });
        proposedLines.components().forEach(component -> {
            items.add(new ScopeItem(component, ScopeItem.Origin.PROPOSED));
            if (!named.add(ScopeLines.key(component))) {
                problems.add(component + " is named both as existing and as proposed; leave it in one of the two.");
            }
        });
        if (items.isEmpty() && problems.isEmpty()) {
            problems.add("The scope is empty: name at least one existing or proposed customization, one Type:FullName"
                    + " a line, for example ApexClass:InvoiceService.");
        }
        if (items.size() > ScopeLines.MOST_ITEMS) {
            problems.add("The scope has " + items.size() + " items; a package holds at most " + ScopeLines.MOST_ITEMS
                    + ". Split the change.");
        }

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
}
