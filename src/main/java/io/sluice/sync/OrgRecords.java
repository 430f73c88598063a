package io.sluice.sync;

import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeStatus;
import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.OrgException;
import io.sluice.sync.merge.Copy;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes the records of {@code salesforce/} in an org. */
final class OrgRecords {

    /** Salesforce writes {@code 2026-11-24T08:15:30.000+0000}; other spellings of the zone are understood, too. */
    private static final DateTimeFormatter ORG_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(java.util.Locale.ROOT);

    /**
     * The change request's record with those of its items; empty where the org has none.
     *
     * @param withItems false in an org of version 1, which has no records of items
     */
    Optional<RecordInOrg> read(OrgConnection org, UUID globalId, boolean withItems) {
        List<Map<String, Object>> rows = org.query("SELECT Id, Number__c, Title__c, Change_Type__c, Overview__c,"
                + " Requester__c, Revision__c, Scope__c, Status__c, Approval__c, LastModifiedBy.Name, SystemModstamp FROM "
                + OrgObjects.CHANGE_REQUEST + " WHERE " + OrgObjects.GLOBAL_ID + " = '" + globalId + "'");
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> row = rows.get(0);
        return Optional.of(new RecordInOrg(
                text(row, "Number__c"),
                text(row, "Title__c"),
                text(row, "Change_Type__c"),
                text(row, "Overview__c"),
                text(row, "Requester__c"),
                number(row, "Revision__c"),
                text(row, OrgObjects.SCOPE),
                text(row, OrgObjects.STATUS),
                text(row, OrgObjects.APPROVAL),
                person(row),
                instant(text(row, "SystemModstamp")),
                withItems ? items(org, globalId) : List.of()));
    }

    private static List<RecordInOrg.ItemRow> items(OrgConnection org, UUID globalId) {
        return org
                .query("SELECT Id, Global_Id__c, Type__c, Full_Name__c, Kind__c, Note__c, LastModifiedBy.Name,"
                        + " SystemModstamp FROM " + OrgObjects.SCOPE_ITEM
                        + " WHERE Change_Request__r.Global_Id__c = '" + globalId + "'")
                .stream()
                .map(row -> new RecordInOrg.ItemRow(
                        text(row, "Id"),
                        text(row, OrgObjects.GLOBAL_ID),
                        text(row, "Type__c").strip(),
                        text(row, "Full_Name__c").strip(),
                        text(row, "Kind__c"),
                        text(row, "Note__c"),
                        person(row),
                        instant(text(row, "SystemModstamp"))))
                .toList();
    }

    /** What a change request's record has to say beside its items. */
    static Map<String, Object> fields(ChangeRequest change, Copy copy) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("Number__c", change.number());
        fields.put("Title__c", copy.title());
        fields.put("Change_Type__c", change.type().word());
        fields.put(OrgObjects.STATUS, status(change));
        fields.put("Overview__c", copy.overview());
        fields.put("Requester__c", change.requester());
        fields.put("Revision__c", change.revision());
        fields.put(OrgObjects.APPROVAL, approval(change));
        return fields;
    }

    void write(OrgConnection org, ChangeRequest change, Map<String, ?> fields) {
        org.upsert(
                OrgObjects.CHANGE_REQUEST,
                OrgObjects.GLOBAL_ID,
                change.globalId().toString(),
                fields);
    }

    /**
     * Writes a deployment record where it says something else; its status only when it is new there, since it begins as a
     * draft and goes on.
     *
     * @return whether something was written
     */
    boolean writeDeployment(OrgConnection org, ChangeRequest change, String id, String source, String target) {
        Optional<Map<String, Object>> there = deployment(org, change, id);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("Change_Request__c", change.number());
        fields.put("Source__c", source);
        fields.put("Target__c", target);
        there.ifPresentOrElse(
                row -> fields.entrySet()
                        .removeIf(field -> text(row, field.getKey()).equals(field.getValue())),
                () -> fields.put(OrgObjects.STATUS, ChangeStatus.IN_PROGRESS.words()));
        if (fields.isEmpty()) {
            return false;
        }
        org.upsert(OrgObjects.DEPLOYMENT, OrgObjects.GLOBAL_ID, globalId(change, id), fields);
        return true;
    }

    /** Writes what the change request's record says about status and approval, and nothing else. */
    void writeStatus(OrgConnection org, ChangeRequest change) {
        org.upsert(
                OrgObjects.CHANGE_REQUEST,
                OrgObjects.GLOBAL_ID,
                change.globalId().toString(),
                Map.of(OrgObjects.STATUS, status(change), OrgObjects.APPROVAL, approval(change)));
    }

    /** What the deployment record's record says; empty where the org has none. */
    Optional<String> deploymentStatus(OrgConnection org, ChangeRequest change, String id) {
        return deployment(org, change, id).map(row -> text(row, OrgObjects.STATUS));
    }

    private static Optional<Map<String, Object>> deployment(OrgConnection org, ChangeRequest change, String id) {
        return org
                .query("SELECT Id, Change_Request__c, Source__c, Target__c, Status__c FROM " + OrgObjects.DEPLOYMENT
                        + " WHERE " + OrgObjects.GLOBAL_ID + " = '" + literally(globalId(change, id)) + "'")
                .stream()
                .findFirst();
    }

    void writeDeploymentStatus(OrgConnection org, ChangeRequest change, String id, String status) {
        org.upsert(
                OrgObjects.DEPLOYMENT, OrgObjects.GLOBAL_ID, globalId(change, id), Map.of(OrgObjects.STATUS, status));
    }

    private static String globalId(ChangeRequest change, String deployment) {
        return deployment + "_" + change.globalId();
    }

    static String status(ChangeRequest change) {
        return change.status().words();
    }

    /** What the record says about approval; for people's information, it is never read as one. */
    static String approval(ChangeRequest change) {
        Integer approved = change.approvedRevision();
        boolean stands = approved != null
                && approved == change.revision()
                && (change.status() == ChangeStatus.APPROVED || change.status() == ChangeStatus.COMPLETED);
        return stands ? "Approved in Sluice, revision " + approved : "Not approved in Sluice";
    }

    private static String person(Map<String, Object> row) {
        return row.get("LastModifiedBy") instanceof Map<?, ?> by && by.get("Name") instanceof String name ? name : "";
    }

    private static int number(Map<String, Object> row, String field) {
        return row.get(field) instanceof Number number ? number.intValue() : 0;
    }

    private static String text(Map<String, Object> row, String field) {
        Object value = row.get(field);
        return value == null ? "" : value.toString();
    }

    private static @Nullable Instant instant(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return ORG_TIME.parse(text, Instant::from);
        } catch (DateTimeException e) {
            throw new OrgException(
                    "UNREADABLE_ANSWER", "The org gave the time \"" + text + "\", which is no time", false, e);
        }
    }

    private static String literally(String text) {
        return text.replace("\\", "\\\\").replace("'", "\\'");
    }
}
