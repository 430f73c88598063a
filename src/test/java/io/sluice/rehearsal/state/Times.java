package io.sluice.rehearsal.state;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Dates as Salesforce writes them. */
public final class Times {
    private static final DateTimeFormatter REST = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx");
    private static final DateTimeFormatter SOAP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");

    private Times() {}

    /** {@code 2026-01-31T08:00:00.000+0000}; null for 0. */
    public static String rest(long millis) {
        return millis == 0 ? null : REST.format(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
    }

    /** {@code 2026-01-31T08:00:00.000Z}. */
    public static String soap(Instant instant) {
        return SOAP.format(instant.atOffset(ZoneOffset.UTC));
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
