package io.sluice.metadata;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One component as an org has it: everything that its files say.
 *
 * @param files by their path inside the component: empty for its own file, {@link #COMPANION} for the {@code -meta.xml}
 *     beside it
 */
public record ComponentState(Component component, SortedMap<String, FileState> files) {

    /** Stands for the path of the {@code -meta.xml} beside a component's own file; sorted right after that. */
    public static final String COMPANION = " companion";

    public ComponentState {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /**
     * The content free of formatting and order, which the canonical hash is made of: for XML one line per leaf, sorted; for
     * code its source lines in order.
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        files.forEach((path, file) -> {
            if (!path.isEmpty()) {
                lines.add(path.isBlank() || path.startsWith(" ") ? "--- description" : "--- " + path);
            }
            lines.addAll(lines(file));
        });
        return lines;
    }

    private List<String> lines(FileState file) {
        if (file instanceof FileState.Xml xml) {
            String type = component.type();
            boolean child =
                    MetadataTypes.find(type).filter(MetadataType::isChild).isPresent();
            return child ? CanonicalXml.childLines(type, xml.root()) : CanonicalXml.lines(type, xml.root());
        }
        if (file instanceof FileState.Binary binary) {
            return List.of("binary file of " + binary.bytes() + " bytes, SHA-256 " + binary.sha256());
        }
        return ((FileState.Text) file).text().lines().toList();
    }

    /**
     * Reads a component from files of a package.
     *
     * @param files content by path in the package, for example {@code classes/Lock.cls}; files of others are read past
     * @throws BrokenPackageException for XML that can't be read, with the file and the place in it
     */
    public static ComponentState read(Component component, Map<String, byte[]> files) throws BrokenPackageException {
        return PackageContents.read(component, files);
    }
}
