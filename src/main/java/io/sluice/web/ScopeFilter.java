package io.sluice.web;

import io.sluice.inventory.InventoryFilter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The fields of the scope page's filter, as a browser sends them: an empty field means any. */
record ScopeFilter(
        @Nullable String type,
        @Nullable String in,
        @Nullable String by,
        @Nullable String from,
        @Nullable String to,
        @Nullable String name) {

    /** The choice for what belongs to no package. */
    private static final String OWN = "own";

    /** A prefix has at most 15 letters and never a colon, so no package is mistaken for the choice above. */
    private static final String PACKAGE = "package:";

    /** @throws Refusal where a date is none */
    InventoryFilter read() {
        LocalDate last = day(to);
        LocalDate first = day(from);
        return new InventoryFilter(
                filled(type),
                namespace(),
                filled(by),
                first == null ? null : start(first),
                last == null ? null : start(last.plusDays(1)),
                filled(name));
    }

    private @Nullable String namespace() {
        String chosen = filled(in);
        if (chosen == null) {
            return null;
        }
        return chosen.equals(OWN)
                ? InventoryFilter.OWN
                : chosen.startsWith(PACKAGE) ? chosen.substring(PACKAGE.length()) : chosen;
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        String day = filled(text);
        try {
            return day == null ? null : LocalDate.parse(day);
        } catch (DateTimeParseException e) {
            throw new Refusal(
                    HttpStatus.BAD_REQUEST, "\"" + day + "\" is no date; write it like 2026-11-24, the year first.");
        }
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
