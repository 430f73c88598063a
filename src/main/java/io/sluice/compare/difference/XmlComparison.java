package io.sluice.compare.difference;

import io.sluice.compare.difference.RightsChange.Effect;
import io.sluice.metadata.Component;
import io.sluice.metadata.MetadataType;
import io.sluice.metadata.MetadataTypes;
import io.sluice.metadata.XmlNode;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Compares two metadata files, or two elements that are one child component: first what are rights, then the rest. */
final class XmlComparison {

    private final Component component;
    private final String type;
    private final @Nullable Set<Component> companions;
    private final Findings findings;
    private final TreeComparison tree;

    /** @param companions null where all that the component can say is there in any case */
    XmlComparison(Component component, @Nullable Set<Component> companions, Findings findings) {
        this.component = component;
        this.type = component.type();
        this.companions = companions;
        this.findings = findings;
        this.tree = new TreeComparison(type, findings);
    }

    void compare(XmlNode source, XmlNode target, Place at) {
        XmlNode ours = normal(source);
        XmlNode theirs = normal(target);
        rightsOf(ours, theirs, at);
        if (!isRule(ours)) {
            int before = findings.found().size();
            Predicate<XmlNode> told = element -> isTold(element, ours, theirs);
            tree.compare(SharingRights.without(ours, told), SharingRights.without(theirs, told), at);
            Moves.find(findings, tree);
            concern(before);
        }
    }

    /** Compares the rights alone. */
    void rights(XmlNode source, XmlNode target, Place at) {
        rightsOf(normal(source), normal(target), at);
    }

    private XmlNode normal(XmlNode root) {
        boolean child = MetadataTypes.find(type).filter(MetadataType::isChild).isPresent();
        return Normal.of(type, root, child ? "fullName" : "");
    }

    private void rightsOf(XmlNode source, XmlNode target, Place at) {
        SharingRights sharing = new SharingRights(object(), tree, findings);
        switch (type) {
            case "Profile", "PermissionSet", "MutingPermissionSet" -> access(source, target, at);
            case "SharingRules" -> sharing.rules(source, target, at);
            case "CustomObject" -> {
                if (saysModels(source, target)) {
                    sharing.models(source, target, at);
                }
            }
            default -> {
                if (isRule(source)) {
                    sharing.rule(source.name(), orNull(source), orNull(target), at);
                } else {
                    OtherRights.compare(component, source, target, at, findings);
                }
            }
        }
    }

    private void access(XmlNode source, XmlNode target, Place at) {
        // Permission sets always come whole; a profile says only what was asked for together with it.
        Set<Component> known = type.equals("Profile") ? companions : null;
        new AccessRights(component, known, at, findings).compare(source, target);
        if (type.equals("Profile")) {
            new ProfileRights(component.fullName(), known, at, findings).compare(source, target);
        }
    }

    private static @Nullable XmlNode orNull(XmlNode rule) {
        return rule.isLeaf() ? null : rule;
    }

    private static boolean isRule(XmlNode root) {
        return SharingRights.RULES.contains(root.name());
    }

    private String object() {
        int dot = component.fullName().indexOf('.');
        return dot < 0 ? component.fullName() : component.fullName().substring(0, dot);
    }

    /** An object that says nothing at all may leave its defaults unsaid: that is no loss of access. */
    private static boolean saysModels(XmlNode source, XmlNode target) {
        return !source.isLeaf() && !target.isLeaf();
    }

    private boolean isTold(XmlNode element, XmlNode source, XmlNode target) {
        String name = element.name();
        return switch (type) {
            case "Profile" -> isAccess(name) || ProfileRights.ELEMENTS.contains(name);
            case "PermissionSet", "MutingPermissionSet" -> isAccess(name);
            case "SharingRules" -> SharingRights.RULES.contains(name);
            case "CustomObject" -> SharingRights.MODELS.contains(name) && saysModels(source, target);
            default -> OtherRights.tells(type, name);
        };
    }

    private static boolean isAccess(String element) {
        return AccessTable.sections().containsKey(element);
    }

    private void concern(int from) {
        OtherRights.whole(component)
                .ifPresent(right -> findings.concern(from, right, path -> !path.endsWith("description")));
        if (type.equals("Profile") || type.equals("PermissionSet")) {
            String holder = ItemNames.lowerFirst(ItemNames.component(type, component.fullName()));
            findings.concern(
                    from,
                    new RightsChange(Effect.CHANGES, holder, RightKind.SESSION, "Session activation", "", false),
                    path -> path.equals("hasActivationRequired"));
            findings.concern(
                    from,
                    new RightsChange(Effect.CHANGES, holder, RightKind.OTHER, "License", "", false),
                    path -> path.equals("license") || path.equals("userLicense"));
        }
        if (type.equals("SharingRules")) {
            findings.concern(
                    from,
                    new RightsChange(Effect.CHANGES, "everyone", RightKind.SHARING, "Sharing rules", object(), false),
                    path -> true);
        }
    }
}
