package io.sluice.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One element of a metadata file: local name, text of a leaf, children in the file's order, line counted from 1. */
public final class XmlNode {

    private final String name;
    private final String mark;
    private final int line;
    private final List<XmlNode> children = new ArrayList<>();
    private String text = "";

    /** @param mark what the attributes say that has meaning: {@code nil} or the local name of {@code xsi:type}; or empty */
    public XmlNode(String name, String mark, int line) {
        this.name = name;
        this.mark = mark;
        this.line = line;
    }

    /** Local name. */
    public String name() {
        return name;
    }

    /** What its attributes say that has meaning: {@code nil} or the local name of {@code xsi:type}; or empty. */
    public String mark() {
        return mark;
    }

    /** Line in its file, from 1. */
    public int line() {
        return line;
    }

    /** Text without outer white space; empty for an element with children. */
    public String text() {
        return text;
    }

    /** In the file's order. */
    public List<XmlNode> children() {
        return children;
    }

    /** Whether it has no children. */
    public boolean isLeaf() {
        return children.isEmpty();
    }

    /** Those of one name, in the file's order. */
    public List<XmlNode> children(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    /** All elements of a name at any depth below this one, in the file's order. */
    public List<XmlNode> all(String wanted) {
        List<XmlNode> found = new ArrayList<>();
        collect(wanted, found);
        return found;
    }

    private void collect(String wanted, List<XmlNode> found) {
        for (XmlNode child : children) {
            if (child.name.equals(wanted)) {
                found.add(child);
            }
            child.collect(wanted, found);
        }
    }

    /** Text of the first leaf at a path of names parted by dots; empty where there is none or its text is empty. */
    public Optional<String> value(String path) {
        XmlNode at = this;
        for (String step : path.split("\\.", -1)) {
            XmlNode next = null;
            for (XmlNode child : at.children) {
                if (child.name.equals(step)) {
                    next = child;
                    break;
                }
            }
            if (next == null) {
                return Optional.empty();
            }
            at = next;
        }
        return at.isLeaf() && !at.text.isEmpty() ? Optional.of(at.text) : Optional.empty();
    }

    /** Appends a child. */
    public void add(XmlNode child) {
        children.add(child);
    }

    /** Sets the text of a leaf: outer white space is dropped, line ends become {@code \n}. */
    public void text(String value) {
        text = children.isEmpty() ? value.strip().replace("\r\n", "\n").replace('\r', '\n') : "";
    }
}
