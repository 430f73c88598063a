package io.sluice.rehearsal.rest;

import io.sluice.rehearsal.records.Soql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The answer to {@code query?columns=true}: what the rows of a query look like, without the rows. Salesforce's CLI asks for it
 * before it prints a table; of each column it reads the name, what lies behind a relation and whether it is counted.
 */
final class Columns {
    private Columns() {}

    static Map<String, Object> of(Soql.Selection query) {
        List<Map<String, Object>> columns = new ArrayList<>();
        Map<String, List<Map<String, Object>>> relations = new LinkedHashMap<>();
        for (String field : query.fields()) {
            int dot = field.indexOf('.');
            if (dot < 0) {
                columns.add(column(field, false, List.of()));
                continue;
            }
            String relation = field.substring(0, dot);
            if (!relations.containsKey(relation)) {
                relations.put(relation, new ArrayList<>());
                columns.add(column(relation, false, relations.get(relation)));
            }
            relations.get(relation).add(column(field.substring(dot + 1), false, List.of()));
        }
        if (!query.counted().isEmpty()) {
            Map<String, Object> counted = column(query.countedAs(), true, List.of());
            counted.put("displayName", "count(" + query.counted() + ")");
            columns.add(counted);
        }
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("columnMetadata", columns);
        out.put("entityName", query.object());
        out.put("groupBy", !query.counted().isEmpty());
        out.put("idSelected", query.fields().stream().anyMatch("Id"::equalsIgnoreCase));
        return out;
    }

    private static Map<String, Object> column(String name, boolean aggregate, List<Map<String, Object>> joined) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("aggregate", aggregate);
        out.put("columnName", name);
        out.put("custom", name.endsWith("__c"));
        out.put("displayName", name);
        out.put("joinColumns", joined);
        return out;
    }
}
