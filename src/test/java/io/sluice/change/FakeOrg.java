package io.sluice.change;

import io.sluice.metadata.Component;
import io.sluice.metadata.Manifest;
import io.sluice.salesforce.CancelAnswer;
import io.sluice.salesforce.DeployOptions;
import io.sluice.salesforce.DeployProgress;
import io.sluice.salesforce.DeployRequestRow;
import io.sluice.salesforce.ListedComponent;
import io.sluice.salesforce.ObjectDescription;
import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.OrgException;
import io.sluice.salesforce.OrgIdentity;
import io.sluice.salesforce.OrgReadiness;
import io.sluice.salesforce.RetrieveProgress;
import io.sluice.salesforce.ZipReader;
import io.sluice.salesforce.ZipSource;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An org in memory with components, describable objects, records and a clock of its own; it moves nothing. */
public final class FakeOrg implements OrgConnection {

    private static final Pattern BY_ID = Pattern.compile("SELECT (.+) FROM (\\w+) WHERE Global_Id__c = '([^']+)'");
    private static final Pattern BY_PARENT =
            Pattern.compile("SELECT (.+) FROM (\\w+) WHERE Change_Request__r.Global_Id__c = '([^']+)'");
    private static final String ITEM = "Sluice_Scope_Item__c";
    private static final int AT_ONCE = 200;
    private static final DateTimeFormatter ORG_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'");

    public final Set<String> types = new TreeSet<>(
            Set.of("ApexClass", "CustomField", "CustomObject", "Layout", "PermissionSet", "StandardValueSet"));
    public final List<ListedComponent> components = new ArrayList<>();
    public final List<String> listed = new ArrayList<>();
    public final Map<String, SortedMap<String, Integer>> objects = new TreeMap<>();
    public final Map<String, Map<String, Object>> records = new LinkedHashMap<>();
    public final Map<String, String> help = new TreeMap<>();
    public Instant now = Instant.parse("2031-01-01T10:00:00Z");
    public String orgId = "00D000000000001AAA";
    public String user = "Sluice";

    /** How many calls wrote something. */
    public int writes;

    /** Runs before and after every call that writes; may throw, as a network does. */
    public Runnable fault = () -> {};

    private int made;

    /** Records of items, by their id in this org. */
    public final Map<String, Map<String, Object>> items = new LinkedHashMap<>();

    public FakeOrg has(String... texts) {
        for (String text : texts) {
            components.add(new ListedComponent(component(text), "Dana Dev", now.minusSeconds(86_400), null));
        }
        return this;
    }

    public void lost(String text) {
        components.removeIf(listed -> listed.component().equals(component(text)));
    }

    public void changed(String text, String by, Instant at) {
        components.removeIf(listed -> listed.component().equals(component(text)));
        components.add(new ListedComponent(component(text), by, at, null));
    }

    public Map<String, Object> record(String sObject, String globalId) {
        return records.get(sObject + "/" + globalId);
    }

    private static Component component(String text) {
        return Component.parse(text).orElseThrow();
    }

    @Override
    public Set<String> types() {
        return types;
    }

    @Override
    public List<ListedComponent> list(String type) {
        listed.add(type);
        return components.stream()
                .filter(listed -> listed.component().type().equals(type))
                .toList();
    }

    @Override
    public Optional<SortedMap<String, Integer>> fields(String sObject) {
        return Optional.ofNullable(objects.get(sObject));
    }

    @Override
    public Optional<ObjectDescription> describe(String sObject) {
        return fields(sObject).map(lengths -> {
            SortedMap<String, ObjectDescription.Field> fields = new TreeMap<>();
            lengths.forEach((name, length) ->
                    fields.put(name, new ObjectDescription.Field(length, help.getOrDefault(sObject + "." + name, ""))));
            return new ObjectDescription(fields);
        });
    }

    /** A record that a person makes in the org's own pages. */
    public Map<String, Object> item(String globalIdOfChange, String text, String kind) {
        Component component = component(text);
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("Id", "a00" + made++);
        item.put("Parent", globalIdOfChange);
        item.put("Type__c", component.type());
        item.put("Full_Name__c", component.fullName());
        item.put("Kind__c", kind);
        stamp(item, "Dana Dev");
        items.put(item.get("Id").toString(), item);
        return item;
    }

    private void stamp(Map<String, Object> record, String by) {
        record.put("SystemModstamp", ORG_TIME.format(now.atOffset(ZoneOffset.UTC)));
        record.put("LastModifiedBy.Name", by);
    }

