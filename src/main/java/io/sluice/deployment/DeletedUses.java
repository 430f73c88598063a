package io.sluice.deployment;

import io.sluice.metadata.Component;
import io.sluice.metadata.References;
import io.sluice.salesforce.ComponentDependencies;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who in the target uses what a deployment deletes. The org's own list says so; where it does not tell or does not tell all,
 * the Apex of the target is read for the names of deleted classes.
 */
final class DeletedUses {

    private final OrgLists target;
    private final SortedSet<Component> deletions;
    private final SortedMap<Component, SortedSet<Component>> users = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();

    private DeletedUses(OrgLists target, Collection<Component> deletions) {
        this.target = target;
        this.deletions = new TreeSet<>(deletions);
    }

    /** @throws io.sluice.salesforce.OrgException where the target can't be asked */
    static DeletedUses in(OrgLists target, Collection<Component> deletions) {
        DeletedUses uses = new DeletedUses(target, deletions);
        if (!deletions.isEmpty()) {
            uses.ask();
        }
        return uses;
    }

    /** By what is deleted, everything in the target that uses it. */
    SortedMap<Component, SortedSet<Component>> users() {
        return users;
    }

    /** What could not be told, a sentence each. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    private void ask() {
        Map<Component, String> ids = target.ids(deletions);
        List<Component> without =
                deletions.stream().filter(each -> !ids.containsKey(each)).toList();
        if (!without.isEmpty()) {
            notes.add("The target gives no id of " + Words.named(without)
                    + ", so who uses it there is found by the validation only.");
        }
        boolean complete = without.isEmpty();
        ComponentDependencies.Answer answer = new ComponentDependencies(target.org()).usersOf(ids.values());
        if (answer instanceof ComponentDependencies.Told told) {
            complete &= take(told, ids);
        } else {
            notes.add("The target does not tell who uses what is deleted ("
                    + ((ComponentDependencies.Refused) answer).sentence()
                    + "). What still uses it is found by the validation.");
            complete = false;
        }
        if (!complete) {
            readApex();
        }
    }

    /** @return whether the org told all */
    private boolean take(ComponentDependencies.Told told, Map<Component, String> ids) {
        notes.add("The target's list of uses leaves reports out; a report that needs what is deleted is found by the"
                + " validation.");
        ids.forEach((deleted, id) ->
                told.uses().stream().filter(use -> use.usedId().equals(id)).forEach(use -> add(deleted, user(use))));
        List<Component> cut = ids.entrySet().stream()
                .filter(each -> told.truncated().contains(each.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (!cut.isEmpty()) {
            notes.add("More than 2,000 components of the target use " + Words.named(cut)
                    + "; the target tells the first 2,000 only.");
        }
        return cut.isEmpty();
    }

    private Component user(ComponentDependencies.Use use) {
        return target.named(use.userType(), use.userId())
                .orElseGet(() -> new Component(
                        use.userType().isEmpty() ? "Component" : use.userType(),
                        use.userName().isEmpty() ? use.userId() : use.userName()));
    }

    private void readApex() {
        Set<Component> classes = deletions.stream()
                .filter(each -> each.type().equals("ApexClass"))
                .collect(Collectors.toSet());
        if (classes.isEmpty()) {
            return;
        }
        for (String type : List.of("ApexClass", "ApexTrigger")) {
            for (Map<String, Object> row :
                    target.org().queryTooling("SELECT Name, Body FROM " + type + " WHERE NamespacePrefix = null")) {
                Component from = new Component(type, String.valueOf(row.get("Name")));
                References.inApex(from, String.valueOf(row.get("Body")), classes)
                        .forEach(reference -> add(reference.to(), from));
            }
        }
    }

    private void add(Component deleted, Component user) {
        if (!user.equals(deleted)) {
            users.computeIfAbsent(deleted, each -> new TreeSet<>()).add(user);
        }
    }

    /**
     * What each use means for the deployment.
     *
     * @param packaged what the package brings
     * @param needs what the package's own versions need
     */
    List<DeletedUse> judged(Set<Component> packaged, List<Dependency> needs) {
        List<DeletedUse> judged = new ArrayList<>();
        users.forEach((deleted, all) -> all.forEach(user -> judged.add(judge(user, deleted, packaged, needs))));
        return judged;
    }

    private DeletedUse judge(Component user, Component deleted, Set<Component> packaged, List<Dependency> needs) {
        if (deletions.contains(user)) {
            return new DeletedUse(user, deleted, DeletedUse.Effect.ENDS, "It is deleted too.");
        }
        if (goesWith(user, deleted)) {
            return new DeletedUse(
                    user, deleted, DeletedUse.Effect.ENDS, "It belongs to what is deleted and goes with it.");
        }
        if (packaged.contains(user)) {
            boolean still = needs.stream()
                    .anyMatch(need -> need.from().equals(user) && need.to().equals(deleted));
            return still
                    ? new DeletedUse(
                            user,
                            deleted,
                            DeletedUse.Effect.BLOCKS,
                            "The version in the package still names it. Take the name out there, or leave the deletion"
                                    + " out.")
                    : new DeletedUse(
                            user,
                            deleted,
                            DeletedUse.Effect.ENDS,
                            "The package brings a version that does not name it any more.");
        }
        if (user.type().equals("Layout") && deleted.type().equals("CustomField")) {
            return new DeletedUse(
                    user, deleted, DeletedUse.Effect.WARNS, "The org takes the field off this layout by itself.");
        }
        return new DeletedUse(
                user,
                deleted,
                DeletedUse.Effect.BLOCKS,
                "It stays in the target and is not in the scope. Add it to the scope with a version that does not use"
                        + " it, delete it too, or leave the deletion out.");
    }

    /** Children, and the layouts and the tab of a deleted object. */
    private static boolean goesWith(Component user, Component deleted) {
        if (!deleted.type().equals("CustomObject")) {
            return false;
        }
        String object = deleted.fullName();
        return user.fullName().startsWith(object + ".")
                || user.type().equals("Layout") && user.fullName().startsWith(object + "-")
                || user.type().equals("CustomTab") && user.fullName().equals(object);
    }
}
