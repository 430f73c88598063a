package io.sluice.change;

import io.sluice.metadata.Component;
import io.sluice.metadata.Manifest;
import io.sluice.salesforce.CancelAnswer;
import io.sluice.salesforce.DeployOptions;
import io.sluice.salesforce.DeployProgress;
import io.sluice.salesforce.DeployRequestRow;
import io.sluice.salesforce.ListedComponent;
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
    private static final DateTimeFormatter ORG_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'");

    public final Set<String> types = new TreeSet<>(
            Set.of("ApexClass", "CustomField", "CustomObject", "Layout", "PermissionSet", "StandardValueSet"));
    public final List<ListedComponent> components = new ArrayList<>();
    public final List<String> listed = new ArrayList<>();
    public final Map<String, SortedMap<String, Integer>> objects = new TreeMap<>();
    public final Map<String, Map<String, Object>> records = new LinkedHashMap<>();
    public Instant now = Instant.parse("2031-01-01T10:00:00Z");

    public FakeOrg has(String... texts) {
        for (String text : texts) {
            components.add(new ListedComponent(component(text), "Dana Dev", now.minusSeconds(86_400), null));
        }
        return this;
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
    public void upsert(String sObject, String externalIdField, String externalId, Map<String, ?> fields) {
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
        record.put("SystemModstamp", ORG_TIME.format(now.atOffset(ZoneOffset.UTC)));
    }

    @Override
    public List<Map<String, Object>> queryTooling(String soql) {
        throw new OrgException("INVALID_TYPE", "This org tracks no changes: " + soql);
    }

    @Override
    public List<Map<String, Object>> query(String soql) {
        Matcher matcher = BY_ID.matcher(soql);
        if (!matcher.matches()) {
            throw new OrgException("MALFORMED_QUERY", soql);
        }
        Map<String, Object> record = record(matcher.group(2), matcher.group(3));
        if (record == null) {
            return List.of();
        }
        Map<String, Object> row = new LinkedHashMap<>();
        for (String field : matcher.group(1).split(", ")) {
            row.put(field, record.get(field));
        }
        return List.of(row);
    }

    @Override
    public OrgReadiness readiness() {
        return OrgReadiness.unknown();
    }

    @Override
    public OrgIdentity identity() {
        return new OrgIdentity("00D000000000001AAA", "Fake", true, "005000000000001AAA", "sluice@fake", "62.0");
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
