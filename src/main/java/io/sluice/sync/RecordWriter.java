package io.sluice.sync;

import io.sluice.change.ChangeRequest;
import io.sluice.salesforce.OrgConnection;
import io.sluice.sync.RecordInOrg.ItemRow;
import io.sluice.sync.merge.Copy;
import io.sluice.sync.merge.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Brings an org's records from what they say to what they are to say, with as few calls as possible; none if they do. */
final class RecordWriter {

    private final OrgRecords records;

    RecordWriter(OrgRecords records) {
        this.records = records;
    }

    /** @return whether anything had to be written */
    boolean write(
            OrgConnection org, ChangeRequest change, Optional<RecordInOrg> record, TheirCopy theirs, Copy written) {
        Map<String, Object> fields = OrgRecords.fields(change, written);
        List<Map<String, Object>> created = new ArrayList<>();
        List<Map<String, Object>> edited = new ArrayList<>();
        written.items().forEach((id, item) -> {
            @Nullable ItemRow row = theirs.rows().get(id);
            if (row == null) {
                created.add(created(change, id, item));
            } else {
                edited(change, id, item, row).ifPresent(edited::add);
            }
        });
        List<String> deleted = theirs.rows().entrySet().stream()
                .filter(row -> !written.items().containsKey(row.getKey()))
                .map(row -> row.getValue().id())
                .toList();

        if (record.isEmpty()) {
            // The items name it as their parent.
            records.write(org, change, fields);
        }
        if (!created.isEmpty()) {
            org.upsertAll(OrgObjects.SCOPE_ITEM, OrgObjects.GLOBAL_ID, created);
        }
        if (!edited.isEmpty()) {
            org.upsertAll(OrgObjects.SCOPE_ITEM, "Id", edited);
        }
        if (!deleted.isEmpty()) {
            org.deleteAll(deleted);
        }
        if (record.isPresent()) {
            Map<String, @Nullable Object> differing = differing(fields, record.get());
            if (!record.get().scope().isBlank()) {
                // Version 1's text: all of it is records now.
                differing.put(OrgObjects.SCOPE, null);
            }
            if (!differing.isEmpty()) {
                records.write(org, change, differing);
            }
            return !differing.isEmpty() || !created.isEmpty() || !edited.isEmpty() || !deleted.isEmpty();
        }
        return true;
    }

    private static Map<String, @Nullable Object> differing(Map<String, Object> fields, RecordInOrg record) {
        Map<String, Object> there = Map.of(
                "Number__c",
                record.number(),
                "Title__c",
                TheirCopy.words(record.title()),
                "Change_Type__c",
                record.type(),
                OrgObjects.STATUS,
                record.status(),
                "Overview__c",
                TheirCopy.words(record.overview()),
                "Requester__c",
                record.requester(),
                "Revision__c",
                record.revision(),
                OrgObjects.APPROVAL,
                record.approval());
        Map<String, @Nullable Object> differing = new LinkedHashMap<>(fields);
        there.forEach((field, value) -> {
            if (value.equals(fields.get(field))) {
                differing.remove(field);
            }
        });
        return differing;
    }

    private static Map<String, Object> created(ChangeRequest change, UUID id, Item item) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(OrgObjects.GLOBAL_ID, id.toString());
        row.put(
                "Change_Request__r",
                Map.of(OrgObjects.GLOBAL_ID, change.globalId().toString()));
        row.put("Type__c", OurCopy.component(item).type());
        row.put("Full_Name__c", OurCopy.component(item).fullName());
        row.put("Kind__c", kind(item));
        row.put("Note__c", item.note());
        row.put("Revision__c", change.revision());
        return row;
    }

    private static Optional<Map<String, Object>> edited(ChangeRequest change, UUID id, Item item, ItemRow row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (row.globalId().isEmpty()) {
            fields.put(OrgObjects.GLOBAL_ID, id.toString());
        }
        if (!row.customization().equals(item.customization())) {
            fields.put("Type__c", OurCopy.component(item).type());
            fields.put("Full_Name__c", OurCopy.component(item).fullName());
        }
        if (!row.kind().equals(kind(item))) {
            fields.put("Kind__c", kind(item));
        }
        if (!TheirCopy.words(row.note()).equals(item.note())) {
            fields.put("Note__c", item.note());
        }
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        fields.put("Revision__c", change.revision());
        fields.put("Id", row.id());
        return Optional.of(fields);
    }

    private static String kind(Item item) {
        return switch (item.kind()) {
            case Item.CREATE -> "Create";
            case Item.DELETE -> "Delete";
            default -> "Change";
        };
    }
}
