package io.sluice.metadata;

import java.util.List;
import java.util.Optional;

/** Finds the components that stand inside another component's file. */
final class ChildComponents {

    private ChildComponents() {}

    /** The component that an element of a parent's file is; empty for what belongs to the parent itself. */
    static Optional<Component> of(PackagePath parent, List<MetadataType> children, XmlNode element) {
        for (MetadataType child : children) {
            if (element.name().equals(child.childTag())) {
                return element.value("fullName")
                        .or(() -> element.value("name"))
                        .map(name -> new Component(child.name(), fullName(parent, name)));
            }
        }
        return Optional.empty();
    }

    private static String fullName(PackagePath parent, String name) {
        return parent.type().name().equals("CustomLabels") ? name : parent.fullName() + "." + name;
    }
}
