package io.sluice.approval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Who may answer for an approver: four eyes, and one person counts once. */
final class Eligibility {

    static final String WHY_EXCLUDED = "asked for the change or last edited one of its items";

    private final Members members;

    Eligibility(Members members) {
        this.members = members;
    }

    /** Everything that keeps a round from ever being decided, one sentence each. */
    List<String> problems(List<Approver> approvers, Set<String> excluded) {
        if (approvers.isEmpty()) {
            return List.of("Nobody is asked to approve; the policy has to name at least one group or person.");
        }
        List<String> problems = new ArrayList<>();
        for (Approver approver : approvers) {
            if (approver instanceof Approver.Group group) {
                group(group, excluded).ifPresent(problems::add);
            } else if (approver instanceof Approver.Person person) {
                person(person, excluded).ifPresent(problems::add);
            }
        }
        if (problems.isEmpty()) {
            OnePersonCountsOnce.shortage(candidates(approvers, excluded))
                    .map(Eligibility::sentence)
                    .ifPresent(problems::add);
        }
        return problems;
    }

    /** Who may answer for each approver. */
    Map<Approver, Set<String>> candidates(Collection<Approver> approvers, Set<String> excluded) {
        Map<Approver, Set<String>> candidates = new LinkedHashMap<>();
        approvers.forEach(approver -> {
            Set<String> persons = new TreeSet<>(asked(approver));
            persons.removeAll(excluded);
            candidates.put(approver, persons);
        });
        return candidates;
    }

    /** Whether the person belongs to the group, or is the person asked. */
    boolean answersFor(Approver approver, String person) {
        return asked(approver).contains(person) && members.personExists(person);
    }

    private Set<String> asked(Approver approver) {
        return approver instanceof Approver.Group group
                ? members.of(group.id())
                : Set.of(((Approver.Person) approver).id());
    }

    private Optional<String> group(Approver.Group group, Set<String> excluded) {
        Set<String> all = new TreeSet<>(members.of(group.id()));
        if (all.isEmpty()) {
            return Optional.of("Group " + group.id() + " has no members, so nobody could approve for it.");
        }
        if (excluded.containsAll(all)) {
            return Optional.of("Group " + group.id() + " has no member who may approve: " + String.join(", ", all) + " "
                    + WHY_EXCLUDED + ". It needs another member.");
        }
        return Optional.empty();
    }

    private Optional<String> person(Approver.Person person, Set<String> excluded) {
        if (!members.personExists(person.id())) {
            return Optional.of("Person " + person.id() + " is asked to approve, but has no account.");
        }
        if (excluded.contains(person.id())) {
            return Optional.of("Person " + person.id() + " is asked to approve, but may not: " + person.id() + " "
                    + WHY_EXCLUDED + ".");
        }
        return Optional.empty();
    }

    private static String sentence(OnePersonCountsOnce.Shortage shortage) {
        String approvers =
                shortage.approvers().stream().map(Approver::toString).sorted().collect(Collectors.joining(", "));
        String groups = shortage.approvers().stream()
                .filter(Approver.Group.class::isInstance)
                .map(approver -> ((Approver.Group) approver).id())
                .sorted()
                .collect(Collectors.joining(" or "));
        return "One person counts once, but " + approvers + " have only " + String.join(", ", shortage.persons())
                + " to answer for them. Group " + groups + " lacks another eligible member.";
    }
}
