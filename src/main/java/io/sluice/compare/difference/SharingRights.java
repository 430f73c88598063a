package io.sluice.compare.difference;

import io.sluice.compare.difference.Difference.Kind;
import io.sluice.compare.difference.RightsChange.Effect;
import io.sluice.metadata.XmlNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells who sees more or fewer records by sharing rules and by organization-wide defaults. */
final class SharingRights {

    /** The elements of a sharing rules file that are rules. */
    static final Set<String> RULES =
            Set.of("sharingCriteriaRules", "sharingOwnerRules", "sharingGuestRules", "sharingTerritoryRules");

    /** The elements of an object that are organization-wide defaults. */
    static final Set<String> MODELS = Set.of("sharingModel", "externalSharingModel");

    /** From least to most; Metadata API Developer Guide, CustomObject (sharingModel) and SharingRules (accessLevel). */
    private static final List<String> LEVELS =
            List.of("None", "Private", "Read", "Edit", "ReadWrite", "ReadWriteTransfer", "FullAccess", "All");

    private static final Map<String, String> RECIPIENTS = Map.of(
            "role", "role %s",
            "roleAndSubordinates", "role %s and its subordinates",
            "roleAndSubordinatesInternal", "role %s and its internal subordinates",
            "portalRole", "portal role %s",
            "portalRoleAndSubordinates", "portal role %s and its subordinates",
            "group", "group %s",
            "guestUser", "guest user %s",
            "territory", "territory %s",
            "territoryAndSubordinates", "territory %s and its subordinates",
            "queue", "queue %s");

    private final String object;
    private final TreeComparison comparison;
    private final Findings findings;

    SharingRights(String object, TreeComparison comparison, Findings findings) {
        this.object = object;
        this.comparison = comparison;
        this.findings = findings;
    }

    /** Rules that one file has, by kind and name. */
    void rules(XmlNode source, XmlNode target, Place at) {
        for (String element : RULES.stream().sorted().toList()) {
            Map<String, XmlNode> ours = byName(source.children(element));
            Map<String, XmlNode> theirs = byName(target.children(element));
            Set<String> names = new LinkedHashSet<>(ours.keySet());
            names.addAll(theirs.keySet());
            for (String name : names) {
                Place place = at.inner(element + "[" + name + "]", ItemNames.item("", element) + " " + name);
                rule(element, ours.get(name), theirs.get(name), place);
            }
        }
    }

    /** One rule, which each side may lack. */
    void rule(String element, @Nullable XmlNode source, @Nullable XmlNode target, Place at) {
        if (source == null && target == null) {
            return;
        }
        if (source == null || target == null) {
            XmlNode rule = source == null ? Objects.requireNonNull(target) : source;
            for (String holder : holders(rule)) {
                tell(
                        source != null,
                        at,
                        "",
                        holder,
                        level(rule),
                        at.innermost() + (source == null ? " is removed" : " is added"),
                        element);
            }
            return;
        }
        Set<String> ours = holders(source);
        Set<String> theirs = holders(target);
        access(element, source, target, ours, theirs, at);
        ours.stream()
                .filter(holder -> !theirs.contains(holder))
                .forEach(holder -> tell(
                        true,
                        at,
                        "sharedTo[" + holder + "]",
                        holder,
                        level(source),
                        at.innermost() + " shares with them too",
                        element));
        theirs.stream()
                .filter(holder -> !ours.contains(holder))
                .forEach(holder -> tell(
                        false,
                        at,
                        "sharedTo[" + holder + "]",
                        holder,
                        level(target),
                        at.innermost() + " no longer shares with them",
                        element));
        int before = findings.found().size();
        comparison.compare(without(source, SharingRights::isTold), without(target, SharingRights::isTold), at);
        RightsChange change = new RightsChange(
                Effect.CHANGES, String.join(" and ", ours), RightKind.SHARING, level(source), object, isGuest(element));
        findings.concern(before, change, path -> !path.endsWith(".label") && !path.endsWith(".description"));
    }