    @Override
    public void upsertAll(String sObject, String keyField, List<? extends Map<String, ?>> rows) {
        for (int from = 0; from < rows.size(); from += AT_ONCE) {
            fault.run();
            writes++;
            Map<Object, Map<String, Object>> byKey = new HashMap<>();
            items.values().forEach(item -> byKey.put(item.get(keyField), item));
            for (Map<String, ?> row : rows.subList(from, Math.min(rows.size(), from + AT_ONCE))) {
                Map<String, Object> item = byKey.computeIfAbsent(row.get(keyField), key -> {
                    if (keyField.equals("Id")) {
                        throw new OrgException("ENTITY_IS_DELETED", "entity is deleted");
                    }
                    Map<String, Object> fresh = new LinkedHashMap<>();
                    fresh.put("Id", "a00" + made++);
                    items.put(fresh.get("Id").toString(), fresh);
                    return fresh;
                });
                row.forEach((field, value) -> {
                    if (value instanceof Map<?, ?> parent) {
                        item.put("Parent", parent.get("Global_Id__c"));
                    } else {
                        checkField(sObject, field);
                        item.put(field, "".equals(value) ? null : value);
                    }
                });
                stamp(item, user);
            }
            fault.run();
        }
    }

    private void checkField(String sObject, String field) {
        SortedMap<String, Integer> known = objects.getOrDefault(sObject, new TreeMap<>());
        if (!field.equals("Id") && !known.containsKey(field.toLowerCase(java.util.Locale.ROOT))) {
            throw new OrgException("INVALID_FIELD", "No such column " + field + " on " + sObject);
        }
    }

    @Override
    public void deleteAll(List<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        fault.run();
        writes++;
        ids.forEach(items::remove);
        fault.run();
    }

    @Override
    public void upsert(String sObject, String externalIdField, String externalId, Map<String, ?> fields) {
        fault.run();
        writes++;
        SortedMap<String, Integer> known = objects.get(sObject);
        if (known == null) {
            throw new OrgException("NOT_FOUND", "The org has no object " + sObject);
        }
        fields.keySet().forEach(field -> {
            if (!known.containsKey(field.toLowerCase(java.util.Locale.ROOT))) {
                throw new OrgException("INVALID_FIELD", "No such column " + field + " on " + sObject);
            }
        });
        Map<String, Object> record = records.computeIfAbsent(sObject + "/" + externalId, key -> new LinkedHashMap<>());
        record.putAll(fields);
        stamp(record, user);
        fault.run();
    }

    @Override
    public List<Map<String, Object>> queryTooling(String soql) {
        throw new OrgException("INVALID_TYPE", "This org tracks no changes: " + soql);
    }

    @Override
    public List<Map<String, Object>> query(String soql) {
        fault.run();
        Matcher children = BY_PARENT.matcher(soql);
        if (children.matches()) {
            if (!objects.containsKey(ITEM)) {
                throw new OrgException("INVALID_TYPE", "sObject type '" + ITEM + "' is not supported");
            }
            return items.values().stream()
                    .filter(item -> children.group(3).equals(item.get("Parent")))
                    .map(item -> row(item, children.group(1)))
                    .toList();
        }
        Matcher matcher = BY_ID.matcher(soql);
        if (!matcher.matches()) {
            throw new OrgException("MALFORMED_QUERY", soql);
        }
        Map<String, Object> record = record(matcher.group(2), matcher.group(3));
        if (record == null) {
            return List.of();
        }
        return List.of(row(record, matcher.group(1)));
    }

    private static Map<String, Object> row(Map<String, Object> record, String fields) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (String field : fields.split(", ")) {
            if (field.equals("LastModifiedBy.Name")) {
                row.put("LastModifiedBy", Map.of("Name", record.getOrDefault(field, "")));
            } else {
                row.put(field, record.get(field));
            }
        }
        return row;
    }

    @Override
    public OrgReadiness readiness() {
        return OrgReadiness.unknown();
    }

    @Override
    public OrgIdentity identity() {
        return new OrgIdentity(orgId, "Fake", true, "005000000000001AAA", "sluice@fake", "62.0");
    }

    @Override
    public String apiVersion() {
        return "62.0";
    }

    @Override
    public String startRetrieve(Manifest manifest) {
        throw notAsked();
    }

    @Override
    public RetrieveProgress retrieve(String retrieveId) {
        throw notAsked();
    }

    @Override
    public <T> T readZip(String retrieveId, ZipReader<T> reader) {
        throw notAsked();
    }

    @Override
    public String startDeploy(ZipSource zip, DeployOptions options) {
        throw notAsked();
    }

    @Override
    public String deployValidated(String validationId) {
        throw notAsked();
    }

    @Override
    public DeployProgress deployment(String deployId, boolean withDetails) {
        throw notAsked();
    }

    @Override
    public CancelAnswer cancelDeployment(String deployId) {
        throw notAsked();
    }

    @Override
    public List<DeployRequestRow> recentDeployments(int limit) {
        throw notAsked();
    }

    private static UnsupportedOperationException notAsked() {
        return new UnsupportedOperationException("These rooms move no package");
    }
}
