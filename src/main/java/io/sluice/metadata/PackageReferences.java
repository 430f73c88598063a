package io.sluice.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** Gives each file of a package to the reader of its kind. */
final class PackageReferences {

    private final SortedSet<Reference> found;
    private final Map<String, Component> classes = new HashMap<>();
    private final List<ApexReferences> apex = new ArrayList<>();

    /** @param besides components that are not in the package, but may be named in it; of them classes are looked for */
    PackageReferences(SortedSet<Reference> found, Collection<Component> besides) {
        this.found = found;
        besides.stream()
                .filter(component -> component.type().equals("ApexClass"))
                .forEach(component -> classes.put(component.fullName().toLowerCase(Locale.ROOT), component));
    }

    void file(String path, InputStream in) throws IOException {
        Optional<PackagePath> owner = PackagePath.of(path);
        if (owner.isEmpty()) {
            return;
        }
        PackagePath place = owner.get();
        ReferenceSink sink = new ReferenceSink(found, place.component());
        if (place.isXml()) {
            XmlNode root = SecureXml.read(in, path);
            XmlReferences.read(place, root, sink);
            return;
        }
        switch (place.type().name()) {
            case "ApexClass", "ApexTrigger" -> {
                apex.add(new ApexReferences(source(path, in), sink));
                if (place.type().name().equals("ApexClass")) {
                    classes.put(place.fullName().toLowerCase(Locale.ROOT), place.component());
                }
            }
            case "LightningComponentBundle" -> LightningReferences.web(place.inside(), source(path, in), sink);
            case "AuraDefinitionBundle" -> LightningReferences.aura(place.inside(), source(path, in), sink);
            case "ApexPage", "ApexComponent" -> LightningReferences.visualforce(source(path, in), sink);
            default -> {
                // Binaries and templates: their text names components only at run time.
            }
        }
    }

    /** Class names are certain only when the class is known, which those of the package are after the last file. */
    void finish() {
        Set<String> names = new HashSet<>(classes.keySet());
        apex.forEach(each -> each.read(names, classes));
    }

    private static String source(String path, InputStream in) throws IOException {
        return new String(ZipFiles.limited(path, in).readAllBytes(), StandardCharsets.UTF_8);
    }
}
