package io.sluice.metadata;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a retrieved package says about the components of a scope. */
public final class PackageContents {

    private static final int SNIFFED = 8192;

    private final Set<Component> scope;

    /** Type and parent of everything in scope, so that no file has to go through the whole scope. */
    private final Set<String> parents = new HashSet<>();

    private final SortedMap<Component, SortedMap<String, List<String>>> found = new TreeMap<>();

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
     * Reads a package once, while it arrives; at no time is more than one file of it in memory.
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
        found.forEach((component, files) -> result.put(component, content(component, files)));
        return result;
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
            parent(path, place, children, SecureXml.read(new ByteArrayInputStream(ZipFiles.bytes(path, in)), path));
        } else if (scope.contains(place.component())) {
            put(place.component(), fileKey(place), place.isXml() ? xml(path, place, in) : text(path, in));
        }
    }

    /** Own file first, then the companion, then what is inside a bundle by path. */
    private static String fileKey(PackagePath place) {
        if (!place.inside().isEmpty()) {
            return place.inside();
        }
        return place.companion() ? " companion" : "";
    }

    private static List<String> xml(String path, PackagePath place, InputStream in) throws IOException {
        return CanonicalXml.lines(
                place.type().name(), SecureXml.read(new ByteArrayInputStream(ZipFiles.bytes(path, in)), path));
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
                put(child.get(), "", CanonicalXml.childLines(child.get().type(), element));
            } else {
                rest.add(element);
            }
        }
        if (scope.contains(place.component())) {
            put(place.component(), "", CanonicalXml.lines(place.type().name(), rest));
        }
    }

    private void put(Component component, String file, List<String> lines) {
        found.computeIfAbsent(component, any -> new TreeMap<>()).put(file, lines);
    }

    private static ComponentContent content(Component component, SortedMap<String, List<String>> files) {
        List<String> lines = new ArrayList<>();
        files.forEach((file, part) -> {
            if (!file.isEmpty()) {
                lines.add(file.isBlank() || file.startsWith(" ") ? "--- description" : "--- " + file);
            }
            lines.addAll(part);
        });
        MessageDigest sha256 = Sha256.start();
        lines.forEach(line -> sha256.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
        return new ComponentContent(component, Sha256.hex(sha256), lines);
    }

    /** Source lines where the bytes are text, otherwise one line with the SHA-256 of a file of any size. */
    private static List<String> text(String path, InputStream in) throws IOException {
        byte[] head = in.readNBytes(SNIFFED);
        for (byte each : head) {
            if (each == 0) {
                return binary(head, in);
            }
        }
        byte[] rest = in.readNBytes(ZipFiles.MOST_TEXT_BYTES);
        if (rest.length == ZipFiles.MOST_TEXT_BYTES) {
            return binary(concat(head, rest), in);
        }
        byte[] all = concat(head, rest);
        try {
            String source = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(all))
                    .toString();
            return source.indexOf('\0') >= 0 ? binary(all, in) : source.lines().toList();
        } catch (CharacterCodingException notText) {
            return binary(all, in);
        }
    }

    private static List<String> binary(byte[] begin, InputStream rest) throws IOException {
        MessageDigest sha256 = Sha256.start();
        sha256.update(begin);
        long bytes = begin.length + Sha256.addAll(sha256, rest);
        return List.of("binary file of " + bytes + " bytes, SHA-256 " + Sha256.hex(sha256));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
