package io.sluice.change;

import io.sluice.evidence.Evidence;
import io.sluice.metadata.Component;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Families in the database. */
final class FamiliesInDatabase implements Families {

    private final ChangeRows changes;
    private final ScopeRows scopes;
    private final FamilyRows families;
    private final Evidence evidence;
    private final TransactionTemplate transaction;

    FamiliesInDatabase(
            ChangeRows changes,
            ScopeRows scopes,
            FamilyRows families,
            Evidence evidence,
            TransactionTemplate transaction) {
        this.changes = changes;
        this.scopes = scopes;
        this.families = families;
        this.evidence = evidence;
        this.transaction = transaction;
    }

    @Override
    public Family of(String number) {
        ChangeRequest change = require(number);
        FamilyRows.Place place = families.place(number);
        List<ChangeRequest> children =
                families.children(number).stream().map(this::require).toList();
        var origins = families.origins(number, change.revision());
        return new Family(
                place.parent(), place.release(), children, origins, behind(change, place, children, origins.keySet()));
    }

    private ScopeDifference behind(
            ChangeRequest change, FamilyRows.Place place, List<ChangeRequest> children, Set<Component> rolledUp) {
        if (!place.release() || change.revision() == 0 || change.status().isFinal()) {
            return ScopeDifference.NONE;
        }
        Scope current = scopes.read(change.number(), change.revision());
        List<ScopeItem> own = current.items().stream()
                .filter(item -> !rolledUp.contains(item.component()))
                .toList();
        RollUp now = RollUp.of(own, scopesOf(children));
        return current.differenceTo(new Scope(current.revision(), now.items(), current.additionalApprovers()));
    }

    /** What is rolled up into the release now. */
    RollUp rollUp(String release, List<ScopeItem> own) {
        return RollUp.of(
                own,
                scopesOf(families.children(release).stream().map(this::require).toList()));
    }

    private SortedMap<String, Scope> scopesOf(List<ChangeRequest> children) {
        SortedMap<String, Scope> scopesOf = new TreeMap<>();
        children.stream()
                .filter(Family::isRolledUp)
                .forEach(child -> scopesOf.put(child.number(), scopes.read(child.number(), child.revision())));
        return scopesOf;
    }

    boolean isRelease(String number) {
        return families.place(number).release();
    }

    SortedMap<Component, SortedSet<String>> origins(String number, int revision) {
        return families.origins(number, revision);
    }

    /** Writes down which items of a new revision come from which children. */
    void keepOrigins(String number, Scope scope, SortedMap<Component, SortedSet<String>> origins) {
        if (!origins.isEmpty()) {
            families.insert(number, scope, origins);
        }
    }

    @Override
    public List<String> join(String number, String typed, boolean release, String actor) {
        String parent = typed.isBlank() ? null : typed.strip();
        List<String> problems = transaction.execute(status -> {
            ChangeRequest change = changes.lock(number).orElseThrow(() -> unknown(number));
            FamilyRows.Place before = families.place(number);
            FamilyRows.Place next = new FamilyRows.Place(parent, release);
            if (before.equals(next)) {
                return List.<String>of();
            }
            List<String> found = problems(change, parent);
            if (found.isEmpty()) {
                families.place(number, next);
                Map<String, Object> facts = new HashMap<>(Map.of("release", release));
                if (parent != null) {
                    facts.put("parent", parent);
                }
                evidence.record(actor, "change-request-joined", number, facts);
            }
            return found;
        });
        return problems == null ? List.of() : problems;
    }

    private List<String> problems(ChangeRequest change, @Nullable String parent) {
        List<String> problems = new ArrayList<>();
        if (change.status() != ChangeStatus.IN_PROGRESS && change.status() != ChangeStatus.REJECTED) {
            problems.add("What " + change.number() + " is part of can't be changed while it is "
                    + change.status().words() + "; only while it is In Progress or Rejected.");
        }
        if (parent == null) {
            return problems;
        }
        Optional<ChangeRequest> found = changes.find(parent);
        if (found.isEmpty()) {
            problems.add("There is no change request \"" + parent + "\" to be part of; write a number like CR-000123.");
        } else if (found.get().status().isFinal()) {
            problems.add(parent + " is " + found.get().status().words() + "; nothing can become part of it any more.");
        } else if (isWithin(parent, change.number())) {
            problems.add(change.number() + " can't be part of " + parent + ": that is "
                    + (parent.equals(change.number()) ? "itself." : "part of " + change.number() + "."));
        }
        return problems;
    }

    /** Whether the one is the other, or part of it at any depth. */
    private boolean isWithin(String number, String other) {
        String above = number;
        while (above != null) {
            if (above.equals(other)) {
                return true;
            }
            above = families.place(above).parent();
        }
        return false;
    }

    private ChangeRequest require(String number) {
        return changes.find(number).orElseThrow(() -> unknown(number));
    }

    private static IllegalArgumentException unknown(String number) {
        return new IllegalArgumentException("There is no change request " + number);
    }
}
