package io.sluice.metadata;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a retrieved package says about the components of a scope. */
public final class PackageContents {

    /** The most that a static resource may have in an org. */
    private static final int MOST_ARCHIVE_BYTES = 5 * 1024 * 1024;

    /** What archives of one package may keep in memory; later ones are told apart by their hash alone. */
    private static final int MOST_BYTES_OF_ALL_ARCHIVES = 32 * 1024 * 1024;

    private final Set<Component> scope;

    /** Type and parent of everything in scope, so that no file has to go through the whole scope. */
    private final Set<String> parents = new HashSet<>();

    private final SortedMap<Component, SortedMap<String, FileState>> found = new TreeMap<>();

    private long archiveBytesLeft = MOST_BYTES_OF_ALL_ARCHIVES;

    /** What files say about a scope, which are added one by one. */
    public PackageContents(Collection<Component> scope) {
        this.scope = new HashSet<>(scope);
        for (Component component : scope) {
            String name = component.fullName();
            boolean label = component.type().equals("CustomLabel");
            parents.add(component.type() + " " + (label ? "" : name.substring(0, Math.max(0, name.indexOf('.')))));
        }
    }

    /**
     * Reads a package once, while it arrives; in memory stays what the scope's components say, and of binaries their hash and small archives.
     *
     * <p>A component of the scope that the package lacks is absent from the answer. A child (a field) that the scope names
     * stands on its own and not in its parent's content; other children belong to their parent. Files outside the scope
     * are read past.
     *
     * @throws BrokenPackageException for a zip or a file that cannot be read, with the entry and the place in it
     */
    public static SortedMap<Component, ComponentContent> read(InputStream zip, Collection<Component> scope)
            throws BrokenPackageException {
        PackageContents contents = new PackageContents(scope);
        ZipFiles.walk(zip, contents::add);
        return contents.found();
    }

    /** What the files that were added say; see {@link #read}. */
    public SortedMap<Component, ComponentContent> found() {
        TreeMap<Component, ComponentContent> result = new TreeMap<>();
        found.forEach(
                (component, files) -> result.put(component, ComponentContent.of(new ComponentState(component, files))));
        return result;
    }

    static ComponentState read(Component component, Map<String, byte[]> files) throws BrokenPackageException {
        PackageContents contents = new PackageContents(List.of(component));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            try {
                contents.add(file.getKey(), new ByteArrayInputStream(file.getValue()));
            } catch (BrokenPackageException e) {
                throw e;
            } catch (IOException e) {
                throw new UncheckedIOException("Bytes in memory can always be read", e);
            }
        }
        return new ComponentState(component, contents.found.getOrDefault(component, new TreeMap<>()));
    }

    /**
     * Adds a file of a package; one outside the scope is read past.
     *
     * @param path in the package, for example {@code classes/Gate.cls}
     * @throws BrokenPackageException where it can't be read, with the place in it
     */
    public void add(String path, InputStream in) throws IOException {
        Optional<PackagePath> owner = PackagePath.of(path);
        if (owner.isEmpty()) {
            return;
        }
        PackagePath place = owner.get();
        List<MetadataType> children = MetadataTypes.childrenOf(place.type().name());
        if (!children.isEmpty() && place.isXml() && touches(place, children)) {
            parent(path, place, children, SecureXml.read(in, path));
        } else if (scope.contains(place.component())) {
            put(place.component(), fileKey(place), place.isXml() ? xml(path, in) : other(in));
        }
    }

    /** Own file first, then the companion, then what is inside a bundle by path. */
    private static String fileKey(PackagePath place) {
        if (!place.inside().isEmpty()) {
            return place.inside();
        }
        return place.companion() ? ComponentState.COMPANION : "";
    }

    private static FileState xml(String path, InputStream in) throws IOException {
        return new FileState.Xml(SecureXml.read(in, path));
    }

    private FileState other(InputStream in) throws IOException {
        FileState file = FileStates.read(in, (int) Math.min(MOST_ARCHIVE_BYTES, archiveBytesLeft));
        if (file instanceof FileState.Binary binary) {
            archiveBytesLeft -= binary.archive().length;
        }
        return file;
    }

    private boolean touches(PackagePath place, List<MetadataType> children) {
        if (scope.contains(place.component())) {
            return true;
        }
        boolean labels = place.type().name().equals("CustomLabels");
        return children.stream()
                .anyMatch(child -> parents.contains(child.name() + " " + (labels ? "" : place.fullName())));
    }

    private void parent(String path, PackagePath place, List<MetadataType> children, XmlNode root) {
        XmlNode rest = new XmlNode(root.name(), root.mark(), root.line());
        for (XmlNode element : root.children()) {
            Optional<Component> child =
                    ChildComponents.of(place, children, element).filter(scope::contains);
            if (child.isPresent()) {
                put(child.get(), "", new FileState.Xml(element));
            } else {
                rest.add(element);
            }
        }
        if (scope.contains(place.component())) {
            put(place.component(), "", new FileState.Xml(rest));
        }
    }

    private void put(Component component, String path, FileState file) {
        found.computeIfAbsent(component, any -> new TreeMap<>()).put(path, file);
    }
}
