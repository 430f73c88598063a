package io.sluice.sync;

import io.sluice.change.ChangeRequest;
import io.sluice.change.LiveComponents;
import io.sluice.change.Scope;
import io.sluice.change.ScopeDifference;
import io.sluice.change.ScopeItem;
import io.sluice.environment.Environment;
import io.sluice.evidence.Act;
import io.sluice.metadata.Component;
import io.sluice.salesforce.OrgConnection;
import io.sluice.sync.RecordInOrg.ItemRow;
import io.sluice.sync.SyncRecord.Direction;
import io.sluice.sync.merge.Conflict;
import io.sluice.sync.merge.Copy;
import io.sluice.sync.merge.Difference;
import io.sluice.sync.merge.Item;
import io.sluice.sync.merge.Merge;
import io.sluice.sync.merge.Merged;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads back what people made of a change request in its sandbox. It writes nothing to the org. */
final class Pull {

    private static final Set<String> EDITS_HERE = Set.of(
            "change-request-raised",
            "change-request-restated",
            "words-taken-over",
            "scope-defined",
            "scope-taken-over");

    private final Desk desk;

    Pull(Desk desk) {
        this.desk = desk;
    }

    PullResult pull(String change, String actor) {
        ChangeRequest request = desk.changes.require(change);
        Environment sandbox = desk.sandbox(request)
                .orElseThrow(() -> new IllegalStateException(change + " can't be pulled: it was never pushed"));
        Integer approved = request.approvedRevision();
        if (approved == null) {
            throw new IllegalStateException(change + " can't be pulled: no revision of its scope was ever approved");
        }
        return desk.recordingFaults(
                request, sandbox, Direction.PULL, actor, () -> pull(request, sandbox, approved, actor));
    }

    private PullResult pull(ChangeRequest request, Environment sandbox, int approved, String actor) {
        OrgConnection org = desk.connections.open(sandbox.id());
        Preparedness preparedness = Preparedness.of(sandbox, org);
        Optional<String> unreadable = preparedness.unreadable();
        if (unreadable.isPresent()) {
            return gone(request, sandbox, "record-gone", unreadable.get(), actor);
        }
        Optional<SyncState> state = desk.states.find(request.number(), sandbox.id());
        if (state.isPresent() && !state.get().isOf(org.identity().orgId())) {
            return gone(request, sandbox, "refreshed", desk.refreshed(request, sandbox), actor);
        }
        Optional<RecordInOrg> found = desk.records.read(org, request.globalId(), preparedness.hasItems());
        if (found.isEmpty()) {
            return gone(request, sandbox, "record-gone", desk.gone(request, sandbox), actor);
        }
        RecordInOrg record = found.get();
        ItemIdentities identities = desk.identities(request);
        TheirCopy theirs = TheirCopy.of(record, identities, Desk.place(request, sandbox));
        Copy ours = OurCopy.of(request, desk.changes.scope(request.number()), identities);
        Copy base = desk.base(state, identities, theirs.copy());
        List<String> problems = new ArrayList<>(theirs.problems());
        Merged merged =
                Merge.inwards(base, ours, theirs.copy(), desk.conflicts.decisions(request.number(), sandbox.id()));
        problems.addAll(problems(request, sandbox, theirs, merged));
        if (!problems.isEmpty()) {
            return desk.inTransaction(() -> {
                desk.attempts(request, sandbox, record);
                return ended(
                        request,
                        sandbox,
                        "unreadable",
                        List.of(),
                        Map.of("problems", problems),
                        actor,
                        new PullResult.Unreadable(problems));
            });
        }
        if (!merged.conflicts().isEmpty()) {
            return conflicts(request, sandbox, record, theirs, merged.conflicts(), actor);
        }
        LiveComponents live = new LiveComponents(org);
        Map<UUID, Item> taken = new TreeMap<>();
        List<Component> present = new ArrayList<>();
        List<Component> absent = new ArrayList<>();
        List<Component> stillThere = new ArrayList<>();
        merged.copy().items().forEach((id, item) -> {
            Component component = OurCopy.component(item);
            if (item.kind().equals(Item.DELETE)) {
                taken.put(id, item);
                live.listed(component).ifPresent(stillThere::add);
                return;
            }
            live.find(component)
                    .ifPresentOrElse(
                            there -> {
                                present.add(there);
                                taken.put(id, new Item(there.toString(), Item.CHANGE, item.note()));
                            },
                            () -> absent.add(component));
        });
        Collections.sort(absent);
        Collections.sort(stillThere);
        Copy now = new Copy(merged.copy().title(), merged.copy().overview(), taken);
        return desk.inTransaction(() -> {
            desk.attempts(request, sandbox, record);
            desk.changes.resolveProposed(request.number(), present, actor);
            if (!absent.isEmpty() || !stillThere.isEmpty()) {
                Map<String, Object> facts = new LinkedHashMap<>();
                name("missing", absent, facts);
                name("stillThere", stillThere, facts);
                return ended(
                        request,
                        sandbox,
                        absent.isEmpty() ? "still-there" : "missing",
                        List.of(),
                        facts,
                        actor,
                        new PullResult.NotAsStated(absent, stillThere));
            }
            return takeOver(request, sandbox, approved, ours, theirs.copy(), now, actor);
        });
    }

