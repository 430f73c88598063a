package io.sluice.metadata;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the component whose files hold another one: the object of a field, the labels of a label. Any other component is its
 * own unit.
 */
public final class PackageUnits {

    private static final String LABELS = "CustomLabels";

    private PackageUnits() {}

    /** Components by the one whose files hold them. */
    public static SortedMap<Component, SortedSet<Component>> group(Collection<Component> components) {
        SortedMap<Component, SortedSet<Component>> units = new TreeMap<>();
        components.forEach(component ->
                units.computeIfAbsent(of(component), any -> new TreeSet<>()).add(component));
        return units;
    }

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
