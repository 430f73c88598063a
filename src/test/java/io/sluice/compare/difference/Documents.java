package io.sluice.compare.difference;

import io.sluice.metadata.Component;
import io.sluice.metadata.SiblingRules;
import io.sluice.metadata.XmlNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads, changes and writes metadata for tests, with the platform's own XML tools and not with Sluice's. */
final class Documents {

    /** One metadata file of one component. */
    record Sample(Component component, String path, byte[] content) {

        @Override
        public String toString() {
            return component + " in " + path;
        }
    }

    private Documents() {}

    static Document read(byte[] content) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(content));
        } catch (Exception e) {
            throw new IllegalStateException("A test's own XML can't be read", e);
        }
    }

    /** Elements inside another, in order. */
    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    static List<Element> all(Element root, Predicate<Element> wanted) {
        List<Element> found = new ArrayList<>();
        for (Element child : children(root)) {
            if (wanted.test(child)) {
                found.add(child);
            }
            found.addAll(all(child, wanted));
        }
        return found;
    }

    static boolean isLeaf(Element element) {
        return children(element).isEmpty();
    }

    /** Writes it with other white space, comments and order, wherever these mean nothing. */
    static byte[] rewritten(String type, Document document, Random random) {
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        write(type, document.getDocumentElement(), text, random);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] written(Document document) {
        return rewritten("", document, new Random(0) {
            @Override
            public int nextInt(int bound) {
                return bound - 1;
            }
        });
    }

    private static void write(String type, Element element, StringBuilder text, Random random) {
        text.append('<').append(element.getTagName());
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            text.append(' ')
                    .append(attribute.getNodeName())
                    .append("=\"")
                    .append(attribute.getNodeValue())
                    .append('"');
        }
        text.append('>');
        List<Element> children = children(element);
        if (children.isEmpty()) {
            text.append(element.getTextContent()
                    .replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;"));
        }
        for (Element child : type.isEmpty() ? children : shuffled(type, element, children, random)) {
            text.append(random.nextInt(3) == 0 ? "\n   " : "");
            text.append(random.nextInt(9) == 0 ? "<!-- said -->" : "");
            write(type, child, text, random);
        }
        text.append("</").append(element.getTagName()).append('>');
    }

    /** Groups of one name in any order, and inside a group any order unless it has a meaning. */
    private static List<Element> shuffled(String type, Element parent, List<Element> children, Random random) {
        Map<String, List<Element>> groups = new LinkedHashMap<>();
        children.forEach(child -> groups.computeIfAbsent(child.getLocalName(), any -> new ArrayList<>())
                .add(child));
        List<Element> all = new ArrayList<>();
        List<String> names = new ArrayList<>(groups.keySet());
        Collections.shuffle(names, random);
        for (String name : names) {
            List<Element> group = groups.getOrDefault(name, List.of());
            if (!SiblingRules.ordered(type, node(parent), name)) {
                Collections.shuffle(group, random);
            }
            all.addAll(group);
        }
        return all;
    }

    private static XmlNode node(Element element) {
        XmlNode node = new XmlNode(element.getLocalName(), "", 1);
        for (Element child : children(element)) {
            XmlNode inner = new XmlNode(child.getLocalName(), "", 1);
            inner.text(child.getTextContent());
            node.add(inner);
        }
        return node;
    }

    /** Every metadata file of the written cases. */
    static List<Sample> ofCases() {
        List<Sample> samples = new ArrayList<>();
        for (DifferenceCase each : DifferenceCase.all()) {
            for (Map<String, byte[]> side : List.of(each.source(), each.target())) {
                side.forEach((path, content) -> {
                    if (new String(content, StandardCharsets.UTF_8).startsWith("<")
                            && !path.endsWith(".html")
                            && !path.endsWith("-meta.xml")) {
                        samples.add(new Sample(each.component(), path, content));
                    }
                });
            }
        }
        return samples;
    }
}
