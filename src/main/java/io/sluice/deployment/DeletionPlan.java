package io.sluice.deployment;

import io.sluice.compare.Comparison;
import io.sluice.metadata.Component;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What a deployment deletes before the package goes in, and what after. After is the rule, so that the package first takes
 * away what still uses it. Before is only what gives a name free that the package takes again, and what uses that, since an
 * org deletes nothing that is used. All of one manifest goes at once, so that components which use each other go together.
 *
 * @param comparison what it was planned on
 * @param before users before what they use, as far as they do not use each other
 * @param after likewise
 * @param alreadyGone what was to be deleted and neither side has any more
 * @param uses by what is deleted, everything in the target that uses it; shown to those who decide
 * @param reasons why something is deleted before, a sentence each
 * @param problems why it can't be done at all, a sentence each
 */
record DeletionPlan(
        UUID comparison,
        List<Component> before,
        List<Component> after,
        List<Component> alreadyGone,
        SortedMap<Component, SortedSet<Component>> uses,
        List<String> reasons,
        List<String> problems) {

    /**
     * Types whose components may not bear the same name: a Lightning web component and an Aura component, and a permission
     * set group, behind which an org makes a permission set of its name.
     */
    private static final List<Set<String>> ONE_NAME = List.of(
            Set.of("LightningComponentBundle", "AuraDefinitionBundle"), Set.of("PermissionSet", "PermissionSetGroup"));

    DeletionPlan {
        before = List.copyOf(before);
        after = List.copyOf(after);
        alreadyGone = List.copyOf(alreadyGone);
        reasons = List.copyOf(reasons);
        problems = List.copyOf(problems);
    }

    DeletionPlan with(SortedMap<Component, SortedSet<Component>> allUses, List<String> allProblems) {
        return new DeletionPlan(comparison, before, after, alreadyGone, allUses, reasons, allProblems);
    }

    /** Everything that is deleted, in the order of its deletion. */
    List<Component> all() {
        List<Component> all = new ArrayList<>(before);
        all.addAll(after);
        return all;
    }

    /** Whether it was planned on this comparison and these deletions. */
    boolean fits(Comparison compared, SortedSet<Component> toDelete) {
        return comparison.equals(compared.id())
                && new TreeSet<>(all()).equals(new TreeSet<>(PreparationRules.deletions(compared, toDelete)));
    }

    /** Whether something has to be deleted before, so that who uses what counts. */
    static boolean needsUsers(Collection<Component> deletions, Collection<Component> brought) {
        return deletions.stream().anyMatch(deleted -> brought.stream().anyMatch(each -> takesName(each, deleted)));
    }

    /**
     * @param brought what the package brings
     * @param users by what is deleted, everything in the target that uses it
     */
    static DeletionPlan of(
            UUID comparison,
            Collection<Component> deletions,
            Collection<Component> brought,
            Collection<Component> alreadyGone,
            Map<Component, SortedSet<Component>> users) {
        SortedSet<Component> all = new TreeSet<>(deletions);
        SortedSet<Component> before = new TreeSet<>();
        List<String> reasons = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<Component> open = new ArrayList<>();
        for (Component deleted : all) {
            brought.stream()
                    .filter(each -> takesName(each, deleted))
                    .findFirst()
                    .ifPresent(taker -> {
                        before.add(deleted);
                        open.add(deleted);
                        reasons.add(deleted + " is deleted before the package goes in, because " + taker
                                + " takes its name.");
                    });
        }
        while (!open.isEmpty()) {
            Component deleted = open.remove(0);
            for (Component user : users.getOrDefault(deleted, Collections.emptySortedSet())) {
                if (all.contains(user) && before.add(user)) {
                    open.add(user);
                    reasons.add(user + " is deleted before the package goes in, because it uses " + deleted
                            + ", which has to go then.");
                } else if (brought.contains(user)) {
                    problems.add(deleted + " has to be deleted before the package goes in, but " + user
                            + " uses it in the target until the package renews it. That is a circle: first deploy a"
                            + " version of " + user + " that does not use it in a change of its own, or give the new"
                            + " component another name.");
                }
            }
        }
        SortedSet<Component> after = new TreeSet<>(all);
        after.removeAll(before);
        return new DeletionPlan(
                comparison,
                usersFirst(before, users),
                usersFirst(after, users),
                List.copyOf(new TreeSet<>(alreadyGone)),
                new TreeMap<>(users),
                reasons,
                problems);
    }

    /** Salesforce does not tell cases apart in names. */
    private static boolean takesName(Component taker, Component deleted) {
        boolean oneNamespace = taker.type().equals(deleted.type())
                || ONE_NAME.stream().anyMatch(types -> types.contains(taker.type()) && types.contains(deleted.type()));
        return oneNamespace
                && !taker.equals(deleted)
                && taker.fullName()
                        .toLowerCase(Locale.ROOT)
                        .equals(deleted.fullName().toLowerCase(Locale.ROOT));
    }

    private static List<Component> usersFirst(
            SortedSet<Component> components, Map<Component, SortedSet<Component>> users) {
        List<Component> ordered = new ArrayList<>();
        Map<Component, Set<Component>> waiting = new TreeMap<>();
        for (Component each : components) {
            Set<Component> own = new HashSet<>(users.getOrDefault(each, Collections.emptySortedSet()));
            own.retainAll(components);
            own.remove(each);
            waiting.put(each, own);
        }
        while (!waiting.isEmpty()) {
            Component next = waiting.entrySet().stream()
                    .filter(each -> each.getValue().isEmpty())
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseGet(() -> waiting.keySet().iterator().next());
            waiting.remove(next);
            waiting.values().forEach(own -> own.remove(next));
            ordered.add(next);
        }
        return ordered;
    }
}