    private void access(
            String element, XmlNode source, XmlNode target, Set<String> ours, Set<String> theirs, Place at) {
        String now = source.value("accessLevel").orElse("");
        String before = target.value("accessLevel").orElse("");
        Set<String> stay = new LinkedHashSet<>(ours);
        stay.retainAll(theirs);
        if (now.equals(before)) {
            return;
        }
        boolean gains = LEVELS.indexOf(now) > LEVELS.indexOf(before);
        // Also where nobody stays: the level itself differs.
        String holder = stay.isEmpty() ? String.join(" and ", ours) : String.join(" and ", stay);
        findings.add(new Difference(
                Findings.kind(now.isEmpty() ? null : now, before.isEmpty() ? null : before),
                at.inner("accessLevel", "").path(),
                at.words() + " > Access level",
                now.isEmpty() ? null : now,
                before.isEmpty() ? null : before,
                ItemNames.upperFirst(holder) + verb(holder, gains) + (gains ? now : before) + " on " + object + " ("
                        + ItemNames.lowerFirst(at.innermost()) + " changes from "
                        + (before.isEmpty() ? "nothing" : before) + " to " + (now.isEmpty() ? "nothing" : now) + ")",
                new RightsChange(
                        gains ? Effect.GAINS : Effect.LOSES,
                        holder,
                        RightKind.SHARING,
                        gains ? now : before,
                        object,
                        isGuest(element))));
    }

    private void tell(
            boolean gains, Place at, String step, String holder, String level, String because, String element) {
        Place place = step.isEmpty() ? at : at.inner(step, "Recipient " + holder);
        findings.add(new Difference(
                gains ? Kind.ADDED : Kind.REMOVED,
                place.path(),
                place.words(),
                null,
                null,
                ItemNames.upperFirst(holder) + verb(holder, gains) + level + " on " + object + " ("
                        + ItemNames.lowerFirst(because) + ")",
                new RightsChange(
                        gains ? Effect.GAINS : Effect.LOSES,
                        holder,
                        RightKind.SHARING,
                        level,
                        object,
                        isGuest(element))));
    }

    /** What guests see, everybody on the internet sees. */
    private static boolean isGuest(String element) {
        return element.equals("sharingGuestRules");
    }

    /** The organization-wide defaults of an object. */
    void models(XmlNode source, XmlNode target, Place at) {
        for (String model : MODELS.stream().sorted().toList()) {
            String now = source.value(model).orElse(null);
            String before = target.value(model).orElse(null);
            if (Objects.equals(now, before)) {
                continue;
            }
            int more = now == null || before == null ? -1 : LEVELS.indexOf(now);
            int less = now == null || before == null ? -1 : LEVELS.indexOf(before);
            Effect effect = more < 0 || less < 0 ? Effect.CHANGES : more > less ? Effect.GAINS : Effect.LOSES;
            String holder = model.equals("sharingModel") ? "everyone" : "every external user";
            String label = ItemNames.label("CustomObject", model);
            String level = now == null ? "" : ItemNames.title(now);
            String told = ItemNames.upperFirst(holder)
                    + (effect == Effect.GAINS ? " gains access to records of " : " loses access to records of ")
                    + object + ": " + Phrases.property("the " + label, now, before);
            findings.add(new Difference(
                    Findings.kind(now, before),
                    at.inner(model, "").path(),
                    at.words() + " > " + ItemNames.upperFirst(label),
                    now,
                    before,
                    effect == Effect.CHANGES ? at.subject() + ": " + Phrases.property(label, now, before) : told,
                    new RightsChange(
                            effect,
                            holder,
                            RightKind.SHARING,
                            level,
                            object,
                            effect == Effect.GAINS && more > LEVELS.indexOf("Read"))));
        }
    }

    private static String verb(String holder, boolean gains) {
        boolean several = holder.contains(" and ") || holder.startsWith("all ");
        return (gains ? " gain" : " lose") + (several ? " " : "s ");
    }

    private static String level(XmlNode rule) {
        return rule.value("accessLevel").orElse("access");
    }

    private static Set<String> holders(XmlNode rule) {
        Set<String> holders = rule.children("sharedTo").stream()
                .flatMap(to -> to.children().stream())
                .map(SharingRights::holder)
                .collect(Collectors.toCollection(TreeSet::new));
        return holders.isEmpty() ? Set.of("nobody") : holders;
    }

    private static String holder(XmlNode recipient) {
        String form = RECIPIENTS.get(recipient.name());
        return form != null
                ? form.replace("%s", recipient.text())
                : (ItemNames.words(recipient.name()) + " " + recipient.text()).strip();
    }

    private static boolean isTold(XmlNode node) {
        return node.name().equals("accessLevel") || node.name().equals("sharedTo");
    }

    static XmlNode without(XmlNode node, Predicate<XmlNode> told) {
        XmlNode rest = new XmlNode(node.name(), node.mark(), node.line());
        rest.text(node.text());
        node.children().stream().filter(child -> !told.test(child)).forEach(rest::add);
        return rest;
    }

    private static Map<String, XmlNode> byName(List<XmlNode> rules) {
        return rules.stream()
                .collect(Collectors.toMap(
                        rule -> rule.value("fullName").orElse(""),
                        rule -> rule,
                        (one, other) -> one,
                        LinkedHashMap::new));
    }
}
