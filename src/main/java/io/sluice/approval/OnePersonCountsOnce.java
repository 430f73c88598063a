package io.sluice.approval;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whether every approver can be answered by a person of its own. It seats one approver after the other and moves those
 * already seated to other people where that makes room (augmenting paths in a bipartite graph).
 */
final class OnePersonCountsOnce {

    /**
     * More approvers than people who may answer for them.
     *
     * @param approvers those who compete
     * @param persons all people who may answer for any of them; fewer than the approvers
     */
    record Shortage(Collection<Approver> approvers, SortedSet<String> persons) {}

    private final Map<Approver, Set<String>> candidates;
    private final Map<String, Approver> seated = new HashMap<>();

    private OnePersonCountsOnce(Map<Approver, Set<String>> candidates) {
        this.candidates = candidates;
    }

    /** The first shortage found; empty where everybody asked can be answered by a different person. */
    static Optional<Shortage> shortage(Map<Approver, Set<String>> candidates) {
        return new OnePersonCountsOnce(candidates).search();
    }

    private Optional<Shortage> search() {
        for (Approver approver : candidates.keySet()) {
            Optional<Shortage> shortage = seat(approver);
            if (shortage.isPresent()) {
                return shortage;
            }
        }
        return Optional.empty();
    }

    /** Breadth first: through a person who is taken to the approver who holds that person, until somebody is free. */
    private Optional<Shortage> seat(Approver newcomer) {
        Map<String, Approver> askedBy = new HashMap<>();
        Map<Approver, String> heldBefore = new HashMap<>();
        Set<Approver> reached = new LinkedHashSet<>(Set.of(newcomer));
        Queue<Approver> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            Approver approver = open.remove();
            for (String person : new TreeSet<>(candidates.getOrDefault(approver, Set.of()))) {
                if (askedBy.putIfAbsent(person, approver) != null) {
                    continue;
                }
                Approver holder = seated.get(person);
                if (holder == null) {
                    moveAlong(person, askedBy, heldBefore);
                    return Optional.empty();
                }
                heldBefore.put(holder, person);
                reached.add(holder);
                open.add(holder);
            }
        }
        return Optional.of(new Shortage(reached, new TreeSet<>(askedBy.keySet())));
    }

    private void moveAlong(String free, Map<String, Approver> askedBy, Map<Approver, String> heldBefore) {
        String person = free;
        while (person != null) {
            Approver approver = askedBy.get(person);
            if (approver == null) {
                throw new IllegalStateException("Nobody asked for " + person);
            }
            seated.put(person, approver);
            person = heldBefore.get(approver);
        }
    }
}
