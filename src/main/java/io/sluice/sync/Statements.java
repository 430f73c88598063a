package io.sluice.sync;

import io.sluice.change.ChangeRequest;
import io.sluice.change.Scope;
import io.sluice.change.ScopeItem;
import io.sluice.change.ScopeResult;
import io.sluice.change.StatedScope;
import io.sluice.environment.Environment;
import io.sluice.metadata.Component;
import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.OrgException;
import io.sluice.sync.merge.Copy;
import io.sluice.sync.merge.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The scope as the sandbox's records state it, as lines: for a person who states it on a form instead of in the org. */
final class Statements {

    private final Desk desk;

    Statements(Desk desk) {
        this.desk = desk;
    }

    List<String> stated(String change) {
        ChangeRequest request = desk.changes.require(change);
        Optional<Environment> sandbox = desk.sandbox(request);
        if (sandbox.isEmpty()) {
            return List.of();
        }
        OrgConnection org = desk.connections.open(sandbox.get().id());
        Preparedness preparedness = Preparedness.of(sandbox.get(), org);
        preparedness.unreadable().ifPresent(sentence -> {
            throw new OrgException("RECORD_GONE", sentence);
        });
        RecordInOrg record = desk.records
                .read(org, request.globalId(), preparedness.hasItems())
                .orElseThrow(() -> new OrgException("RECORD_GONE", desk.gone(request, sandbox.get())));
        TheirCopy theirs = TheirCopy.of(record, desk.identities(request), Desk.place(request, sandbox.get()));
        List<String> lines = new ArrayList<>();
        theirs.copy().items().values().stream()
                .map(item -> (item.kind().equals(Item.DELETE) ? "delete " : "") + item.customization())
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .forEach(lines::add);
        // What is no item is shown as it stands, so that a person can correct it.
        theirs.unreadable().forEach(row -> lines.add(row.customization()));
        if (!record.scope().isBlank()) {
            record.scope()
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty()
                            && !StatedScope.read(line, "a line").problems().isEmpty())
                    .forEach(lines::add);
        }
        return lines;
    }

    ScopeResult state(String change, String lines, String actor) {
        ChangeRequest request = desk.changes.require(change);
        Optional<Environment> chosen = desk.sandbox(request);
        if (chosen.isEmpty()) {
            return refused(change + " is in no sandbox yet; push it to one first.");
        }
        Environment sandbox = chosen.get();
        StatedScope read = StatedScope.read(lines, "the scope");
        if (!read.problems().isEmpty()) {
            return new ScopeResult.Refused(read.problems());
        }
        if (read.items().isEmpty()) {
            return refused("The scope is empty: name at least one customization, one Type:FullName a line, for example"
                    + " ApexClass:InvoiceService.");
        }
        OrgConnection org = desk.connections.open(sandbox.id());
        Optional<String> refusal = Preparedness.of(sandbox, org).refusal();
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        Optional<RecordInOrg> record = desk.records.read(org, request.globalId(), true);
        if (record.isEmpty()) {
            return refused(desk.gone(request, sandbox));
        }
        Scope current = desk.changes.scope(change);
        Map<Component, ScopeItem> before =
                current.items().stream().collect(Collectors.toMap(ScopeItem::component, item -> item));
        Scope stated = new Scope(
                current.revision(),
                read.items().stream()
                        .map(item -> Optional.ofNullable(before.get(item.component()))
                                .filter(known -> known.isDeletion() == item.isDeletion())
                                .orElse(item))
                        .toList(),
                current.additionalApprovers());
        ItemIdentities identities = desk.identities(request);
        TheirCopy theirs = TheirCopy.of(record.get(), identities, Desk.place(request, sandbox));
        Copy written = written(stated, theirs.copy(), identities);
        desk.writer.write(org, request, record, theirs, written);
        // A record with the global id of an item that was written is that item now.
        org.deleteAll(theirs.unreadable().stream()
                .filter(row -> row.globalId().isEmpty() || !written.items().containsKey(TheirCopy.uuid(row.globalId())))
                .map(RecordInOrg.ItemRow::id)
                .toList());
        return desk.inTransaction(() -> {
            desk.attempts(request, sandbox, record.get());
            desk.evidence.record(
                    actor, "scope-stated", change, Map.of("environment", sandbox.id(), "items", Desk.words(stated)));
            return new ScopeResult.Accepted(stated);
        });
    }

    /** Items that are stated already keep their identity, name and note; their kind only changes between the two sorts. */
    private static Copy written(Scope stated, Copy theirs, ItemIdentities identities) {
        Map<String, UUID> there = new HashMap<>();
        theirs.items().forEach((id, item) -> there.put(key(item.customization()), id));
        Map<UUID, Item> items = new TreeMap<>();
        for (ScopeItem item : stated.items()) {
            String customization = item.component().toString();
            String kind = item.isDeletion()
                    ? Item.DELETE
                    : item.kind() == ScopeItem.Kind.PROPOSED ? Item.CREATE : Item.CHANGE;
            @Nullable UUID known = there.get(key(customization));
            if (known == null) {
                UUID own = identities.of(customization);
                UUID id = theirs.items().containsKey(own)
                        ? identities.another(customization, theirs.items().keySet())
                        : own;
                items.put(id, new Item(customization, kind, identities.note(id)));
            } else {
                @Nullable Item now = theirs.items().get(known);
                boolean same = now != null && now.kind().equals(Item.DELETE) == item.isDeletion();
                items.put(
                        known,
                        now != null && same ? now : new Item(customization, kind, now == null ? "" : now.note()));
            }
        }
        return new Copy(theirs.title(), theirs.overview(), items);
    }

    private static String key(String customization) {
        return customization.toLowerCase(Locale.ROOT);
    }

    private static ScopeResult refused(String sentence) {
        return new ScopeResult.Refused(List.of(sentence));
    }
}
