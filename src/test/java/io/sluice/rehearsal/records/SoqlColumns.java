package io.sluice.rehearsal.records;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The answer to {@code query?columns=true}: what the rows of a query look like, without the rows. Salesforce's CLI asks for it
 * before it prints a table; of each column it reads the name, what lies behind a relation and whether it is counted.
 */
final class SoqlColumns {
    private SoqlColumns() {}

    static Map<String, Object> of(SoqlQuery query, String object) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("columnMetadata", columns(query));
        out.put("entityName", object);
        out.put("groupBy", !query.groups().isEmpty());
        out.put(
                "idSelected",
                query.items().stream()
                        .anyMatch(
                                i -> i instanceof SoqlQuery.Field f && f.path().equals("Id")));
        return out;
    }

    private static List<Map<String, Object>> columns(SoqlQuery query) {
        List<Map<String, Object>> columns = new ArrayList<>();
        Map<String, List<Map<String, Object>>> relations = new LinkedHashMap<>();
        int unnamed = 0;
        for (SoqlQuery.Item item : query.items()) {
            if (item instanceof SoqlQuery.Field field) {
                field(field.path(), columns, relations);
            } else if (item instanceof SoqlQuery.Aggregate counted) {
                String alias = counted.alias().isEmpty() ? "expr" + unnamed++ : counted.alias();
                Map<String, Object> column = column(alias, true, List.of());
                column.put("displayName", counted.function().toLowerCase(Locale.ROOT) + "(" + counted.field() + ")");
                columns.add(column);
            } else if (item instanceof SoqlQuery.Children children) {
                columns.add(column(children.query().object(), true, columns(children.query())));
            }
        }
        return columns;
    }

    private static void field(
            String path, List<Map<String, Object>> columns, Map<String, List<Map<String, Object>>> relations) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            columns.add(column(path, false, List.of()));
            return;
        }
        List<Map<String, Object>> joined = relations.computeIfAbsent(path.substring(0, dot), relation -> {
            List<Map<String, Object>> behind = new ArrayList<>();
            columns.add(column(relation, false, behind));
            return behind;
        });
        joined.add(column(path.substring(dot + 1), false, List.of()));
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
