package io.sluice.metadata;

import java.io.BufferedInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.XMLConstants;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads XML that strangers wrote: no document type, so no entities of its own and nothing fetched from elsewhere. */
final class SecureXml {

    private static final String SCHEMA_INSTANCE = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI;

    /** No real metadata file comes near; deeper nesting would exhaust the stack of whoever walks the tree. */
    private static final int MOST_LEVELS = 100;

    /** A file of tiny elements that unzips from almost nothing would fill the memory; a big profile has half of it. */
    private static final int MOST_ELEMENTS = 250_000;

    /** One value of this length is no metadata: what people write there has some thousand characters, a file in it far less. */
    private static final int MOST_CHARACTERS_OF_A_VALUE = 8 * 1024 * 1024;

    private static final XMLInputFactory FACTORY = factory();

    private SecureXml() {}

    /**
     * Reads a whole file as a tree.
     *
     * @param name what the message of a refusal calls the file
     */
    static XmlNode read(InputStream in, String name) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(ZipFiles.limited(name, in));
        boolean wide = beginsAsUtf16(bytes);
        XMLStreamReader reader = null;
        try {
            reader = FACTORY.createXMLStreamReader(bytes);
            return tree(reader, name);
        } catch (XMLStreamException e) {
            throw refusal(e, name, wide);
        } finally {
            close(reader);
        }
    }

    /** With a byte order mark or without one: in any case its first sign takes two bytes. */
    private static boolean beginsAsUtf16(InputStream bytes) throws IOException {
        bytes.mark(2);
        byte[] first = bytes.readNBytes(2);
        bytes.reset();
        return first.length == 2
                && (first[0] == 0 || first[1] == 0 || (first[0] & 0xFF) + (first[1] & 0xFF) == 0xFE + 0xFF);
    }

    private static IOException refusal(XMLStreamException e, String name, boolean wide) {
        Throwable cause = e.getNestedException();
        if (cause instanceof IOException && !(cause instanceof CharConversionException)) {
            return (IOException) cause;
        }
        String says = reason(e);
        String encoding = cause != null || says.contains("encoding name")
                ? " has bytes that are no characters of the encoding that it claims"
                : wide ? " begins as UTF-16 does, but claims another encoding" : null;
        return new BrokenPackageException(
                encoding == null
                        ? name + " is not well-formed XML" + place(e.getLocation()) + ": " + says
                        : name + encoding + place(e.getLocation()) + ": " + says
                                + " Metadata is UTF-8; the file is refused",
                e);
    }

    private static XmlNode tree(XMLStreamReader reader, String name) throws XMLStreamException, BrokenPackageException {
        Deque<XmlNode> open = new ArrayDeque<>();
        Deque<StringBuilder> texts = new ArrayDeque<>();
        XmlNode root = null;
        int elements = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new BrokenPackageException(name + " has a document type or an entity of its own"
                            + place(reader.getLocation()) + "; metadata has neither, so the file is refused");
                case XMLStreamConstants.START_ELEMENT -> {
                    XmlNode node = new XmlNode(
                            reader.getLocalName(),
                            mark(reader),
                            reader.getLocation().getLineNumber());
                    if (++elements > MOST_ELEMENTS) {
                        throw new BrokenPackageException(name + " has more than " + MOST_ELEMENTS + " elements"
                                + place(reader.getLocation()) + ", more than metadata ever has");
                    }
                    if (open.size() == MOST_LEVELS) {
                        throw new BrokenPackageException(
                                name + " nests deeper than " + MOST_LEVELS + " elements" + place(reader.getLocation()));
                    }
                    if (open.isEmpty()) {
                        root = node;
                    } else {
                        open.element().add(node);
                    }
                    open.push(node);
                    texts.push(new StringBuilder());
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (!texts.isEmpty()) {
                        StringBuilder text = texts.element();
                        if (text.length() + reader.getTextLength() > MOST_CHARACTERS_OF_A_VALUE) {
                            throw new BrokenPackageException(name + " has a value of more than "
                                    + MOST_CHARACTERS_OF_A_VALUE / (1024 * 1024) + " million characters"
                                    + place(reader.getLocation()) + ", more than metadata ever has");
                        }
                        text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
                    }
                }
                case XMLStreamConstants.END_ELEMENT ->
                    open.pop().text(texts.pop().toString());
                default -> {
                    // Comments and processing instructions say nothing about the component.
                }
            }
        }
        if (root == null) {
            throw new BrokenPackageException(name + " has no XML element");
        }
        return root;
    }

    private static String mark(XMLStreamReader reader) {
        String nil = reader.getAttributeValue(SCHEMA_INSTANCE, "nil");
        if ("true".equals(nil) || "1".equals(nil)) {
            return "nil";
        }
        String type = reader.getAttributeValue(SCHEMA_INSTANCE, "type");
        return type == null ? "" : type.substring(type.indexOf(':') + 1);
    }

    private static void close(@Nullable XMLStreamReader reader) throws BrokenPackageException {
        if (reader != null) {
            try {
                reader.close();
            } catch (XMLStreamException e) {
                throw new BrokenPackageException("The XML reader could not be closed", e);
            }
        }
    }

    static String place(Location at) {
        return " at line " + at.getLineNumber() + ", column " + at.getColumnNumber();
    }

    /** The parser's sentence without its own first line about the place, which {@link #place} says in our words. */
    static String reason(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int marker = message.indexOf("Message: ");
        return marker < 0 ? message : message.substring(marker + "Message: ".length());
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // Long values come in pieces, so that a limit stops them before they are in memory.
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("External entities are refused");
        });
        return factory;
    }
}
