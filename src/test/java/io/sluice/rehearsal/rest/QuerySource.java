package io.sluice.rehearsal.rest;

import io.sluice.rehearsal.records.RecordProblem;
import io.sluice.rehearsal.records.Records;
import io.sluice.rehearsal.records.Soql;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Objects that exist only in queries, and behind them the rows of ordinary objects. */
class QuerySource implements Soql.Source {
    private static final Set<String> PEOPLE = Set.of("CreatedBy", "LastModifiedBy", "CanceledBy");

    private final Map<String, ToolingTable> tables;
    private final Records records;

    QuerySource(Map<String, ToolingTable> tables, Records records) {
        this.tables = tables;
        this.records = records;
    }

    @Override
    public String prepare(String soql, String object, String version) throws RecordProblem {
        ToolingTable table = tables.get(object);
        if (table != null && (!table.there() || Double.parseDouble(version) < table.since())) {
            throw Soql.unknownObject(object);
        }
        return table == null ? soql : allowed(object, soql);
    }

    @Override
    public String objectNamed(String name) {
        return tables.keySet().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElseGet(() -> records.objectNamed(name));
    }

    @Override
    public String fieldNamed(String object, String field) {
        ToolingTable table = tables.get(object);
        return table == null
                ? records.fieldNamed(object, field)
                : table.fields().stream()
                        .filter(field::equalsIgnoreCase)
                        .findFirst()
                        .orElse(field);
    }

    @Override
    public String target(String object, String lookup) {
        if (!tables.containsKey(object)) {
            return records.target(object, lookup);
        }
        return lookup.endsWith("Id") && PEOPLE.contains(lookup.substring(0, lookup.length() - 2)) ? "User" : "";
    }

    @Override
    public Optional<Soql.Children> children(String object, String relationship) {
        return tables.containsKey(object) ? Optional.empty() : records.children(object, relationship);
    }

    @Override
    public Optional<List<Map<String, Object>>> allRows(String object) {
        return tables.containsKey(object) ? rows(object) : records.allRows(object);
    }

    /** The query as it is run, or the refusal of what the object does not support. */
    String allowed(String object, String soql) throws RecordProblem {
        return soql;
    }

    @Override
    public Optional<List<Map<String, Object>>> rows(String object) {
        ToolingTable table = tables.get(object);
        return table == null ? records.rows(object) : Optional.of(table.rows());
    }

    @Override
    public boolean hasField(String object, String field) {
        ToolingTable table = tables.get(object);
        return table == null ? records.hasField(object, field) : table.fields().contains(field);
    }

    @Override
    public List<String> fields(String object) {
        ToolingTable table = tables.get(object);
        return table == null
                ? records.fields(object)
                : table.fields().stream().filter(f -> !f.contains(".")).toList();
    }

    @Override
    public Instant now() {
        return records.now();
    }

    @Override
    public Object value(String object, Map<String, Object> row, String path) {
        if (!tables.containsKey(object)) {
            return records.value(object, row, path);
        }
        int dot = path.indexOf('.');
        if (dot < 0 || row.containsKey(path)) {
            return row.get(path);
        }
        String relation = path.substring(0, dot);
        Object id = row.get(relation + "Id");
        return PEOPLE.contains(relation) && id != null
                ? records.rows("User").orElse(List.of()).stream()
                        .filter(u -> id.equals(u.get("Id")))
                        .findFirst()
                        .map(u -> records.value("User", u, path.substring(dot + 1)))
                        .orElse(null)
                : null;
    }

    /** The describe answer of one of the objects; empty when this org or version has none. */
    Optional<Map<String, Object>> describe(String object, String version) {
        ToolingTable table = tables.get(object);
        if (table == null || !table.there() || Double.parseDouble(version) < table.since()) {
            return Optional.empty();
        }
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("name", object);
        out.put("label", object);
        out.put("custom", false);
        out.put("createable", false);
        out.put("updateable", false);
        out.put("queryable", true);
        out.put(
                "fields",
                table.fields().stream()
                        .filter(f -> !f.contains("."))
                        .map(f -> Map.of("name", f, "label", f, "type", f.equals("Id") ? "id" : "string"))
                        .toList());
        return Optional.of(out);
    }
}
