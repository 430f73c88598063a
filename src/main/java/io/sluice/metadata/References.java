package io.sluice.metadata;

import java.io.InputStream;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Reads which components the files of a package name. Only what is certain counts: a name that could also be something
 * else is left out, because a dependency check stops at every name that neither the package nor the target has. What is
 * left out (a field behind a lookup, text that names a class at run time) the org's own validation finds.
 */
public final class References {

    private static final Comparator<Reference> ORDER =
            Comparator.comparing(Reference::from).thenComparing(Reference::to).thenComparing(Reference::where);

    private References() {}

    /**
     * Every component that a file in the package names, standard ones left out; also those that the package itself brings.
     *
     * @return sorted by from, to and where
     */
    public static SortedSet<Reference> in(InputStream zip) throws BrokenPackageException {
        return in(zip, Set.of());
    }

    /**
     * The same, and where Apex names one of some classes that are not in the package. A word of Apex may be anybody's, so
     * classes beyond the package are found only when they are told here.
     *
     * @param besides components that the package may name, for example those that are deleted with it
     */
    public static SortedSet<Reference> in(InputStream zip, Collection<Component> besides)
            throws BrokenPackageException {
        SortedSet<Reference> found = new TreeSet<>(ORDER);
        PackageReferences reader = new PackageReferences(found, besides);
        ZipFiles.walk(zip, reader::file);
        reader.finish();
        return found;
    }

    /**
     * Which of some classes a piece of Apex names.
     *
     * @param from the class or trigger whose source it is
     */
    public static SortedSet<Reference> inApex(Component from, String source, Collection<Component> classes) {
        SortedSet<Reference> found = new TreeSet<>(ORDER);
        Map<String, Component> byName = new HashMap<>();
        classes.forEach(each -> byName.put(each.fullName().toLowerCase(Locale.ROOT), each));
        new ApexReferences(source, new ReferenceSink(found, from)).read(byName.keySet(), byName);
        found.removeIf(reference -> !classes.contains(reference.to()));
        return found;
    }

    /**
     * Every component that the package brings, children included: a field inside a packaged object counts. An object's
     * file that holds only fields, since {@code package.xml} names only them, does not bring the object.
     */
    public static SortedSet<Component> defined(InputStream zip) throws BrokenPackageException {
        return PackageZip.inspect(zip).brought();
    }

    /** Whether every org has this component, so that nobody needs to look: standard objects, fields, tabs and the like. */
    public static boolean isStandard(Component component) {
        return StandardNames.isStandard(component);
    }

    /**
     * Every component that would satisfy a reference, itself first of all. A page names a Lightning component of either
     * kind in the same words, and the custom fields of tasks and events belong to Activity.
     */
    public static Set<Component> satisfiedBy(Component to) {
        String name = to.fullName();
        return switch (to.type()) {
            case "LightningComponentBundle" -> Set.of(to, new Component("AuraDefinitionBundle", name));
            case "AuraDefinitionBundle" -> Set.of(to, new Component("LightningComponentBundle", name));
            case "CustomField" ->
                name.startsWith("Task.") || name.startsWith("Event.")
                        ? Set.of(to, new Component("CustomField", "Activity" + name.substring(name.indexOf('.'))))
                        : Set.of(to);
            case "Queue" -> Set.of(to, new Component("Group", name));
            case "Flow" -> Set.of(to, new Component("FlowDefinition", name));
            case "GlobalValueSet" -> Set.of(to, new Component("StandardValueSet", name));
            default -> Set.of(to);
        };
    }
}
