package io.sluice.rehearsal.records;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A date literal of SOQL such as {@code LAST_N_DAYS:3}: whole days in Greenwich time. */
record Days(Instant from, Instant until) {
    private static final Pattern SOME = Pattern.compile("(LAST|NEXT)_N_DAYS:(\\d{1,4})");

    /** What the literal means at that moment; empty when the text is none. */
    static Optional<Days> of(String text, Instant now) {
        String literal = text.toUpperCase(Locale.ROOT);
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Matcher some = SOME.matcher(literal);
        if (some.matches()) {
            int days = Integer.parseInt(some.group(2));
            return Optional.of(
                    some.group(1).equals("LAST")
                            ? between(today.minusDays(days), today.plusDays(1))
                            : between(today.plusDays(1), today.plusDays(days + 1L)));
        }
        return switch (literal) {
            case "TODAY" -> Optional.of(between(today, today.plusDays(1)));
            case "YESTERDAY" -> Optional.of(between(today.minusDays(1), today));
            case "TOMORROW" -> Optional.of(between(today.plusDays(1), today.plusDays(2)));
            default -> Optional.empty();
        };
    }

    private static Days between(LocalDate from, LocalDate until) {
        return new Days(
                from.atStartOfDay().toInstant(ZoneOffset.UTC),
                until.atStartOfDay().toInstant(ZoneOffset.UTC));
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
