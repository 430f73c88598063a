package io.sluice.rehearsal.records;

import io.sluice.rehearsal.records.SoqlQuery.Aggregate;
import io.sluice.rehearsal.records.SoqlQuery.Children;
import io.sluice.rehearsal.records.SoqlQuery.Condition;
import io.sluice.rehearsal.records.SoqlQuery.Field;
import io.sluice.rehearsal.records.SoqlQuery.Item;
import io.sluice.rehearsal.records.SoqlQuery.Joined;
import io.sluice.rehearsal.records.SoqlQuery.Not;
import io.sluice.rehearsal.records.SoqlQuery.Operand;
import io.sluice.rehearsal.records.SoqlQuery.Order;
import io.sluice.rehearsal.records.SoqlQuery.Where;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Runs parsed queries over the rows of a source. */
final class SoqlRun {
    private final Soql.Source source;
    private final String version;
    private final boolean deleted;
    private final SoqlPaths paths;

    SoqlRun(Soql.Source source, String version, boolean deleted) {
        this.source = source;
        this.version = version;
        this.deleted = deleted;
        this.paths = new SoqlPaths(source);
    }

    Soql.Result run(SoqlQuery query) throws RecordProblem {
        String object = source.objectNamed(query.object());
        List<Map<String, Object>> rows = rows(object);
        return run(query, object, rows);
    }

    private List<Map<String, Object>> rows(String object) throws RecordProblem {
        Optional<List<Map<String, Object>>> rows = deleted ? source.allRows(object) : source.rows(object);
        return rows.orElseThrow(() -> Soql.unknownObject(object));
    }

    private Soql.Result run(SoqlQuery asked, String object, List<Map<String, Object>> rows) throws RecordProblem {
        SoqlQuery query = paths.checked(asked, object);
        Where where = joined(query.where());
        List<Map<String, Object>> hits = new ArrayList<>();
        for (Map<String, Object> row : rows) {
            if (fulfils(where, operand -> source.value(object, row, path(operand)))) {
                hits.add(row);
            }
        }
        if (query.bareCount() && query.groups().isEmpty()) {
            return new Soql.Result(hits.size(), List.of());
        }
        if (query.aggregated()) {
            return grouped(query, object, hits);
        }
        if (!query.orders().isEmpty()) {
            hits.sort(by(query.orders(), (row, operand) -> source.value(object, row, path(operand))));
        }
        List<Map<String, Object>> out = new ArrayList<>();
        for (Map<String, Object> row :
                hits.stream().skip(query.offset()).limit(query.limit()).toList()) {
            out.add(shown(query, object, row));
        }
        return new Soql.Result(out.size(), out);
    }

    /** A query among the values is run once, and its values stand in its place. */
    private Where joined(Where where) throws RecordProblem {
        if (where instanceof Joined joined) {
            List<Where> parts = new ArrayList<>();
            for (Where part : joined.parts()) {
                parts.add(joined(part));
            }
            return new Joined(joined.all(), parts);
        }
        if (where instanceof Not not) {
            return new Not(joined(not.inner()));
        }
        Condition c = (Condition) where;
        if (c.values().size() != 1 || !(c.values().get(0) instanceof SoqlQuery inner)) {
            return c;
        }
        if (inner.items().size() != 1 || !(inner.items().get(0) instanceof Field)) {
            throw SoqlParser.malformed("The inner query of a semi-join selects one field");
        }
        String object = source.objectNamed(inner.object());
        String field = path((Field) paths.checked(inner, object).items().get(0));
        List<Object> values = new ArrayList<>();
        for (Map<String, Object> row : run(inner).records()) {
            values.add(row.get(field));
        }
        return new Condition(c.operand(), c.operator(), values);
    }

    private static String path(Operand operand) {
        return ((Field) operand).path();
    }

    private boolean fulfils(Where wanted, Function<Operand, Object> value) {
        if (wanted instanceof Not not) {
            return !fulfils(not.inner(), value);
        }
        if (wanted instanceof Joined joined) {
            return joined.all()
                    ? joined.parts().stream().allMatch(p -> fulfils(p, value))
                    : joined.parts().stream().anyMatch(p -> fulfils(p, value));
        }
        Condition c = (Condition) wanted;
        return SoqlValues.fulfils(value.apply(c.operand()), c.operator(), c.values(), source.now());
    }

