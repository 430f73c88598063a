package io.sluice.web;

import io.sluice.change.ScopeItem;
import io.sluice.compare.Bucket;
import io.sluice.compare.difference.Difference;
import io.sluice.inventory.InventoryState;
import io.sluice.remotejob.RemoteJobState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;

/** Turns what the rooms say into words for people; templates use it as {@code @pageWords}. */
@Component
class PageWords {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter EXACT_MOMENT = DateTimeFormatter.ofPattern(
                    "d MMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Map<String, String> JOB_KINDS = Map.of(
            "compare", "Compare environments",
            "compare-selection", "Compare environments (asked for)",
            "verify", "Compare environments (verify)",
            "retrieve", "Retrieve selected customizations",
            "validate", "Validate",
            "snapshot", "Keep target's state",
            "deploy", "Deploy",
            "rehearse-rollback", "Rehearse rollback",
            "quick-deploy", "Quick deploy",
            "prepare-environment", "Prepare environment");

    private final Clock clock;

    PageWords(Clock clock) {
        this.clock = clock;
    }

    /** Day and minute; {@code -} for none. */
    public String moment(@Nullable Instant instant) {
        return instant == null ? "-" : MOMENT.format(instant);
    }

    /** Day and second, for logs. */
    public String exactly(@Nullable Instant instant) {
        return instant == null ? "-" : EXACT_MOMENT.format(instant);
    }

    /** How long ago, roughly: {@code 5 minutes}. */
    public String since(Instant instant) {
        return duration(Duration.between(instant, clock.instant()));
    }

    /** How long something took: {@code 1 minute 20 seconds}. */
    public String between(Instant start, Instant end) {
        Duration took = Duration.between(start, end);
        if (took.toMinutes() < 1) {
            return duration(took);
        }
        if (took.toHours() < 1) {
            return count(took.toMinutes(), "minute") + " " + count(took.toSecondsPart(), "second");
        }
        return count(took.toHours(), "hour") + " " + count(took.toMinutesPart(), "minute");
    }

    /** The header that proves a request came from our own page, as htmx wants it; null where nothing checks it. */
    public @Nullable String csrfHeaders(@Nullable CsrfToken token) {
        return token == null ? null : "{\"" + token.getHeaderName() + "\":\"" + token.getToken() + "\"}";
    }

    /** The first twelve characters of a hash or fingerprint, its algorithm included. */
    public String brief(@Nullable String hash) {
        if (hash == null) {
            return "-";
        }
        int colon = hash.indexOf(':');
        int end = Math.min(hash.length(), colon + 1 + 12);
        return hash.substring(0, end);
    }

    /** One under the other. */
    public String lines(List<String> lines) {
        return String.join("\n", lines);
    }

    /** A status as the name of a style: {@code pending-approval}. */
    public String cssName(String status) {
        return status.toLowerCase(Locale.ENGLISH).replace(' ', '-');
    }

    /** A kind of scope item with what becomes of it: {@code existing, is edited}. */
    public String happens(String kind) {
        return Arrays.stream(ScopeItem.Kind.values())
                .filter(known -> known.word().equals(kind))
                .findFirst()
                .map(ScopeItem.Kind::happens)
                .orElse(kind);
    }

    /** {@code 1 item}, {@code 2 items}. */
    public String items(int number) {
        return count(number, "item");
    }

    /** {@code 1 line}, {@code 2 lines}. */
    public String lineCount(int number) {
        return count(number, "line");
    }

    /** How an inventory was refreshed. */
    public String means(InventoryState.Means means) {
        return switch (means) {
            case LISTING -> "The last refresh listed every type.";
            case TRACKING ->
                "The org tracks its changes; the last refresh took them over one by one. Every type is listed anew once"
                        + " a day.";
            case AUDIT ->
                "The org's audit trail says which types may have changed; the last refresh listed those. Reports, dashboards,"
                        + " documents, e-mail templates and list views leave no trace there and are always listed; every type is"
                        + " listed anew once a day.";
        };
    }

    /** {@code 1 right}, {@code 2 rights}. */
    public String count(Number number, String thing) {
        return count(number.longValue(), thing);
    }

    /** A bucket by its name. */
    public String bucket(String name) {
        return Bucket.valueOf(name).words();
    }

    /** What happens at a place, as a sign. */
    public String sign(Difference.Kind kind) {
        return switch (kind) {
            case ADDED -> "+";
            case REMOVED -> "\u2212";
            case CHANGED -> "~";
            case MOVED -> "\u2195";
        };
    }

    /** The same in words. */
    public String kind(Difference.Kind kind) {
        return switch (kind) {
            case ADDED -> "only the source has it";
            case REMOVED -> "only the target has it";
            case CHANGED -> "both have it, and it differs";
            case MOVED -> "both have it, at another place";
        };
    }

    /** Characters, roughly. */
    public String size(int characters) {
        return characters < 10_000
                ? count(characters, "character")
                : String.format(Locale.ROOT, "%,d thousand characters", characters / 1000);
    }

    static String jobKind(String kind) {
        return JOB_KINDS.getOrDefault(kind, sentence(kind));
    }

    static String jobState(RemoteJobState state) {
        return switch (state) {
            case REQUESTED -> "Waiting to be sent";
            case CHECKING -> "Looking at the org before sending";
            case SENDING -> "Being sent";
            case RUNNING -> "The org is working on it";
            case ENDED -> "Ended; the process takes over";
            case DELIVERED -> "Ended";
            case WITHDRAWN -> "Withdrawn, nothing was sent";
        };
    }

    /** A group as one of its members: {@code a change approver}. */
    static String member(String group) {
        if (group.equals(Role.ADMINISTRATOR)) {
            return "an administrator";
        }
        String words = group.replace('-', ' ');
        boolean vowel = !words.isEmpty() && "aeiou".indexOf(words.charAt(0)) >= 0;
        return (vowel ? "an " : "a ") + words;
    }

    /** {@code a, b or c}. */
    static String anyOf(List<String> alternatives) {
        if (alternatives.size() < 2) {
            return String.join("", alternatives);
        }
        int last = alternatives.size() - 1;
        return String.join(", ", alternatives.subList(0, last)) + " or " + alternatives.get(last);
    }

    /** {@code change-request-approved} and {@code targetOrgId} as words with a capital. */
    static String sentence(String name) {
        String words = name.replace('-', ' ')
                .replace('_', ' ')
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ")
                .toLowerCase(Locale.ENGLISH)
                .strip();
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** A value of evidence: lists and maps are written out. */
    static String value(@Nullable Object value) {
        if (value == null) {
            return "-";
        }
        if (value instanceof Collection<?> many) {
            return many.isEmpty() ? "none" : many.stream().map(PageWords::value).collect(Collectors.joining(", "));
        }
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty()
                    ? "none"
                    : map.entrySet().stream()
                            .map(entry -> entry.getKey() + ": " + value(entry.getValue()))
                            .sorted()
                            .collect(Collectors.joining("; "));
        }
        if (value instanceof Boolean yes) {
            return yes ? "yes" : "no";
        }
        return value.toString();
    }

    /** {@code 1 item}, {@code 2 items}. */
    static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    private static String duration(Duration duration) {
        if (duration.toSeconds() < 1) {
            return "less than a second";
        }
        if (duration.toMinutes() < 1) {
            return count(duration.toSeconds(), "second");
        }
        if (duration.toHours() < 1) {
            return count(duration.toMinutes(), "minute");
        }
        if (duration.toDays() < 2) {
            return count(duration.toHours(), "hour");
        }
        return count(duration.toDays(), "day");
    }
}
