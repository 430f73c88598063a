package io.sluice.compare.difference;

import io.sluice.compare.difference.AccessTable.Section;
import io.sluice.compare.difference.Difference.Kind;
import io.sluice.compare.difference.RightsChange.Effect;
import io.sluice.metadata.Component;
import io.sluice.metadata.XmlNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells the rights in profiles, permission sets and muting permission sets one by one. What a muting permission set names
 * is taken from its group, so everything is the other way round there.
 */
final class AccessRights {

    private static final int MOST_NAMED = 10;

    private final Component component;
    private final String holder;
    private final boolean mutes;
    private final @Nullable Set<Component> companions;
    private final Place at;
    private final Findings findings;

    /**
     * @param companions what was retrieved with a profile from both sides; null where every entry is there in any case
     */
    AccessRights(Component component, @Nullable Set<Component> companions, Place at, Findings findings) {
        this.component = component;
        this.mutes = component.type().equals("MutingPermissionSet");
        this.holder = (mutes
                        ? "group with muting permission set "
                        : ItemNames.type(component.type()).toLowerCase(Locale.ROOT) + " ")
                + component.fullName();
        this.companions = companions;
        this.at = at;
        this.findings = findings;
    }

    /** Tells the rights of two roots, each of which may be empty. */
    void compare(XmlNode source, XmlNode target) {
        AccessTable.sections().entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.comparing(Section::kind)))
                .forEach(each -> section(each.getKey(), each.getValue(), source, target));
    }

    private void section(String element, Section section, XmlNode source, XmlNode target) {
        Map<String, Map<String, String>> ours = entries(source, element, section.key());
        Map<String, Map<String, String>> theirs = entries(target, element, section.key());
        Set<String> names = new LinkedHashSet<>(ours.keySet());
        names.addAll(theirs.keySet());
        List<String> left = new ArrayList<>();
        for (String name : names) {
            Map<String, String> our = ours.get(name);
            Map<String, String> their = theirs.get(name);
            boolean oneSided = our == null || their == null;
            if (oneSided && gives(our == null ? their : our) && !isKnown(section, name)) {
                left.add(name);
                continue;
            }
            entry(element, section, name, our == null ? Map.of() : our, their == null ? Map.of() : their);
        }
        if (!left.isEmpty()) {
            notCompared(section, left);
        }
    }

    /** Leaves by entry; several entries of one name give what any of them gives. */
    private static Map<String, Map<String, String>> entries(XmlNode root, String element, String key) {
        Map<String, Map<String, String>> entries = new LinkedHashMap<>();
        for (XmlNode entry : root.children(element)) {
            Map<String, String> leaves =
                    entries.computeIfAbsent(entry.value(key).orElse(""), any -> new TreeMap<>());
            for (XmlNode leaf : entry.children()) {
                if (leaf.isLeaf() && !leaf.name().equals(key)) {
                    leaves.merge(leaf.name(), leaf.text(), (one, other) -> one.equals("false") ? other : one);
                }
            }
        }
        return entries;
    }

    private static boolean gives(@Nullable Map<String, String> leaves) {
        return leaves != null
                && leaves.entrySet().stream()
                        .anyMatch(leaf -> leaf.getKey().equals("visibility")
                                ? AccessTable.tabLevel(leaf.getValue()) > 0
                                : !leaf.getValue().equals("false"));
    }

    private boolean isKnown(Section section, String name) {
        return companions == null
                || section.companion().isEmpty()
                || Companions.cover(companions, section.companion(), name);
    }

    private void notCompared(Section section, List<String> names) {
        String named = String.join(", ", names.stream().limit(MOST_NAMED).toList())
                + (names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "");
        findings.notCompared(ItemNames.upperFirst(holder) + ": rights on " + section.thing() + " " + named
                + " stand on one side only and were not compared, because "
                + (names.size() == 1 ? "it was" : "they were") + " not retrieved with the profile.");
    }

    private void entry(
            String element, Section section, String name, Map<String, String> ours, Map<String, String> theirs) {
        Set<String> leaves = new TreeSet<>(AccessTable.READING_ORDER);
        leaves.addAll(ours.keySet());
        leaves.addAll(theirs.keySet());
        for (String leaf : leaves) {
            Place place = at.inner(element + "[" + name + "]", ItemNames.upperFirst(section.thing()) + " " + name);
            String source = ours.get(leaf);
            String target = theirs.get(leaf);
            if (leaf.equals("visibility")) {
                tab(place, name, source == null ? "Hidden" : source, target == null ? "Hidden" : target);
            } else if (isSwitch(source) && isSwitch(target)) {
                right(place, section, name, leaf, "true".equals(source), "true".equals(target));
            } else if (!Objects.equals(source, target)) {
                RightsChange change = new RightsChange(
                        Effect.CHANGES, holder, section.kind(), ItemNames.label(element, leaf), name, false);
                findings.property(place, leaf, ItemNames.label(element, leaf), source, target, change);
            }
        }
    }

    private static boolean isSwitch(@Nullable String value) {
        return value == null || value.equals("true") || value.equals("false");
    }

    private void right(Place place, Section section, String name, String leaf, boolean source, boolean target) {
        if (source == target) {
            return;
        }
        String right = AccessTable.ACCESS.contains(leaf) ? "Access" : AccessTable.right(leaf);
        String what = what(section, name, leaf, right);
        if (AccessTable.DEFAULTS.contains(leaf)) {
            String words = section.thing() + " " + name + (source ? " becomes" : " is no longer") + " the default"
                    + (leaf.equals("default") ? "" : " for person accounts");
            tell(
                    place,
                    leaf,
                    right,
                    source,
                    target,
                    Effect.CHANGES,
                    ItemNames.upperFirst(holder) + ": " + words,
                    section,
                    name);
            return;
        }
        Effect effect = source != mutes ? Effect.GAINS : Effect.LOSES;
        String words = ItemNames.upperFirst(holder)
                + verb(effect)
                + what
                + (mutes ? (source ? " (muted)" : " (no longer muted)") : "");
        tell(place, leaf, right, source, target, effect, words, section, name);
    }

    private static String verb(Effect effect) {
        return effect == Effect.GAINS ? " gains " : " loses ";
    }

    private static String what(Section section, String name, String leaf, String right) {
        return switch (section.kind()) {
            case SYSTEM -> "system permission " + ItemNames.title(name);
            case CUSTOM_PERMISSION -> "custom permission " + name;
            default ->
                AccessTable.ACCESS.contains(leaf) ? "access to " + section.thing() + " " + name : right + " on " + name;
        };
    }

    private void tell(
            Place place,
            String leaf,
            String right,
            boolean source,
            boolean target,
            Effect effect,
            String words,
            Section section,
            String name) {
        boolean named = section.kind() == RightKind.SYSTEM || section.kind() == RightKind.CUSTOM_PERMISSION;
        RightsChange change = new RightsChange(
                effect,
                holder,
                section.kind(),
                named ? (section.kind() == RightKind.SYSTEM ? ItemNames.title(name) : name) : right,
                named ? "" : name,
                AccessTable.isPowerful(section.kind(), name, leaf));
        findings.add(new Difference(
                source ? Kind.ADDED : Kind.REMOVED,
                place.inner(leaf, "").path(),
                place.words() + " > " + right,
                source ? "true" : null,
                target ? "true" : null,
                words,
                change));
    }

    private void tab(Place place, String name, String source, String target) {
        int now = AccessTable.tabLevel(source);
        int before = AccessTable.tabLevel(target);
        if (source.equals(target) || (now == 0 && before == 0)) {
            return;
        }
        Effect effect = now > 0 && before == 0
                ? (mutes ? Effect.LOSES : Effect.GAINS)
                : now == 0 ? (mutes ? Effect.GAINS : Effect.LOSES) : Effect.CHANGES;
        String words = ItemNames.upperFirst(holder)
                + (effect == Effect.CHANGES
                        ? ": tab " + name + " changes from " + ItemNames.title(target) + " to "
                                + ItemNames.title(source)
                        : verb(effect) + "tab " + name + " (" + ItemNames.title(now > 0 ? source : target) + ")");
        findings.add(new Difference(
                now > 0 && before == 0 ? Kind.ADDED : now == 0 ? Kind.REMOVED : Kind.CHANGED,
                place.inner("visibility", "").path(),
                place.words() + " > Visibility",
                now == 0 ? null : source,
                before == 0 ? null : target,
                words,
                new RightsChange(effect, holder, RightKind.TAB, "Tab", name, false)));
    }
}
