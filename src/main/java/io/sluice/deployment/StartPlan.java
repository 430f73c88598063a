package io.sluice.deployment;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When a deployment may start.
 *
 * @param notBefore null where any moment will do
 * @param from the window's beginning on each of the days; null with {@code to} where the whole day will do
 * @param to its end; not after its beginning means on the next day
 * @param days on which a window may begin; empty means every day
 * @param zone in which the times are meant
 */
public record StartPlan(
        @Nullable Instant notBefore,
        @Nullable LocalTime from,
        @Nullable LocalTime to,
        Set<DayOfWeek> days,
        ZoneId zone) {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final int WEEK_AND_A_DAY = 8;

    public StartPlan {
        days = Set.copyOf(days);
        if ((from == null) != (to == null)) {
            throw new IllegalArgumentException("A window has a beginning and an end");
        }
    }

    /** The first moment from now on at which it may start; now itself where it may. */
    public Instant earliest(Instant now) {
        Instant first = notBefore == null || notBefore.isBefore(now) ? now : notBefore;
        LocalDate day = first.atZone(zone).toLocalDate().minusDays(1);
        for (int i = 0; i <= WEEK_AND_A_DAY; i++, day = day.plusDays(1)) {
            Optional<Instant> start = startOn(day, first);
            if (start.isPresent()) {
                return start.get();
            }
        }
        throw new IllegalStateException("No day of a week has the window " + this);
    }

    private Optional<Instant> startOn(LocalDate day, Instant first) {
        if (!days.isEmpty() && !days.contains(day.getDayOfWeek())) {
            return Optional.empty();
        }
        ZonedDateTime begin =
                from == null ? day.atStartOfDay(zone) : day.atTime(from).atZone(zone);
        ZonedDateTime end = to == null
                ? day.plusDays(1).atStartOfDay(zone)
                : (to.isAfter(from) ? day : day.plusDays(1)).atTime(to).atZone(zone);
        Instant start = begin.toInstant().isAfter(first) ? begin.toInstant() : first;
        return start.isBefore(end.toInstant()) ? Optional.of(start) : Optional.empty();
    }

    /** For people, for example {@code not before 2026-12-01 22:00, between 22:00 and 04:00 on Mon, Tue (Europe/Berlin)}. */
    public String words() {
        StringBuilder words = new StringBuilder();
        if (notBefore != null) {
            words.append("not before ").append(notBeforeWords());
        }
        if (from != null) {
            words.append(words.isEmpty() ? "" : ", ")
                    .append("between ")
                    .append(from)
                    .append(" and ")
                    .append(to);
        }
        if (!days.isEmpty()) {
            words.append(words.isEmpty() ? "" : " ").append("on ").append(daysWords());
        }
        return words.append(" (").append(zone).append(')').toString();
    }

    /** As {@link StartPlans} reads it; empty where there is none. */
    public String notBeforeWords() {
        return notBefore == null ? "" : MINUTE.format(notBefore.atZone(zone));
    }

    /** As {@link StartPlans} reads it; empty where there is none. */
    public String windowWords() {
        return from == null ? "" : from + "-" + to;
    }

    /** As {@link StartPlans} reads them; empty for every day. */
    public String daysWords() {
        return new TreeSet<>(days)
                .stream()
                        .map(day -> day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH))
                        .collect(Collectors.joining(", "));
    }
}
