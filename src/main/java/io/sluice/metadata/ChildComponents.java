package io.sluice.metadata;

import java.util.List;
import java.util.Optional;

/** Finds the components that stand inside another component's file. */
public final class ChildComponents {

    private ChildComponents() {}

    /**
     * The component that a named element of a parent's file is; empty for what belongs to the parent itself.
     *
     * @param tag the element's name, for example {@code listViews}
     * @param name what the element calls itself, for example {@code All_Orders}
     */
    public static Optional<Component> of(Component parent, String tag, String name) {
        return MetadataTypes.childrenOf(parent.type()).stream()
                .filter(child -> tag.equals(child.childTag()))
                .findFirst()
                .map(child -> new Component(child.name(), fullName(parent.type(), parent.fullName(), name)));
    }

    /** The component that an element of a parent's file is; empty for what belongs to the parent itself. */
    static Optional<Component> of(PackagePath parent, List<MetadataType> children, XmlNode element) {
        for (MetadataType child : children) {
            if (element.name().equals(child.childTag())) {
                return element.value("fullName")
                        .or(() -> element.value("name"))
                        .map(name -> new Component(
                                child.name(), fullName(parent.type().name(), parent.fullName(), name)));
            }
        }
        return Optional.empty();
    }

    private static String fullName(String type, String parent, String name) {
        return type.equals("CustomLabels") ? name : parent + "." + name;
    }
}