    private interface Reader<T> {
        Object of(T row, Operand operand);
    }

    private static <T> Comparator<T> by(List<Order> orders, Reader<T> reader) {
        Comparator<T> by = (a, b) -> 0;
        for (Order o : orders) {
            by = by.thenComparing((a, b) -> SoqlValues.order(
                    reader.of(a, o.operand()), reader.of(b, o.operand()), o.descending(), o.nullsLast()));
        }
        return by;
    }

    private Soql.Result grouped(SoqlQuery query, String object, List<Map<String, Object>> hits) {
        Map<List<Object>, List<Map<String, Object>>> groups = new LinkedHashMap<>();
        if (query.groups().isEmpty()) {
            groups.put(List.of(), hits);
        }
        if (!query.groups().isEmpty()) {
            for (Map<String, Object> row : hits) {
                List<Object> key = new ArrayList<>();
                query.groups().forEach(g -> key.add(source.value(object, row, g)));
                groups.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
            }
        }
        Reader<List<Map<String, Object>>> reader = (rows, operand) -> operand instanceof Aggregate a
                ? aggregate(object, rows, a)
                : rows.isEmpty() ? null : source.value(object, rows.get(0), path(operand));
        List<List<Map<String, Object>>> kept = new ArrayList<>(groups.values().stream()
                .filter(rows -> fulfils(query.having(), operand -> reader.of(rows, operand)))
                .toList());
        kept.sort(by(query.orders(), reader));
        List<Map<String, Object>> out = new ArrayList<>();
        kept.stream().skip(query.offset()).limit(query.limit()).forEach(rows -> out.add(group(query, rows, reader)));
        return new Soql.Result(out.size(), out);
    }

    private Object aggregate(String object, List<Map<String, Object>> rows, Aggregate a) {
        return a.field().isEmpty()
                ? rows.size()
                : SoqlValues.aggregate(
                        a.function(),
                        rows.stream()
                                .map(r -> source.value(object, r, a.field()))
                                .toList());
    }

    private static Map<String, Object> group(
            SoqlQuery query, List<Map<String, Object>> rows, Reader<List<Map<String, Object>>> reader) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("attributes", Map.of("type", "AggregateResult"));
        int unnamed = 0;
        for (Item item : query.items()) {
            if (item instanceof Aggregate a) {
                out.put(a.alias().isEmpty() ? "expr" + unnamed++ : a.alias(), reader.of(rows, a));
            } else if (item instanceof Field f) {
                String last = f.path().substring(f.path().lastIndexOf('.') + 1);
                out.put(f.alias().isEmpty() ? last : f.alias(), reader.of(rows, f));
            }
        }
        return out;
    }

    private Map<String, Object> shown(SoqlQuery query, String object, Map<String, Object> row) throws RecordProblem {
        Map<String, Object> out = new LinkedHashMap<>();
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("type", object);
        attributes.put(
                "url",
                "/services/data/v" + version + "/" + source.place() + "sobjects/" + object + "/" + row.get("Id"));
        out.put("attributes", attributes);
        for (Item item : query.items()) {
            if (item instanceof Children children) {
                out.put(children.query().object(), below(children.query(), object, row));
            } else if (item instanceof Field f) {
                put(out, f.path(), source.value(object, row, f.path()));
            }
        }
        return out;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> out, String path, Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            out.put(path, value);
        } else {
            Object inner = out.computeIfAbsent(path.substring(0, dot), k -> new LinkedHashMap<String, Object>());
            put((Map<String, Object>) inner, path.substring(dot + 1), value);
        }
    }

    /** The children of a row in the form of a result of their own; null when there are none. */
    private Map<String, Object> below(SoqlQuery query, String object, Map<String, Object> row) throws RecordProblem {
        Soql.Children children = source.children(object, query.object()).orElseThrow();
        List<Map<String, Object>> own = rows(children.object()).stream()
                .filter(r -> SoqlValues.same(r.get(children.lookup()), row.get("Id")))
                .toList();
        Soql.Result result = run(query, children.object(), own);
        if (result.totalSize() == 0) {
            return null;
        }
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("totalSize", result.totalSize());
        out.put("done", true);
        out.put("records", result.records());
        return out;
    }
}
