package io.sluice.rehearsal.records;

import io.sluice.rehearsal.records.SoqlQuery.Literal;
import io.sluice.rehearsal.state.Times;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Compares and adds up the values of fields. */
final class SoqlValues {
    private SoqlValues() {}

    /** True when a value fulfils a condition. */
    static boolean fulfils(Object actual, String operator, List<Object> values, Instant now) {
        Object wanted = values.isEmpty() ? null : values.get(0);
        if (wanted instanceof Literal literal) {
            String text = String.valueOf(actual);
            Optional<Instant> moment =
                    actual == null ? Optional.empty() : Times.parse(text.length() == 10 ? text + "T00:00:00Z" : text);
            Days days = Days.of(literal.text(), now).orElseThrow();
            return moment.isPresent() && days.matches(moment.get(), operator);
        }
        return switch (operator) {
            case "=" -> same(actual, wanted);
            case "!=", "<>" -> !same(actual, wanted);
            case "IN" -> values.stream().anyMatch(v -> same(actual, v));
            case "NOT IN" -> values.stream().noneMatch(v -> same(actual, v));
            case "INCLUDES" -> values.stream().anyMatch(v -> chosen(actual, v));
            case "EXCLUDES" -> values.stream().noneMatch(v -> chosen(actual, v));
            case "LIKE" ->
                actual != null
                        && Pattern.compile(like(String.valueOf(wanted)), Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                                .matcher(String.valueOf(actual))
                                .matches();
            default -> actual != null && wanted != null && ordered(compare(actual, wanted), operator);
        };
    }

    /** All values of a multi-select picklist that the wanted text joins are among those of the field. */
    private static boolean chosen(Object actual, Object wanted) {
        return actual != null
                && Arrays.asList(String.valueOf(actual).split(";"))
                        .containsAll(Arrays.asList(String.valueOf(wanted).split(";")));
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

    static boolean same(Object a, Object b) {
        if (a == null || b == null) {
            return (a == null || "".equals(a)) && (b == null || "".equals(b));
        }
        String x = String.valueOf(a);
        String y = String.valueOf(b);
        // Ids are equal in their short and long form.
        boolean id = x.length() == 18 && y.length() == 15 && x.startsWith(y) && y.matches("[0-9A-Za-z]{15}");
        return id || compare(a, b) == 0;
    }

    static int compare(Object a, Object b) {
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

    /** The order of two values of which one or both may be missing. */
    static int order(Object a, Object b, boolean descending, boolean nullsLast) {
        if (a == null || b == null) {
            int nulls = a == b ? 0 : a == null ? -1 : 1;
            return nullsLast ? -nulls : nulls;
        }
        return descending ? compare(b, a) : compare(a, b);
    }

    /** An aggregate of the values of all rows, of which null ones count for nothing. */
    static Object aggregate(String function, List<Object> all) {
        List<Object> values = all.stream().filter(v -> v != null).toList();
        return switch (function) {
            case "COUNT" -> values.size();
            case "COUNT_DISTINCT" ->
                values.stream().map(String::valueOf).distinct().count();
            case "MIN" -> values.stream().min(SoqlValues::compare).orElse(null);
            case "MAX" -> values.stream().max(SoqlValues::compare).orElse(null);
            default -> {
                BigDecimal sum = values.stream()
                        .map(v -> new BigDecimal(String.valueOf(v)))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                yield values.isEmpty()
                        ? null
                        : function.equals("SUM")
                                ? sum
                                : sum.divide(new BigDecimal(values.size()), MathContext.DECIMAL64);
            }
        };
    }
}
