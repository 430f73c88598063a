package io.sluice.sync;

import io.sluice.change.ChangeFilter;
import io.sluice.change.ChangeRequest;
import io.sluice.environment.Environment;
import io.sluice.metadata.Component;
import io.sluice.salesforce.ListedComponent;
import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.OrgException;
import io.sluice.sync.merge.Item;
import io.sluice.sync.merge.Merge;
import io.sluice.sync.merge.Merged;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The board over our tables; looking asks the orgs. */
final class LiveBoard implements Board {

    private static final Set<String> DECISIONS = Set.of("ours", "theirs");

    private final Desk desk;

    LiveBoard(Desk desk) {
        this.desk = desk;
    }

    @Override
    public List<Copy> copies() {
        return open().stream()
                .flatMap(change -> copies(change.number()).stream())
                .toList();
    }

    @Override
    public List<Copy> copies(String change) {
        ChangeRequest request = desk.changes.require(change);
        return desk.states.copies(request);
    }

    @Override
    public List<Copy> look() {
        // What objects an org has is asked once for all of its change requests.
        Map<String, Preparedness> known = new HashMap<>();
        for (ChangeRequest request : open()) {
            for (String environment : desk.states.environments(request.number())) {
                look(request, desk.environments.require(environment), known);
            }
        }
        return copies();
    }

    @Override
    public List<Column> components(String change) {
        ChangeRequest request = desk.changes.require(change);
        List<Column> columns = new ArrayList<>();
        for (String id : desk.states.environments(change)) {
            Environment environment = desk.environments.require(id);
            Optional<Seen> seen = look(request, environment, new HashMap<>());
            List<Cell> cells = List.of();
            @Nullable String problem = null;
            if (seen.isPresent()) {
                try {
                    cells = cells(seen.get());
                } catch (OrgException e) {
                    problem = e.getMessage();
                }
            }
            Copy copy = copies(change).stream()
                    .filter(one -> one.environment().equals(id))
                    .findFirst()
                    .orElseThrow();
            columns.add(new Column(copy, cells, seen.isEmpty() ? copy.words() : problem));
        }
        return columns;
    }

    @Override
    public List<SyncRecord> syncs(String change) {
        return desk.syncs.of(change);
    }

    @Override
    public List<SyncConflict> conflicts(String change) {
        return desk.conflicts.of(change);
    }

    @Override
    public void decide(String change, String key, String decision, String actor) {
        if (!DECISIONS.contains(decision)) {
            throw new IllegalArgumentException(
                    "A conflict is decided with ours or theirs, not with \"" + decision + "\"");
        }
        desk.inTransaction(() -> {
            if (!desk.conflicts.decide(change, key, decision, actor)) {
                throw new IllegalArgumentException(
                        change + " has no conflict " + key + " any more; load the page anew");
            }
            desk.evidence.record(actor, "conflict-decided", change, Map.of("conflict", key, "decision", decision));
            return key;
        });
    }

    private List<ChangeRequest> open() {
        return desk.changes.list(new ChangeFilter(null, null, null)).stream()
                .filter(change -> !change.status().isFinal())
                .toList();
    }

    /** What was seen of a copy. */
    private record Seen(OrgConnection org, io.sluice.sync.merge.Copy ours, io.sluice.sync.merge.Copy theirs) {}

    private Optional<Seen> look(ChangeRequest request, Environment environment, Map<String, Preparedness> known) {
        Optional<Seen> seen = Optional.empty();
        String look;
        String words = "";
        try {
            OrgConnection org = desk.connections.open(environment.id());
            Optional<SyncState> state = desk.states.find(request.number(), environment.id());
            Preparedness preparedness =
                    known.computeIfAbsent(environment.id(), any -> Preparedness.of(environment, org));
            Optional<String> unreadable = preparedness.unreadable();
            boolean sameOrg =
                    state.filter(one -> one.isOf(org.identity().orgId())).isPresent();
            Optional<RecordInOrg> record = unreadable.isPresent()
                    ? Optional.empty()
                    : desk.records.read(org, request.globalId(), preparedness.hasItems());
            ItemIdentities identities = desk.identities(request);
            io.sluice.sync.merge.Copy ours = OurCopy.of(request, desk.changes.scope(request.number()), identities);
            TheirCopy theirs = record.map(there -> TheirCopy.of(there, identities, Desk.place(request, environment)))
                    .orElse(TheirCopy.NONE);
            seen = Optional.of(new Seen(org, ours, theirs.copy()));
            if (unreadable.isPresent() || record.isEmpty() || !sameOrg) {
                look = GONE;
                words = unreadable.orElseGet(
                        () -> sameOrg ? desk.gone(request, environment) : desk.refreshed(request, environment));
            } else {
                io.sluice.sync.merge.Copy base = desk.base(state, identities, theirs.copy());
                boolean push = !Merge.outwards(base, ours, theirs.copy()).equals(theirs.copy());
                Merged merged = Merge.inwards(base, ours, theirs.copy(), conflict -> Optional.empty());
                boolean edited = !merged.copy().equals(ours)
                        || !merged.conflicts().isEmpty()
                        || !theirs.problems().isEmpty();
                look = push && edited ? BOTH : push ? TO_BE_PUSHED : edited ? EDITED_THERE : IN_STEP;
                words = String.join("\n", theirs.problems());
            }
        } catch (OrgException e) {
            look = NOT_REACHABLE;
            words = String.valueOf(e.getMessage());
        }
        desk.states.looked(request.number(), environment.id(), look, words, desk.clock.instant());
        return seen;
    }

    private static List<Cell> cells(Seen seen) {
        Map<String, Item> ours = byName(seen.ours());
        Map<String, Item> theirs = byName(seen.theirs());
        Map<String, Map<String, ListedComponent>> listed = new HashMap<>();
        Set<String> types = seen.org().types();
        List<Cell> cells = new ArrayList<>();
        java.util.TreeSet<String> names = new java.util.TreeSet<>(ours.keySet());
        names.addAll(theirs.keySet());
        for (String name : names) {
            @Nullable Item mine = ours.get(name);
            @Nullable Item there = theirs.get(name);
            Component component = OurCopy.component(mine != null ? mine : java.util.Objects.requireNonNull(there));
            @Nullable
            ListedComponent found = listed.computeIfAbsent(
                            component.type(), type -> types.contains(type) ? all(seen.org(), type) : Map.of())
                    .get(component.fullName().toLowerCase(Locale.ROOT));
            cells.add(new Cell(
                    component,
                    found != null,
                    found == null ? null : found.lastModifiedBy(),
                    found == null ? null : found.lastModifiedAt(),
                    there != null,
                    mine != null
                            && there != null
                            && mine.note().equals(there.note())
                            && mine.kind().equals(Item.DELETE) == there.kind().equals(Item.DELETE)));
        }
        cells.sort(Comparator.comparing(Cell::component));
        return cells;
    }

    private static Map<String, ListedComponent> all(OrgConnection org, String type) {
        return org.list(type).stream()
                .collect(Collectors.toMap(
                        one -> one.component().fullName().toLowerCase(Locale.ROOT), one -> one, (one, other) -> one));
    }

    private static Map<String, Item> byName(io.sluice.sync.merge.Copy copy) {
        Map<String, Item> items = new HashMap<>();
        copy.items()
                .forEach((UUID id, Item item) -> items.put(item.customization().toLowerCase(Locale.ROOT), item));
        return items;
    }
}
