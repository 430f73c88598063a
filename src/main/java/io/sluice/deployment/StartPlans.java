package io.sluice.deployment;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads when a deployment may start, as people write it. */
public final class StartPlans {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern WINDOW = Pattern.compile("(\\d{1,2}:\\d{2})\\s*[-\u2013]\\s*(\\d{1,2}:\\d{2})");

    private StartPlans() {}

    /**
     * What was stated.
     *
     * @param plan empty where nothing was, so that it starts at once
     * @param problems what could not be read, a sentence each; there is no plan then
     */
    public record Stated(Optional<StartPlan> plan, List<String> problems) {}

    /**
     * Reads the four fields.
     *
     * @param notBefore for example {@code 2026-12-01 22:00}
     * @param window for example {@code 22:00-04:00}
     * @param days for example {@code Mon-Thu} or {@code Sat, Sun}
     * @param zone for example {@code Europe/Berlin}; needed with any of the others
     */
    public static Stated read(String notBefore, String window, String days, String zone) {
        if (notBefore.isBlank() && window.isBlank() && days.isBlank()) {
            return new Stated(Optional.empty(), List.of());
        }
        List<String> problems = new ArrayList<>();
        ZoneId where = zone(zone.strip(), problems);
        LocalDateTime first = moment(notBefore.strip(), problems);
        List<LocalTime> times = window(window.strip(), problems);
        Set<DayOfWeek> on = days(days.strip(), problems);
        if (!problems.isEmpty() || where == null) {
            return new Stated(Optional.empty(), problems);
        }
        Instant start = first == null ? null : first.atZone(where).toInstant();
        return new Stated(
                Optional.of(new StartPlan(
                        start,
                        times.isEmpty() ? null : times.get(0),
                        times.isEmpty() ? null : times.get(1),
                        on,
                        where)),
                List.of());
    }

    private static @Nullable ZoneId zone(String text, List<String> problems) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            problems.add(
                    text.isEmpty()
                            ? "Say in which time zone the start is meant, for example Europe/Berlin or UTC."
                            : "\"" + text + "\" is no time zone; write for example Europe/Berlin or UTC.");
            return null;
        }
    }

    private static @Nullable LocalDateTime moment(String text, List<String> problems) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return LocalDateTime.parse(text.replace('T', ' '), MOMENT);
        } catch (DateTimeParseException e) {
            problems.add("\"" + text + "\" is no moment; write for example 2026-12-01 22:00.");
            return null;
        }
    }

    private static List<LocalTime> window(String text, List<String> problems) {
        if (text.isEmpty()) {
            return List.of();
        }
        Matcher times = WINDOW.matcher(text);
        try {
            if (times.matches()) {
                LocalTime from = time(times.group(1));
                LocalTime to = time(times.group(2));
                if (!from.equals(to)) {
                    return List.of(from, to);
                }
            }
        } catch (DateTimeParseException e) {
            // Said below, as for any other text that is no window.
            problems.add("\"" + text + "\" names a time of day that there is not.");
            return List.of();
        }
        problems.add("\"" + text + "\" is no window; write for example 22:00-04:00.");
        return List.of();
    }

    private static LocalTime time(String text) {
        return LocalTime.parse(text.length() == 4 ? "0" + text : text);
    }

    private static Set<DayOfWeek> days(String text, List<String> problems) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        // "Mon - Thu" is one part, and so is "Mon-Thu".
        for (String part : text.replaceAll("\\s*[-\u2013]\\s*", "-").split("[,;\\s]+", -1)) {
            if (part.isBlank()) {
                continue;
            }
            String[] ends = part.split("-", -1);
            Optional<DayOfWeek> first = day(ends[0]);
            Optional<DayOfWeek> last = day(ends[ends.length - 1]);
            if (ends.length > 2 || first.isEmpty() || last.isEmpty()) {
                problems.add("\"" + part + "\" is no day of the week; write for example Mon-Thu or Sat, Sun.");
                continue;
            }
            DayOfWeek day = first.get();
            days.add(day);
            while (day != last.get()) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return days;
    }

    private static Optional<DayOfWeek> day(String text) {
        String word = text.strip().toUpperCase(Locale.ENGLISH);
        return word.length() < 2
                ? Optional.empty()
                : Arrays.stream(DayOfWeek.values())
                        .filter(day -> day.name().startsWith(word))
                        .findFirst();
    }
}
