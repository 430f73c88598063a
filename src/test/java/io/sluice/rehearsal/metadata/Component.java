package io.sluice.rehearsal.metadata;

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
    private XmlNode root;
    private Map<String, XmlNode> children;

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
        this.childAudits = Map.copyOf(childAudits);
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

    /** The address of the main file; for a bundle its folder. */
    public String path() {
        if (type.inFolder() && !fullName.contains("/")) {
            return type.directory() + "/" + fullName + "-meta.xml";
        }
        return type.path(fullName);
    }

    /** The main file as XML; an empty element for types whose main file is none. Stores check files before they take them. */
    public synchronized XmlNode root() {
        if (root == null) {
            try {
                byte[] main = type.xml() ? files.get(path()) : null;
                root = main == null ? XmlNode.of(type.xmlName(), List.of()) : XmlNode.parse(main);
            } catch (XmlProblem e) {
                throw new IllegalStateException(
                        "%s is not well-formed XML, line %d: %s".formatted(path(), e.line(), e.getMessage()), e);
            }
        }
        return root;
    }

    /** Children by {@code Type:FullName}, in file order. */
    public synchronized Map<String, XmlNode> children() {
        if (children == null) {
            children = type.container() ? childrenOf(type, fullName, root()) : Map.of();
        }
        return children;
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
