package io.sluice.rehearsal.metadata;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One XML element with its place in the file. Metadata files have either text or child elements, never both; comments
 * are not kept, as Salesforce keeps none either.
 */
public final class XmlNode {
    public static final String NAMESPACE = "http://soap.sforce.com/2006/04/metadata";

    private static final XMLInputFactory PARSER = secureParser();

    private final String name;
    private final Map<String, String> attributes;
    private final List<XmlNode> children;
    private final String text;
    private final int line;
    private final int column;

    private XmlNode(
            String name, Map<String, String> attributes, List<XmlNode> children, String text, int line, int column) {
        this.name = name;
        this.attributes = attributes;
        this.children = children;
        this.text = text;
        this.line = line;
        this.column = column;
    }

    /** A new element with children. */
    public static XmlNode of(String name, List<XmlNode> children) {
        return new XmlNode(name, Map.of(), List.copyOf(children), "", 0, 0);
    }

    /** A new element with text. */
    public static XmlNode text(String name, String text) {
        return new XmlNode(name, Map.of(), List.of(), text, 0, 0);
    }

    /** Parses a whole document; document types and external entities are refused. */
    public static XmlNode parse(byte[] bytes) throws XmlProblem {
        return parse(new ByteArrayInputStream(bytes));
    }

    /** Parses a whole document from a stream, which stays open. */
    public static XmlNode parse(InputStream in) throws XmlProblem {
        try {
            XMLStreamReader reader = PARSER.createXMLStreamReader(in);
            try {
                return read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            var place = e.getLocation();
            throw new XmlProblem(
                    words(e),
                    place == null ? 1 : Math.max(1, place.getLineNumber()),
                    place == null ? 1 : Math.max(1, place.getColumnNumber()));
        }
    }

    private static String words(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int at = message.indexOf("Message: ");
        return at < 0 ? message : message.substring(at + "Message: ".length());
    }

    private static XmlNode read(XMLStreamReader reader) throws XMLStreamException {
        Deque<Open> open = new ArrayDeque<>();
        XmlNode root = null;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> open.push(new Open(reader));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!open.isEmpty()) {
                        open.peek().text.append(reader.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    XmlNode done = open.pop().close();
                    if (open.isEmpty()) {
                        root = done;
                    } else {
                        open.peek().children.add(done);
                    }
                }
                case XMLStreamConstants.DTD ->
                    throw new XMLStreamException("Message: DOCTYPE is not allowed", reader.getLocation());
                default -> {
                    // Comments and processing instructions carry nothing that an org keeps.
                }
            }
        }
        if (root == null) {
            throw new XMLStreamException("Message: Premature end of file.");
        }
        return root;
    }

    public String name() {
        return name;
    }

    public List<XmlNode> children() {
        return children;
    }

    /** The text of an element without children, or the empty string. */
    public String text() {
        return children.isEmpty() ? text.strip() : "";
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }

    /** The first child of that name. */
    public Optional<XmlNode> child(String wanted) {
        return children.stream().filter(c -> c.name.equals(wanted)).findFirst();
    }

    /** The text of the first child of that name, or the empty string. */
    public String childText(String wanted) {
        return child(wanted).map(XmlNode::text).orElse("");
    }

    /** All children of that name, in order. */
    public List<XmlNode> all(String wanted) {
        return children.stream().filter(c -> c.name.equals(wanted)).toList();
    }

    /** This element and everything below, in document order, whose name is the wanted one. */
    public List<XmlNode> deep(String wanted) {
        List<XmlNode> found = new ArrayList<>();
        collect(wanted, found);
        return found;
    }

    private void collect(String wanted, List<XmlNode> found) {
        if (name.equals(wanted)) {
            found.add(this);
        }
        children.forEach(c -> c.collect(wanted, found));
    }

    /** The same element with other children. */
    public XmlNode withChildren(List<XmlNode> other) {
        return new XmlNode(name, attributes, List.copyOf(other), "", line, column);
    }

    /** Equal in names, attributes, texts and order; the place in a file does not count. */
    public boolean sameAs(XmlNode other) {
        if (!name.equals(other.name)
                || !attributes.equals(other.attributes)
                || !text().equals(other.text())
                || children.size() != other.children.size()) {
            return false;
        }
        for (int i = 0; i < children.size(); i++) {
            if (!children.get(i).sameAs(other.children.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The document as Salesforce writes it: UTF-8, four spaces, the metadata namespace on the root. */
    public byte[] document() {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        write(out, 0, true);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The attributes as they stand in a tag, each with a space before it. */
    public String attributesXml() {
        StringBuilder out = new StringBuilder();
        attributes.forEach((key, value) -> {
            if (!key.equals("xmlns")) {
                out.append(' ').append(key).append("=\"").append(escape(value)).append('"');
            }
        });
        return out.toString();
    }

    private void write(StringBuilder out, int depth, boolean root) {
        String indent = "    ".repeat(depth);
        out.append(indent).append('<').append(name);
        if (root) {
            out.append(" xmlns=\"").append(NAMESPACE).append('"');
        }
        out.append(attributesXml());
        if (children.isEmpty() && text.isEmpty()) {
            out.append("/>\n");
        } else if (children.isEmpty()) {
            out.append('>').append(escape(text)).append("</").append(name).append(">\n");
        } else {
            out.append(">\n");
            children.forEach(c -> c.write(out, depth + 1, false));
            out.append(indent).append("</").append(name).append(">\n");
        }
    }

    /** Escapes text for XML content and attributes. */
    public static String escape(String raw) {
        boolean plain = true;
        for (int i = 0; i < raw.length() && plain; i++) {
            char c = raw.charAt(i);
            plain = c > '>' || c != '&' && c != '<' && c != '>' && c != '"' && c != '\'';
        }
        if (plain) {
            return raw;
        }
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&apos;");
    }

    private static XMLInputFactory secureParser() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // Problems are thrown and told to the client; nothing goes to the error stream.
        factory.setXMLReporter((message, type, information, place) -> {});
        return factory;
    }

    /** An element whose end has not been read yet. */
    private static final class Open {
        final String name;
        final Map<String, String> attributes = new LinkedHashMap<>();
        final List<XmlNode> children = new ArrayList<>();
        final StringBuilder text = new StringBuilder();
        final int line;
        final int column;

        Open(XMLStreamReader reader) {
            name = reader.getLocalName();
            line = reader.getLocation().getLineNumber();
            column = reader.getLocation().getColumnNumber();
            for (int i = 0; i < reader.getNamespaceCount(); i++) {
                String prefix = reader.getNamespacePrefix(i);
                if (prefix != null && !prefix.isEmpty()) {
                    attributes.put("xmlns:" + prefix, String.valueOf(reader.getNamespaceURI(i)));
                }
            }
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                String prefix = reader.getAttributePrefix(i);
                String local = reader.getAttributeLocalName(i);
                attributes.put(
                        prefix == null || prefix.isEmpty() ? local : prefix + ":" + local, reader.getAttributeValue(i));
            }
        }

        XmlNode close() {
            return new XmlNode(
                    name, attributes, List.copyOf(children), children.isEmpty() ? text.toString() : "", line, column);
        }
    }
}
