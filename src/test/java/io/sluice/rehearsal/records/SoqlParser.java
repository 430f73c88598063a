package io.sluice.rehearsal.records;

import io.sluice.rehearsal.records.SoqlQuery.Aggregate;
import io.sluice.rehearsal.records.SoqlQuery.Children;
import io.sluice.rehearsal.records.SoqlQuery.Condition;
import io.sluice.rehearsal.records.SoqlQuery.Field;
import io.sluice.rehearsal.records.SoqlQuery.Fields;
import io.sluice.rehearsal.records.SoqlQuery.Item;
import io.sluice.rehearsal.records.SoqlQuery.Joined;
import io.sluice.rehearsal.records.SoqlQuery.Literal;
import io.sluice.rehearsal.records.SoqlQuery.Not;
import io.sluice.rehearsal.records.SoqlQuery.Operand;
import io.sluice.rehearsal.records.SoqlQuery.Order;
import io.sluice.rehearsal.records.SoqlQuery.Where;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text of a query. */
final class SoqlParser {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*([A-Za-z_]\\w*:\\d+|'(?:\\\\.|[^'\\\\])*'|[A-Za-z_][\\w.]*|\\d{4}-\\d\\d-\\d\\dT[\\w:.+-]+|\\d{4}-\\d\\d-\\d\\d|-?\\d+(?:\\.\\d+)?|<=|>=|!=|<>|[=<>(),])");
    private static final Set<String> AGGREGATES = Set.of("COUNT", "COUNT_DISTINCT", "MIN", "MAX", "SUM", "AVG");
    private static final Set<String> OPERATORS =
            Set.of("=", "!=", "<>", "<", ">", "<=", ">=", "LIKE", "IN", "NOT IN", "INCLUDES", "EXCLUDES");
    private static final Set<String> CLAUSES =
            Set.of("WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "WITH", "FOR", "USING", "UPDATE", "ALL");

    private final List<String> tokens = new ArrayList<>();
    private int at;

    private SoqlParser(String text) throws RecordProblem {
        Matcher token = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length() && token.find(end) && token.start() == end) {
            tokens.add(token.group(1));
            end = token.end();
        }
        if (!text.substring(end).isBlank()) {
            throw unexpected(text.substring(end).strip().substring(0, 1));
        }
    }

    static SoqlQuery parse(String text) throws RecordProblem {
        SoqlParser parser = new SoqlParser(text);
        SoqlQuery query = parser.query();
        if (parser.at < parser.tokens.size()) {
            throw unexpected(parser.tokens.get(parser.at));
        }
        return query;
    }

    private SoqlQuery query() throws RecordProblem {
        expect("SELECT");
        List<Item> items = new ArrayList<>();
        do {
            items.add(item());
        } while (accept(","));
        expect("FROM");
        String object = next();
        String alias = at < tokens.size() && word(tokens.get(at)) && !clause() ? next() : "";
        Where where = accept("WHERE") ? where() : SoqlQuery.ALL;
        List<String> groups = new ArrayList<>();
        if (accept("GROUP")) {
            expect("BY");
            do {
                groups.add(next());
            } while (accept(","));
        }
        Where having = accept("HAVING") ? where() : SoqlQuery.ALL;
        List<Order> orders = new ArrayList<>();
        if (accept("ORDER")) {
            expect("BY");
            do {
                orders.add(order());
            } while (accept(","));
        }
        int limit = accept("LIMIT") ? number() : Integer.MAX_VALUE;
        int offset = accept("OFFSET") ? number() : 0;
        SoqlQuery query = new SoqlQuery(items, object, where, groups, having, orders, limit, offset);
        return alias.isEmpty() ? query : SoqlAlias.resolved(query, alias);
    }

    private boolean clause() {
        return CLAUSES.contains(tokens.get(at).toUpperCase(Locale.ROOT));
    }

    private static boolean word(String token) {
        return token.matches("[A-Za-z_]\\w*");
    }

    private Item item() throws RecordProblem {
        if (accept("(")) {
            SoqlQuery inner = query();
            expect(")");
            return new Children(inner);
        }
        String name = next();
        if (name.equalsIgnoreCase("FIELDS") && accept("(")) {
            String kind = next().toUpperCase(Locale.ROOT);
            expect(")");
            return new Fields(kind);
        }
        Operand operand = operand(name);
        boolean named = at < tokens.size() && word(tokens.get(at)) && !peek("FROM");
        String alias = named ? next() : "";
        return operand instanceof Aggregate a
                ? new Aggregate(a.function(), a.field(), alias)
                : new Field(((Field) operand).path(), alias);
    }

    private Operand operand(String name) throws RecordProblem {
        if (!accept("(")) {
            return new Field(name, "");
        }
        String function = name.toUpperCase(Locale.ROOT);
        if (!AGGREGATES.contains(function)) {
            throw malformed("The rehearsal org does not know the function " + name);
        }
        String field = function.equals("COUNT") && peek(")") ? "" : next();
        expect(")");
        return new Aggregate(function, field, "");
    }

    /** AND and OR stand side by side only with brackets, as in Salesforce. */
    private Where where() throws RecordProblem {
        List<Where> parts = new ArrayList<>(List.of(term()));
        String join = peek("OR") ? "OR" : "AND";
        while (accept(join)) {
            parts.add(term());
        }
        if (peek("OR") || peek("AND")) {
            throw unexpected(next());
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
        Operand operand = operand(next());
        boolean not = accept("NOT");
        String operator = (not ? "NOT " : "") + next().toUpperCase(Locale.ROOT);
        if (!OPERATORS.contains(operator)) {
            throw unexpected(operator);
        }
        List<Object> values = new ArrayList<>();
        if (operator.endsWith("IN") || operator.endsWith("CLUDES")) {
            expect("(");
            if (peek("SELECT")) {
                values.add(query());
            } else {
                do {
                    values.add(value());
                } while (accept(","));
            }
            expect(")");
        } else {
            values.add(value());
        }
        return new Condition(operand, operator, values);
    }

    private Order order() throws RecordProblem {
        Operand operand = operand(next());
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
        return new Order(operand, descending, last);
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
                    yield new Literal(token);
                }
                if (Character.isLetter(token.charAt(0)) || token.equals("(")) {
                    throw malformed("Bind variables only allowed in Apex code");
                }
                yield token.matches("-?\\d+(\\.\\d+)?") ? new BigDecimal(token) : token;
            }
        };
    }

    private String next() throws RecordProblem {
        if (at >= tokens.size()) {
            throw unexpected("<EOF>");
        }
        return tokens.get(at++);
    }

    private int number() throws RecordProblem {
        String token = next();
        if (!token.matches("\\d{1,9}")) {
            throw unexpected(token);
        }
        return Integer.parseInt(token);
    }

    private boolean accept(String word) {
        boolean hit = peek(word);
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

    private static RecordProblem unexpected(String token) {
        return malformed("unexpected token: '" + token + "'");
    }

    static RecordProblem malformed(String message) {
        return new RecordProblem(400, "MALFORMED_QUERY", message);
    }
}
