package io.sluice.rehearsal.state;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Dates as Salesforce writes them. */
public final class Times {
    private Times() {}

    /** {@code 2026-01-31T08:00:00.000+0000}; null for 0. */
    public static String rest(long millis) {
        return millis == 0 ? null : text(Instant.ofEpochMilli(millis), "+0000");
    }

    /** {@code 2026-01-31T08:00:00.000Z}. */
    public static String soap(Instant instant) {
        return text(instant, "Z");
    }

    /** By hand: a formatter takes longer than everything else about an answer with thousands of dates. */
    private static String text(Instant instant, String zone) {
        LocalDateTime at = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        StringBuilder out = new StringBuilder(28);
        padded(out, at.getYear(), 1000).append('-');
        padded(out, at.getMonthValue(), 10).append('-');
        padded(out, at.getDayOfMonth(), 10).append('T');
        padded(out, at.getHour(), 10).append(':');
        padded(out, at.getMinute(), 10).append(':');
        padded(out, at.getSecond(), 10).append('.');
        return padded(out, at.getNano() / 1_000_000, 100).append(zone).toString();
    }

    /** The number with zeros before it, up to as many digits as {@code highest} has. */
    private static StringBuilder padded(StringBuilder out, int number, int highest) {
        for (int digit = highest; digit > 1 && number < digit; digit /= 10) {
            out.append('0');
        }
        return out.append(number);
    }

    /** A moment in any form that Salesforce reads or writes. */
    public static Optional<Instant> parse(String text) {
        if (!text.matches("\\d{4}-\\d\\d-\\d\\dT.*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2"))
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