    private static void name(String fact, List<Component> components, Map<String, Object> facts) {
        if (!components.isEmpty()) {
            facts.put(fact, components.stream().map(Component::toString).toList());
        }
    }

    private PullResult takeOver(
            ChangeRequest request, Environment sandbox, int approved, Copy ours, Copy theirs, Copy now, String actor) {
        String change = request.number();
        List<Difference> differences = Difference.between(ours, now);
        List<ScopeItem> items = now.items().values().stream()
                .map(item -> new ScopeItem(
                        OurCopy.component(item),
                        item.kind().equals(Item.DELETE) ? ScopeItem.Kind.DELETION : ScopeItem.Kind.EXISTING))
                .toList();
        if (!now.title().equals(ours.title()) || !now.overview().equals(ours.overview())) {
            desk.changes.takeOverWords(change, now.title(), now.overview(), actor);
        }
        Scope taken = desk.changes.takeOver(change, items, actor);
        desk.items.keep(change, request.globalId(), now);
        desk.states.pulled(change, sandbox.id(), taken.revision(), theirs);
        desk.conflicts.clear(change, sandbox.id());
        ScopeDifference difference = desk.changes.scope(change, approved).differenceTo(taken);
        Map<String, Object> facts = new LinkedHashMap<>();
        if (!difference.isEmpty()) {
            facts.put("added", difference.added().stream().map(ScopeItem::words).toList());
            facts.put(
                    "removed",
                    difference.removed().stream().map(ScopeItem::words).toList());
        }
        String result = !difference.isEmpty() ? "scope-changed" : differences.isEmpty() ? "unchanged" : "merged";
        return ended(
                request,
                sandbox,
                result,
                differences,
                facts,
                actor,
                difference.isEmpty() ? new PullResult.Unchanged() : new PullResult.ScopeChanged(difference));
    }

    private PullResult conflicts(
            ChangeRequest request,
            Environment sandbox,
            RecordInOrg record,
            TheirCopy theirs,
            List<Conflict> open,
            String actor) {
        Optional<Act> lastEdit = desk.evidence.about(request.number()).stream()
                .filter(act -> EDITS_HERE.contains(act.kind()))
                .reduce((one, other) -> other);
        return desk.inTransaction(() -> {
            desk.attempts(request, sandbox, record);
            for (Conflict conflict : open) {
                @Nullable ItemRow row = conflict.item().map(theirs.rows()::get).orElse(null);
                boolean deletedThere = conflict.item().isPresent() && row == null;
                desk.conflicts.open(
                        request.number(),
                        sandbox.id(),
                        conflict,
                        lastEdit.map(Act::actor).orElse(""),
                        lastEdit.map(Act::at).orElse(null),
                        // Who deleted a record its org does not tell.
                        deletedThere ? "" : row == null ? record.modifiedBy() : row.modifiedBy(),
                        deletedThere ? null : row == null ? record.modifiedAt() : row.modifiedAt());
            }
            List<SyncConflict> kept = desk.conflicts.of(request.number());
            return ended(
                    request,
                    sandbox,
                    "conflicts",
                    List.of(),
                    Map.of(
                            "conflicts",
                            open.stream()
                                    .map(one ->
                                            one.subject() + ", " + one.field().word())
                                    .toList()),
                    actor,
                    new PullResult.Conflicts(kept));
        });
    }

    private List<String> problems(ChangeRequest request, Environment sandbox, TheirCopy theirs, Merged merged) {
        List<String> problems = new ArrayList<>();
        if (merged.copy().items().isEmpty() && theirs.problems().isEmpty()) {
            problems.add("The scope in " + Desk.place(request, sandbox)
                    + " is empty; name what belongs to the change, a scope item for each.");
        }
        Set<String> named = new HashSet<>();
        merged.copy().items().values().stream()
                .map(Item::customization)
                .filter(name -> !named.add(name.toLowerCase(java.util.Locale.ROOT)))
                .forEach(name ->
                        problems.add(name + " would be in the scope twice, because an item was renamed to it in "
                                + sandbox.name() + "; leave one of the two."));
        problems.addAll(desk.changes.problemsOfWords(
                request.number(), merged.copy().title(), merged.copy().overview()));
        return problems;
    }

    private PullResult gone(ChangeRequest request, Environment sandbox, String result, String sentence, String actor) {
        return desk.inTransaction(() -> ended(
                request,
                sandbox,
                result,
                List.of(),
                Map.of("problems", List.of(sentence)),
                actor,
                new PullResult.RecordGone(sentence)));
    }

    private PullResult ended(
            ChangeRequest request,
            Environment sandbox,
            String result,
            List<Difference> differences,
            Map<String, Object> more,
            String actor,
            PullResult outcome) {
        Scope scope = desk.changes.scope(request.number());
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("environment", sandbox.id());
        facts.put("outcome", result);
        facts.putAll(more);
        facts.put("revision", scope.revision());
        facts.put("items", Desk.words(scope));
        desk.evidence.record(actor, "change-request-pulled", request.number(), facts);
        String words = more.values().stream()
                .filter(List.class::isInstance)
                .map(list -> String.join(
                        "\n", ((List<?>) list).stream().map(String::valueOf).toList()))
                .reduce((one, other) -> one + "\n" + other)
                .orElse("");
        desk.record(request, sandbox, Direction.PULL, result, words, differences, actor);
        return outcome;
    }
}
