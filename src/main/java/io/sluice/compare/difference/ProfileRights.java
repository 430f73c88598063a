package io.sluice.compare.difference;

import io.sluice.compare.difference.Difference.Kind;
import io.sluice.compare.difference.RightsChange.Effect;
import io.sluice.metadata.Component;
import io.sluice.metadata.XmlNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What only profiles have beside the rights of permission sets: page layouts, login addresses and login hours. */
final class ProfileRights {

    /** The elements that are told here. */
    static final Set<String> ELEMENTS = Set.of("layoutAssignments", "loginIpRanges", "loginHours");

    private static final List<String> DAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

    private final String holder;
    private final @Nullable Set<Component> companions;
    private final Place at;
    private final Findings findings;

    ProfileRights(String profile, @Nullable Set<Component> companions, Place at, Findings findings) {
        this.holder = "profile " + profile;
        this.companions = companions;
        this.at = at;
        this.findings = findings;
    }

    void compare(XmlNode source, XmlNode target) {
        layouts(source, target);
        addresses(source, target);
        hours(source, target);
    }

    private void layouts(XmlNode source, XmlNode target) {
        Map<String, String> ours = assignments(source);
        Map<String, String> theirs = assignments(target);
        for (String key : both(ours.keySet(), theirs.keySet())) {
            String now = ours.get(key);
            String before = theirs.get(key);
            if (Objects.equals(now, before)) {
                continue;
            }
            String object = key.substring(0, key.indexOf('|'));
            String recordType = key.substring(key.indexOf('|') + 1);
            String what = "page layout of " + object + (recordType.isEmpty() ? "" : " for record type " + recordType);
            if ((now == null || before == null) && !isKnown(now == null ? before : now)) {
                findings.notCompared(
                        ItemNames.upperFirst(holder) + ": the " + what
                                + " stands on one side only and was not compared, because it was not retrieved with the profile.");
                continue;
            }
            findings.add(new Difference(
                    Findings.kind(now, before),
                    at.inner("layoutAssignments[" + key + "]", "").path(),
                    "Page layout assignment " + object + (recordType.isEmpty() ? "" : " > " + recordType),
                    now,
                    before,
                    ItemNames.upperFirst(holder) + ": " + Phrases.property(what, now, before),
                    new RightsChange(
                            Effect.CHANGES,
                            holder,
                            RightKind.LAYOUT,
                            "Page layout",
                            recordType.isEmpty() ? object : recordType,
                            false)));
        }
    }

    private boolean isKnown(@Nullable String layouts) {
        return companions == null
                || layouts == null
                || Stream.of(layouts.split(", ", -1))
                        .allMatch(layout -> Companions.cover(companions, "Layout", layout));
    }

    private static Map<String, String> assignments(XmlNode profile) {
        return profile.children("layoutAssignments").stream()
                .collect(Collectors.toMap(
                        each -> {
                            String layout = each.value("layout").orElse("");
                            int dash = layout.indexOf('-');
                            return (dash < 0 ? layout : layout.substring(0, dash)) + "|"
                                    + each.value("recordType").orElse("");
                        },
                        each -> each.value("layout").orElse(""),
                        (one, other) -> Stream.of(one, other).sorted().collect(Collectors.joining(", ")),
                        LinkedHashMap::new));
    }

    /** Without any range a user may log in from anywhere, so the first one takes and the last one gives. */
    private void addresses(XmlNode source, XmlNode target) {
        Map<String, String> ours = ranges(source);
        Map<String, String> theirs = ranges(target);
        for (String range : both(ours.keySet(), theirs.keySet())) {
            String now = ours.get(range);
            String before = theirs.get(range);
            if (now != null && before != null) {
                if (!now.equals(before)) {
                    findings.property(
                            at.inner("loginIpRanges[" + range + "]", "Login address range " + range),
                            "description",
                            "description",
                            now,
                            before,
                            null);
                }
                continue;
            }
            boolean limits = now != null && theirs.isEmpty();
            boolean frees = before != null && ours.isEmpty();
            Effect effect = limits || (before != null && !frees) ? Effect.LOSES : Effect.GAINS;
            String words = limits
                    ? " may log in only from " + range + " (from anywhere before)"
                    : frees
                            ? " may log in from anywhere (only from " + range + " before)"
                            : (effect == Effect.GAINS ? " gains" : " loses") + " login from " + range;
            findings.add(new Difference(
                    now != null ? Kind.ADDED : Kind.REMOVED,
                    at.inner("loginIpRanges[" + range + "]", "").path(),
                    "Login address range " + range,
                    null,
                    null,
                    ItemNames.upperFirst(holder) + words,
                    new RightsChange(effect, holder, RightKind.LOGIN, "Login", limits || frees ? "" : range, frees)));
        }
    }

    private static Map<String, String> ranges(XmlNode profile) {
        return profile.children("loginIpRanges").stream()
                .collect(Collectors.toMap(
                        each -> each.value("startAddress").orElse("") + " to "
                                + each.value("endAddress").orElse(""),
                        each -> each.value("description").orElse(""),
                        (one, other) -> one.compareTo(other) < 0 ? one : other,
                        LinkedHashMap::new));
    }

    private void hours(XmlNode source, XmlNode target) {
        String now = hours(source);
        String before = hours(target);
        if (!now.equals(before)) {
            findings.add(new Difference(
                    now.equals(ANY_TIME) ? Kind.REMOVED : before.equals(ANY_TIME) ? Kind.ADDED : Kind.CHANGED,
                    at.inner("loginHours", "").path(),
                    "Login hours",
                    now,
                    before,
                    ItemNames.upperFirst(holder) + ": login hours change from " + before + " to " + now,
                    new RightsChange(Effect.CHANGES, holder, RightKind.LOGIN, "Login hours", "", false)));
        }
    }

    private static final String ANY_TIME = "any time";

    /** Start and end are minutes after midnight; a day without them is open all day. */
    private static String hours(XmlNode profile) {
        return profile.children("loginHours").stream()
                .flatMap(hours -> DAYS.stream()
                        .filter(day -> hours.value(day + "Start").isPresent()
                                || hours.value(day + "End").isPresent())
                        .map(day -> ItemNames.upperFirst(day) + " "
                                + time(hours.value(day + "Start").orElse("0")) + "–"
                                + time(hours.value(day + "End").orElse("1440"))))
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), text -> text.isEmpty() ? ANY_TIME : text));
    }

    private static String time(String minutes) {
        if (!minutes.matches("[0-9]{1,4}")) {
            return minutes;
        }
        int number = Integer.parseInt(minutes);
        return "%02d:%02d".formatted(number / 60, number % 60);
    }

    private static Set<String> both(Set<String> ours, Set<String> theirs) {
        Set<String> all = new LinkedHashSet<>(ours);
        all.addAll(theirs);
        return all;
    }
}
