package io.sluice.sync;

import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeStatus;
import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.OrgException;
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

    /** The change request's record; empty where the org has none. */
    Optional<RecordInOrg> read(OrgConnection org, UUID globalId) {
        List<Map<String, Object>> rows = org.query("SELECT Id, Scope__c, Status__c, Approval__c, SystemModstamp FROM "
                + OrgObjects.CHANGE_REQUEST + " WHERE " + OrgObjects.GLOBAL_ID + " = '" + globalId + "'");
        return rows.stream()
                .findFirst()
                .map(row -> new RecordInOrg(
                        text(row, OrgObjects.SCOPE),
                        text(row, OrgObjects.STATUS),
                        text(row, OrgObjects.APPROVAL),
                        instant(text(row, "SystemModstamp"))));
    }

    /** Writes the change request; the scope stays as the org has it where none is given. */
    void write(OrgConnection org, ChangeRequest change, Optional<String> scope) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("Number__c", change.number());
        fields.put("Title__c", change.name());
        fields.put("Change_Type__c", change.type().word());
        fields.put(OrgObjects.STATUS, status(change));
        fields.put("Overview__c", change.overview());
        fields.put("Requester__c", change.requester());
        fields.put("Revision__c", change.revision());
        fields.put(OrgObjects.APPROVAL, approval(change));
        scope.ifPresent(lines -> fields.put(OrgObjects.SCOPE, lines));
        org.upsert(
                OrgObjects.CHANGE_REQUEST,
                OrgObjects.GLOBAL_ID,
                change.globalId().toString(),
                fields);
    }

    void writeScope(OrgConnection org, UUID globalId, String scope) {
        org.upsert(
                OrgObjects.CHANGE_REQUEST, OrgObjects.GLOBAL_ID, globalId.toString(), Map.of(OrgObjects.SCOPE, scope));
    }

    /** Writes a deployment record; its status only when it is new there, since it begins as a draft and goes on. */
    void writeDeployment(OrgConnection org, ChangeRequest change, String id, String source, String target) {
        String globalId = globalId(change, id);
        boolean isNew = deploymentStatus(org, change, id).isEmpty();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("Change_Request__c", change.number());
        fields.put("Source__c", source);
        fields.put("Target__c", target);
        if (isNew) {
            fields.put(OrgObjects.STATUS, ChangeStatus.IN_PROGRESS.words());
        }
        org.upsert(OrgObjects.DEPLOYMENT, OrgObjects.GLOBAL_ID, globalId, fields);
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
        return org
                .query("SELECT Id, Status__c FROM " + OrgObjects.DEPLOYMENT + " WHERE " + OrgObjects.GLOBAL_ID + " = '"
                        + literally(globalId(change, id)) + "'")
                .stream()
                .findFirst()
                .map(row -> text(row, OrgObjects.STATUS));
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
