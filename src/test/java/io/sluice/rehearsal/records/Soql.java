package io.sluice.rehearsal.records;

import io.sluice.rehearsal.state.Times;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of SOQL that a rehearsal org understands: one object, conditions with AND, OR, NOT and brackets, order, limit,
 * offset, a count, and the groups of fields.
 */
public final class Soql {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*((?i:LAST|NEXT)_(?i:N_DAYS):\\d+|'(?:\\\\.|[^'\\\\])*'|[A-Za-z_][\\w.]*|\\d{4}-\\d\\d-\\d\\dT[\\w:.+-]+|\\d{4}-\\d\\d-\\d\\d|-?\\d+(?:\\.\\d+)?|<=|>=|!=|<>|[=<>(),])");

    /** Where rows come from. */
    public interface Source {
        /** The query as it is to be run; refused when its object does not support it or that version lacks it. */
        default String prepare(String soql, String version) throws RecordProblem {
            return soql;
        }

        /** The rows of an object; empty when there is no such object. */
        Optional<List<Map<String, Object>>> rows(String object);

        /** True when the object has the field. */
        boolean hasField(String object, String field);

        /** The value at the end of a path such as {@code Owner.Name}; null when it leads nowhere. */
        Object value(String object, Map<String, Object> row, String path);

        /** The fields of an object, as far as they are listed; for {@code FIELDS(...)}. */
        default List<String> fields(String object) {
            return List.of();
        }

        /** The moment that {@code TODAY} is meant of. */
        default Instant now() {
            return Instant.now();
        }
    }

    /** What a row must fulfil. */
    private sealed interface Where {}

    private record Condition(String field, String operator, List<Object> values) implements Where {}

    private record Joined(boolean all, List<Where> parts) implements Where {}

    private record Not(Where inner) implements Where {}

    private record Order(String field, boolean descending, boolean nullsLast) {}

    private final List<String> tokens = new ArrayList<>();
    private int at;
    private final List<String> fields = new ArrayList<>();
    private boolean count;
    private String object;
    private final List<Condition> conditions = new ArrayList<>();
    private Where where = new Joined(true, List.of());
    private String group = "";
    private String counted = "";
    private String countedAs = "expr0";
    private final List<Order> orders = new ArrayList<>();
    private int limit = Integer.MAX_VALUE;
    private int offset;

    private Soql(String text) throws RecordProblem {
        Matcher token = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length() && token.find(end) && token.start() == end) {
            tokens.add(token.group(1));
            end = token.end();
        }
        if (!text.substring(end).isBlank()) {
            throw malformed("unexpected token: '" + text.substring(end).strip().charAt(0) + "'");
        }
    }

    /** Runs a query: the answer's rows with the selected fields, or the bare count. */
    public static Result run(String text, Source source, String version) throws RecordProblem {
        Soql query = new Soql(source.prepare(text, version));
        query.parse();
        return query.execute(source, version);
    }

    /**
     * What a query selects, or its refusal.
     *
     * @param fields fields and paths such as {@code Owner.Name}, in the query's order
     * @param counted what is counted under the name {@code countedAs}; empty when nothing is
     */
    public record Selection(String object, List<String> fields, String counted, String countedAs) {}

    /** Tells the columns of a query without its rows. */
    public static Selection selection(String text, Source source, String version) throws RecordProblem {
        Soql query = new Soql(source.prepare(text, version));
        query.parse();
        query.execute(source, version);
        return new Selection(query.object, List.copyOf(query.fields), query.counted, query.countedAs);
    }

    /** Rows as the REST resource gives them. */
    public record Result(int totalSize, List<Map<String, Object>> records) {}

    private void parse() throws RecordProblem {
        expect("SELECT");
        do {
            String field = next();
            if (field.equalsIgnoreCase("count") && accept("(")) {
                count = true;
                if (!accept(")")) {
                    counted = next();
                    expect(")");
                    if (!peek("FROM") && !peek(",")) {
                        countedAs = next();
                    }
                }
            } else if (field.equalsIgnoreCase("fields") && accept("(")) {
                group = next().toUpperCase(Locale.ROOT);
                expect(")");
            } else {
                fields.add(field);
            }
        } while (accept(","));
        expect("FROM");
        object = next();
        if (accept("WHERE")) {
            where = where();
        }
        if (accept("ORDER")) {
            expect("BY");
            do {
                order();
            } while (accept(","));
        }
        if (accept("LIMIT")) {
            limit = number();
        }
        if (accept("OFFSET")) {
            offset = number();
        }
        if (at < tokens.size()) {
            throw malformed("unexpected token: '" + tokens.get(at) + "'");
        }
    }

    /** AND and OR stand side by side only with brackets, as in Salesforce. */
    private Where where() throws RecordProblem {
        List<Where> parts = new ArrayList<>(List.of(term()));
        String join = peek("OR") ? "OR" : "AND";
        while (accept(join)) {
            parts.add(term());
        }
        if (peek("OR") || peek("AND")) {
            throw malformed("unexpected token: '" + next() + "'");
        }
        return new Joined(join.equals("AND"), parts);
    }

    private Where term() throws RecordProblem {
        if (accept("NOT")) {
            return new Not(term());
        }
        if (accept("(")) {
            Where inner = where();
            expect(")");
            return inner;
        }
        return condition();
    }

    private Condition condition() throws RecordProblem {
        String field = next();
        boolean not = accept("NOT");
        String operator = next().toUpperCase(Locale.ROOT);
        if (not) {
            operator = "NOT " + operator;
        }
        List<Object> values = new ArrayList<>();
        if (operator.endsWith("IN")) {
            expect("(");
            do {
                values.add(value());
            } while (accept(","));
            expect(")");
        } else {
            values.add(value());
        }
        if (!List.of("=", "!=", "<>", "<", ">", "<=", ">=", "LIKE", "IN", "NOT IN")
                .contains(operator)) {
            throw malformed("unexpected token: '" + operator + "'");
        }
        Condition made = new Condition(field, operator, values);
        conditions.add(made);
        return made;
    }

    private void order() throws RecordProblem {
        String field = next();
        boolean descending = accept("DESC");
        if (!descending) {
            accept("ASC");
        }
        boolean last = false;
        if (accept("NULLS")) {
            last = accept("LAST");
            if (!last) {
                expect("FIRST");
            }
        }
        orders.add(new Order(field, descending, last));
    }

    private Object value() throws RecordProblem {
        String token = next();
        if (token.startsWith("'")) {
            return token.substring(1, token.length() - 1).replaceAll("\\\\(.)", "$1");
        }
        return switch (token.toLowerCase(Locale.ROOT)) {
            case "null" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> {
                if (Days.of(token, Instant.EPOCH).isPresent()) {
                    yield token.toUpperCase(Locale.ROOT);
                }
                if (Character.isLetter(token.charAt(0)) || token.equals("(")) {
                    throw malformed("Bind variables only allowed in Apex code");
                }
                yield token.matches("-?\\d+(\\.\\d+)?") ? new BigDecimal(token) : token;
            }
        };
    }

    private Result execute(Source source, String version) throws RecordProblem {
        List<Map<String, Object>> rows = source.rows(object).orElseThrow(() -> unknownObject(object));
        if (!group.isEmpty()) {
            grouped(source);
        }
        List<String> used = new ArrayList<>(fields);
        if (!counted.isEmpty()) {
            used.add(counted);
        }
        conditions.forEach(c -> used.add(c.field()));
        orders.forEach(o -> used.add(o.field()));
        for (String field : used) {
            String first = field.contains(".") ? relation(field.substring(0, field.indexOf('.'))) : field;
            if (!source.hasField(object, first)) {
                throw new RecordProblem(
                        400,
                        "INVALID_FIELD",
                        ("No such column '%s' on entity '%s'. If you are attempting to use a custom field, be sure to"
                                        + " append the '__c' after the custom field name. Please reference your WSDL or the"
                                        + " describe call for the appropriate names.")
                                .formatted(field, object));
            }
        }
        List<Map<String, Object>> hits = new ArrayList<>();
        for (Map<String, Object> row : rows) {
            if (fulfils(source, row, where)) {
                hits.add(row);
            }
        }
        if (count) {
            return counted.isEmpty() ? new Result(hits.size(), List.of()) : counted(source, hits);
        }
        Comparator<Map<String, Object>> by = null;
        for (Order o : orders) {
            Comparator<Map<String, Object>> next = (a, b) -> {
                Object x = source.value(object, a, o.field());
                Object y = source.value(object, b, o.field());
                if (x == null || y == null) {
                    int nulls = x == y ? 0 : x == null ? -1 : 1;
                    return o.nullsLast() ? -nulls : nulls;
                }
                return o.descending() ? compare(y, x) : compare(x, y);
            };
            by = by == null ? next : by.thenComparing(next);
        }
        if (by != null) {
            hits.sort(by);
        }
        List<Map<String, Object>> out = new ArrayList<>();
        hits.stream().skip(offset).limit(limit).forEach(row -> out.add(shown(source, row, version)));
        return new Result(out.size(), out);
    }

    /** What a query of an object says that the org does not have. */
    public static RecordProblem unknownObject(String object) {
        return new RecordProblem(
                400,
                "INVALID_TYPE",
                "sObject type '" + object
                        + "' is not supported. If you are attempting to use a custom object, be"
                        + " sure to append the '__c' after the entity name. Please reference your WSDL or the"
                        + " describe call for the appropriate names.");
    }

    private void grouped(Source source) throws RecordProblem {
        if (!List.of("ALL", "STANDARD", "CUSTOM").contains(group)) {
            throw malformed("unexpected token: '" + group + "'");
        }
        if (!group.equals("STANDARD") && limit > 200) {
            throw malformed("The SOQL FIELDS function must have a LIMIT of at most 200");
        }
        for (String field : source.fields(object)) {
            boolean custom = field.endsWith("__c");
            if (!fields.contains(field) && (group.equals("ALL") || custom == group.equals("CUSTOM"))) {
                fields.add(field);
            }
        }
    }

    private Result counted(Source source, List<Map<String, Object>> hits) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("attributes", Map.of("type", "AggregateResult"));
        out.put(
                countedAs,
                hits.stream()
                        .filter(row -> source.value(object, row, counted) != null)
                        .count());
        return new Result(1, List.of(out));
    }

    private boolean fulfils(Source source, Map<String, Object> row, Where wanted) {
        if (wanted instanceof Not not) {
            return !fulfils(source, row, not.inner());
        }
        if (wanted instanceof Joined joined) {
            return joined.all()
                    ? joined.parts().stream().allMatch(p -> fulfils(source, row, p))
                    : joined.parts().stream().anyMatch(p -> fulfils(source, row, p));
        }
        Condition c = (Condition) wanted;
        Object actual = source.value(object, row, c.field());
        Optional<Days> days = c.values().size() == 1 && actual != null
                ? Days.of(String.valueOf(c.values().get(0)), source.now())
                : Optional.empty();
        Optional<Instant> moment = days.flatMap(d ->
                Times.parse(String.valueOf(actual) + (String.valueOf(actual).length() == 10 ? "T00:00:00Z" : "")));
        return moment.isPresent() ? days.get().matches(moment.get(), c.operator()) : matches(actual, c);
    }

    private Map<String, Object> shown(Source source, Map<String, Object> row, String version) {
        Map<String, Object> out = new LinkedHashMap<>();
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("type", object);
        attributes.put("url", "/services/data/v" + version + "/sobjects/" + object + "/" + row.get("Id"));
        out.put("attributes", attributes);
        for (String field : fields) {
            Object value = source.value(object, row, field);
            int dot = field.indexOf('.');
            if (dot < 0) {
                out.put(field, value);
            } else {
                Object inner = out.computeIfAbsent(field.substring(0, dot), k -> new LinkedHashMap<String, Object>());
                @SuppressWarnings("unchecked")
                Map<String, Object> map = (Map<String, Object>) inner;
                map.put(field.substring(dot + 1), value);
            }
        }
        return out;
    }

    /** The field behind a relationship name. */
    public static String relation(String name) {
        return name.endsWith("__r") ? name.substring(0, name.length() - 1) + "c" : name + "Id";
    }

    private static boolean matches(Object actual, Condition c) {
        Object wanted = c.values().get(0);
        return switch (c.operator()) {
            case "=" -> same(actual, wanted);
            case "!=", "<>" -> !same(actual, wanted);
            case "IN" -> c.values().stream().anyMatch(v -> same(actual, v));
            case "NOT IN" -> c.values().stream().noneMatch(v -> same(actual, v));
            case "LIKE" ->
                actual != null
                        && Pattern.compile(like(String.valueOf(wanted)), Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                                .matcher(String.valueOf(actual))
                                .matches();
            default -> actual != null && wanted != null && ordered(compare(actual, wanted), c.operator());
        };
    }

    private static boolean ordered(int sign, String operator) {
        return switch (operator) {
            case "<" -> sign < 0;
            case ">" -> sign > 0;
            case "<=" -> sign <= 0;
            default -> sign >= 0;
        };
    }

    private static String like(String pattern) {
        StringBuilder out = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            out.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return out.toString();
    }

    private static boolean same(Object a, Object b) {
        if (a == null || b == null) {
            return (a == null || "".equals(a)) && (b == null || "".equals(b));
        }
        String x = String.valueOf(a);
        String y = String.valueOf(b);
        // Ids are equal in their short and long form.
        boolean id = x.length() == 18 && y.length() == 15 && x.startsWith(y) && y.matches("[0-9A-Za-z]{15}");
        return id || compare(a, b) == 0;
    }

    private static int compare(Object a, Object b) {
        if (a instanceof Boolean x && b instanceof Boolean y) {
            return x.compareTo(y);
        }
        String x = String.valueOf(a);
        String y = String.valueOf(b);
        if ((a instanceof Number || b instanceof Number)
                && x.matches("-?[\\d.]+(E.*)?")
                && y.matches("-?[\\d.]+(E.*)?")) {
            return new BigDecimal(x).compareTo(new BigDecimal(y));
        }
        var m = Times.parse(x);
        var n = Times.parse(y);
        return m.isPresent() && n.isPresent() ? m.get().compareTo(n.get()) : x.compareToIgnoreCase(y);
    }

    private String next() throws RecordProblem {
        if (at >= tokens.size()) {
            throw malformed("unexpected token: '<EOF>'");
        }
        return tokens.get(at++);
    }

    private int number() throws RecordProblem {
        String token = next();
        if (!token.matches("\\d{1,9}")) {
            throw malformed("unexpected token: '" + token + "'");
        }
        return Integer.parseInt(token);
    }

    private boolean accept(String word) {
        boolean hit = at < tokens.size() && tokens.get(at).equalsIgnoreCase(word);
        if (hit) {
            at++;
        }
        return hit;
    }

    private boolean peek(String word) {
        return at < tokens.size() && tokens.get(at).equalsIgnoreCase(word);
    }

    private void expect(String word) throws RecordProblem {
        String token = next();
        if (!token.equalsIgnoreCase(word)) {
            throw malformed("unexpected token: '" + token + "', expecting '" + word + "'");
        }
    }

    private static RecordProblem malformed(String message) {
        return new RecordProblem(400, "MALFORMED_QUERY", message);
    }
}
