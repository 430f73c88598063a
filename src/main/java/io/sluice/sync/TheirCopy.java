package io.sluice.sync;

import io.sluice.change.ScopeItem;
import io.sluice.change.StatedScope;
import io.sluice.metadata.Component;
import io.sluice.metadata.ComponentNames;
import io.sluice.sync.RecordInOrg.ItemRow;
import io.sluice.sync.merge.Copy;
import io.sluice.sync.merge.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What an org's records say, as a copy.
 *
 * @param rows the records behind the items; an item without one stands only in the text that version 1 wrote
 * @param unreadable records that are no items
 * @param problems one sentence for each of those, and for each line of such a text that is no item
 */
record TheirCopy(Copy copy, Map<UUID, ItemRow> rows, List<ItemRow> unreadable, List<String> problems) {

    static final TheirCopy NONE = new TheirCopy(Copy.NONE, Map.of(), List.of(), List.of());

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Set<String> KINDS = Set.of(Item.CHANGE, Item.CREATE, Item.DELETE);

    /** @param place what the record is called in the sentences */
    static TheirCopy of(RecordInOrg record, ItemIdentities identities, String place) {
        Map<UUID, Item> items = new TreeMap<>();
        Map<UUID, ItemRow> rows = new LinkedHashMap<>();
        List<ItemRow> unreadable = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Set<String> named = new HashSet<>();
        // Those that have an id first: a record that a person made must not take one of them away.
        List<ItemRow> sorted = new ArrayList<>(record.items());
        sorted.sort(
                java.util.Comparator.comparing((ItemRow row) -> row.globalId().isEmpty())
                        .thenComparing(ItemRow::id));
        for (ItemRow row : sorted) {
            Optional<String> problem = problem(row)
                    .or(() -> named.add(key(row.customization()))
                            ? Optional.empty()
                            : Optional.of("it is named twice; leave one of the two records"));
            UUID id = row.globalId().isEmpty() ? identities.of(row.customization()) : uuid(row.globalId());
            if (problem.isEmpty() && row.globalId().isEmpty() && items.containsKey(id)) {
                id = identities.another(row.customization(), items.keySet());
            }
            if (problem.isEmpty() && items.containsKey(id)) {
                problem = Optional.of(
                        "its global id is that of another item; leave the field Global Id empty in new items");
            }
            if (problem.isPresent()) {
                unreadable.add(row);
                problems.add("Scope item \"" + row.customization() + "\" of " + place + ": " + problem.get()
                        + (problem.get().endsWith(".") || problem.get().endsWith("?") ? "" : "."));
                continue;
            }
            items.put(id, new Item(row.customization(), kind(row), words(row.note())));
            rows.put(id, row);
        }
        if (!record.scope().isBlank()) {
            StatedScope text = StatedScope.read(record.scope(), "the scope in " + place);
            problems.addAll(text.problems());
            for (ScopeItem item : text.items()) {
                String customization = item.component().toString();
                if (named.add(key(customization))) {
                    UUID own = identities.of(customization);
                    UUID id = items.containsKey(own) ? identities.another(customization, items.keySet()) : own;
                    items.put(
                            id,
                            new Item(
                                    customization, item.isDeletion() ? Item.DELETE : Item.CHANGE, identities.note(id)));
                }
            }
        }
        return new TheirCopy(
                new Copy(words(record.title()), words(record.overview()), items), rows, unreadable, problems);
    }

    /** An org's pages end lines in their own way and drop blank ends. */
    static String words(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').strip();
    }

    private static Optional<String> problem(ItemRow row) {
        Optional<Component> component = Component.parse(row.customization());
        if (row.type().isBlank() || row.fullName().isBlank() || component.isEmpty()) {
            return Optional.of("type and full name have to be filled in, for example ApexClass and InvoiceService");
        }
        if (!KINDS.contains(kind(row))) {
            return Optional.of("the kind \"" + row.kind() + "\" is unknown; choose Change, Create or Delete");
        }
        return ComponentNames.problem(component.get());
    }

    private static String kind(ItemRow row) {
        return row.kind().isBlank() ? Item.CHANGE : row.kind().toLowerCase(Locale.ROOT);
    }

    /** A global id that somebody typed is one all the same, as long as it stays what it is. */
    static UUID uuid(String text) {
        return UUID_FORM.matcher(text).matches()
                ? UUID.fromString(text)
                : UUID.nameUUIDFromBytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String key(String customization) {
        return customization.toLowerCase(Locale.ROOT);
    }
}
