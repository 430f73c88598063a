package io.sluice.compare.difference;

import io.sluice.compare.difference.Difference.Kind;
import io.sluice.compare.difference.RightsChange.Effect;
import io.sluice.metadata.Component;
import io.sluice.metadata.XmlNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Rights that stand in components of other kinds: groups of permission sets, roles, settings of sessions and sharing. */
final class OtherRights {

    private static final Map<String, String> MEMBERS =
            Map.of("permissionSets", "permission set", "mutingPermissionSets", "muting permission set");

    /** What a role gives on records of accounts that its people own; Metadata API Developer Guide, Role. */
    private static final Map<String, String> ROLE_LEVELS = Map.of(
            "caseAccessLevel", "cases",
            "contactAccessLevel", "contacts",
            "opportunityAccessLevel", "opportunities");

    private static final List<String> LEVELS = List.of("None", "Read", "Edit");

    private OtherRights() {}

    /** Which elements of a type's root {@link #compare} tells, so that they are told once. */
    static boolean tells(String type, String element) {
        return type.equals("PermissionSetGroup") && MEMBERS.containsKey(element)
                || type.equals("Role") && ROLE_LEVELS.containsKey(element);
    }

    static void compare(Component component, XmlNode source, XmlNode target, Place at, Findings findings) {
        if (component.type().equals("PermissionSetGroup")) {
            MEMBERS.keySet().stream()
                    .sorted()
                    .forEach(element -> members(component, element, source, target, at, findings));
        }
        if (component.type().equals("Role")) {
            ROLE_LEVELS.keySet().stream()
                    .sorted()
                    .forEach(element -> level(component, element, source, target, at, findings));
        }
    }

    private static void members(
            Component group, String element, XmlNode source, XmlNode target, Place at, Findings findings) {
        Set<String> ours = texts(source, element);
        Set<String> theirs = texts(target, element);
        Set<String> all = new TreeSet<>(ours);
        all.addAll(theirs);
        String holder = "permission set group " + group.fullName();
        for (String name : all) {
            if (ours.contains(name) == theirs.contains(name)) {
                continue;
            }
            boolean more = ours.contains(name) == element.equals("permissionSets");
            String what = MEMBERS.getOrDefault(element, element) + " " + name;
            String words = element.equals("permissionSets")
                    ? (more ? " gains " : " loses ") + what
                    : (more ? " gains what " + what + " took from it" : " loses what " + what + " takes from it");
            findings.add(new Difference(
                    ours.contains(name) ? Kind.ADDED : Kind.REMOVED,
                    at.inner(element + "[" + name + "]", "").path(),
                    ItemNames.upperFirst(what),
                    null,
                    null,
                    ItemNames.upperFirst(holder) + words,
                    // What the set holds is not known here, so it counts as powerful.
                    new RightsChange(
                            more ? Effect.GAINS : Effect.LOSES, holder, RightKind.PERMISSION_SET, what, "", true)));
        }
    }

    private static void level(
            Component role, String element, XmlNode source, XmlNode target, Place at, Findings findings) {
        String now = source.value(element).orElse(null);
        String before = target.value(element).orElse(null);
        if (Objects.equals(now, before)) {
            return;
        }
        int more = LEVELS.indexOf(now == null ? "" : now);
        int less = LEVELS.indexOf(before == null ? "" : before);
        Effect effect = more < 0 || less < 0 ? Effect.CHANGES : more > less ? Effect.GAINS : Effect.LOSES;
        String on = ROLE_LEVELS.getOrDefault(element, element) + " of own accounts";
        findings.property(
                at,
                element,
                "access to " + on,
                now,
                before,
                new RightsChange(effect, "role " + role.fullName(), RightKind.ROLE, now == null ? "" : now, on, false));
    }

    private static Set<String> texts(XmlNode root, String element) {
        return root.children(element).stream().map(XmlNode::text).collect(Collectors.toSet());
    }

    /** What every difference of a component is about, where the component is one of rights as a whole. */
    static Optional<RightsChange> whole(Component component) {
        String name = component.fullName();
        return switch (component.type()) {
            case "Role", "Territory", "Territory2" ->
                change(ItemNames.type(component.type()) + " " + name, RightKind.ROLE, "Place in the hierarchy");
            case "ProfilePasswordPolicy" ->
                change("users of password policy " + name, RightKind.LOGIN, "Password policy");
            case "ProfileSessionSetting" -> change("users of session setting " + name, RightKind.SESSION, "Session");
            case "Settings" ->
                switch (name) {
                    case "Sharing" -> change("everyone", RightKind.SHARING, "Sharing settings");
                    case "Security" -> change("everyone", RightKind.SESSION, "Security settings");
                    default -> Optional.empty();
                };
            case "SharingSet", "Group", "DelegateGroup", "RestrictionRule" ->
                change(ItemNames.type(component.type()) + " " + name, RightKind.SHARING, "Access");
            default -> Optional.empty();
        };
    }

    private static Optional<RightsChange> change(String holder, RightKind kind, String right) {
        return Optional.of(new RightsChange(Effect.CHANGES, ItemNames.lowerFirst(holder), kind, right, "", false));
    }
}
