package io.sluice.metadata;

import java.util.Optional;

/**
 * Finds the component whose files hold another one: the object of a field, the labels of a label. Any other component is its
 * own unit.
 */
public final class PackageUnits {

    private static final String LABELS = "CustomLabels";

    private PackageUnits() {}

    public static Component of(Component component) {
        Optional<MetadataType> type = MetadataTypes.find(component.type());
        String parent = type.isPresent() ? type.get().parent() : null;
        if (parent == null) {
            return component;
        }
        if (parent.equals(LABELS)) {
            return new Component(LABELS, LABELS);
        }
        int dot = component.fullName().indexOf('.');
        return new Component(
                parent, dot < 0 ? component.fullName() : component.fullName().substring(0, dot));
    }
}
