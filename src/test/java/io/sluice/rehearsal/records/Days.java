package io.sluice.rehearsal.records;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A date literal of SOQL such as {@code LAST_N_DAYS:3}: whole days in Greenwich time, weeks from Sunday. */
record Days(Instant from, Instant until) {
    private static final String UNIT = "(DAY|WEEK|MONTH|QUARTER|YEAR)";
    private static final Pattern ONE = Pattern.compile("(THIS|LAST|NEXT)_(WEEK|MONTH|QUARTER|YEAR)");
    private static final Pattern SOME = Pattern.compile("(LAST|NEXT)_N_" + UNIT + "S:(\\d{1,4})");
    private static final Pattern AGO = Pattern.compile("N_" + UNIT + "S_AGO:(\\d{1,4})");

    /** What the literal means at that moment; empty when the text is none. */
    static Optional<Days> of(String text, Instant now) {
        String literal = text.toUpperCase(Locale.ROOT);
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Matcher one = ONE.matcher(literal);
        if (one.matches()) {
            long begin = one.group(1).equals("THIS") ? 0 : one.group(1).equals("LAST") ? -1 : 1;
            return between(one.group(2), today, begin, begin + 1);
        }
        Matcher some = SOME.matcher(literal);
        if (some.matches()) {
            long n = Long.parseLong(some.group(3));
            // The last days go on until now, the last weeks and more end before the one of today.
            return some.group(1).equals("LAST")
                    ? between(some.group(2), today, -n, some.group(2).equals("DAY") ? 1 : 0)
                    : between(some.group(2), today, 1, n + 1);
        }
        Matcher ago = AGO.matcher(literal);
        if (ago.matches()) {
            long n = Long.parseLong(ago.group(2));
            return between(ago.group(1), today, -n, 1 - n);
        }
        return switch (literal) {
            case "TODAY" -> between("DAY", today, 0, 1);
            case "YESTERDAY" -> between("DAY", today, -1, 0);
            case "TOMORROW" -> between("DAY", today, 1, 2);
            case "LAST_90_DAYS" -> between("DAY", today, -90, 1);
            case "NEXT_90_DAYS" -> between("DAY", today, 1, 91);
            default -> Optional.empty();
        };
    }

    private static Optional<Days> between(String unit, LocalDate today, long begin, long end) {
        return Optional.of(new Days(
                start(unit, today, begin).atStartOfDay().toInstant(ZoneOffset.UTC),
                start(unit, today, end).atStartOfDay().toInstant(ZoneOffset.UTC)));
    }

    private static LocalDate start(String unit, LocalDate today, long offset) {
        return switch (unit) {
            case "DAY" -> today.plusDays(offset);
            case "WEEK" ->
                today.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY)).plusWeeks(offset);
            case "MONTH" -> today.withDayOfMonth(1).plusMonths(offset);
            case "QUARTER" ->
                today.withDayOfMonth(1)
                        .minusMonths((today.getMonthValue() - 1) % 3)
                        .plusMonths(3 * offset);
            default -> today.withDayOfYear(1).plusYears(offset);
        };
    }

    boolean matches(Instant moment, String operator) {
        return switch (operator) {
            case "=" -> !moment.isBefore(from) && moment.isBefore(until);
            case "!=", "<>" -> moment.isBefore(from) || !moment.isBefore(until);
            case "<" -> moment.isBefore(from);
            case ">" -> !moment.isBefore(until);
            case "<=" -> moment.isBefore(until);
            case ">=" -> !moment.isBefore(from);
            default -> false;
        };
    }
}
