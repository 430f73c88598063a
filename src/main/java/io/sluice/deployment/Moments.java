package io.sluice.deployment;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments in sentences. */
final class Moments {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern(
                    "d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Moments() {}

    /** Day and minute, for example {@code 3 Dec 2026, 22:00 UTC}. */
    static String words(Instant moment) {
        return MINUTE.format(moment);
    }
}
