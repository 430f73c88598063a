package io.sluice.rehearsal.metadata;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One top-level component with its files; never changed, only replaced. Children live inside their parent's file. */
public final class Component {
    private final MetadataType type;
    private final String fullName;
    private final SortedMap<String, byte[]> files;
    private final Audit audit;
    private final Map<String, Audit> childAudits;
    private Parsed parsed;
    private SoftReference<Parsed> remembered = new SoftReference<>(null);

    private record Parsed(XmlNode root, Map<String, XmlNode> children) {}

    Component(
            MetadataType type,
            String fullName,
            SortedMap<String, byte[]> files,
            Audit audit,
            Map<String, Audit> childAudits) {
        this.type = type;
        this.fullName = fullName;
        this.files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        this.audit = audit;
        this.childAudits =
                childAudits.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(childAudits));
    }

    public MetadataType type() {
        return type;
    }

    public String fullName() {
        return fullName;
    }

    /** {@code Type:FullName}. */
    public String key() {
        return type.xmlName() + ":" + fullName;
    }

    /** Package address to content. */
    public SortedMap<String, byte[]> files() {
        return files;
    }

    public Audit audit() {
        return audit;
    }

    /** Dates of the children, by {@code Type:FullName}. */
    public Map<String, Audit> childAudits() {
        return childAudits;
    }

    /** True for a folder of reports, dashboards, documents or e-mail templates. */
    public boolean folder() {
        return type.inFolder() && files.size() == 1 && files.firstKey().equals(type.folderPath(fullName));
    }

    /** The address of the main file; for a bundle its folder. */
    public String path() {
        return folder() ? type.folderPath(fullName) : type.path(fullName);
    }

    /** The type that clients know it by: a folder's is not that of its content. */
    public String shownType() {
        return folder() ? type.folderTypes().get(0) : type.xmlName();
    }

    /** The main file as XML; an empty element for types whose main file is none. Stores check files before they take them. */
    public XmlNode root() {
        return parsed().root();
    }

    /** Children by {@code Type:FullName}, in file order. */
    public Map<String, XmlNode> children() {
        return type.container() ? parsed().children() : Map.of();
    }

    /** What was parsed may be forgotten when memory gets short, except where children are told apart by identity. */
    private synchronized Parsed parsed() {
        Parsed known = type.container() ? parsed : remembered.get();
        if (known == null) {
            known = parse();
            if (type.container()) {
                parsed = known;
            } else {
                remembered = new SoftReference<>(known);
            }
        }
        return known;
    }

    private Parsed parse() {
        try {
            byte[] main = type.xml() ? files.get(path()) : null;
            XmlNode root = main == null ? XmlNode.of(type.rootName(fullName), List.of()) : XmlNode.parse(main);
            return new Parsed(root, childrenOf(type, fullName, root));
        } catch (XmlProblem e) {
            throw new IllegalStateException(
                    "%s is not well-formed XML, line %d: %s".formatted(path(), e.line(), e.getMessage()), e);
        }
    }

    static Map<String, XmlNode> childrenOf(MetadataType type, String fullName, XmlNode root) {
        Map<String, XmlNode> found = new LinkedHashMap<>();
        for (XmlNode node : root.children()) {
            String childType = type.children().get(node.name());
            if (childType != null) {
                found.put(childType + ":" + type.childName(fullName, node.childText("fullName")), node);
            }
        }
        return found;
    }

    /** The same files, byte by byte. */
    boolean sameFiles(SortedMap<String, byte[]> other) {
        return files.keySet().equals(other.keySet())
                && files.keySet().stream().allMatch(path -> Arrays.equals(files.get(path), other.get(path)));
    }
}
